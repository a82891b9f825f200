import { Random32 } from './access';
import { JobEventsSchema } from './job-event';
import { Count, strictObject, Uuid, type Admitted } from './strict';

/** Where a WebSocket is opened, with the subprotocols SOCKET_PROTOCOL and `ticket.<ticket>`; the companion selects the first. */
export const SOCKET_PATH = '/v1/socket';
export const SOCKET_PROTOCOL = 'companion.v1';
export const TICKET_PREFIX = 'ticket.';

/** Good for one socket, for ten seconds. */
export const TicketSchema = strictObject({ ticket: Random32, expiresAt: Count });

/** What a client says: watch this job from the event after `after` on. A socket may watch several. */
export const WatchSchema = strictObject({ watch: Uuid, after: Count });
/** What the companion says: the same events as the route gives, with the job that they belong to. */
export const WatchedSchema = strictObject({ job: Uuid, ...JobEventsSchema.properties });
export type Watched = Admitted<typeof WatchedSchema>;
/** Close codes: a message that is no WatchSchema, a job that is not there, a token that was taken back. */
export const SOCKET_CLOSE = { badMessage: 4400, revoked: 4401, noSuchJob: 4404 } as const;
