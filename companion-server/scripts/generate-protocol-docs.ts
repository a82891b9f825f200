import type { TSchema } from 'typebox';
import { AccessGrantSchema, AccessSchema, ClientsSchema, Kid, PAIRABLE_CLASSES, PairedClientSchema, PairingSchema, PanelLinkSchema, Random32 } from '@photocrafter/shared/protocol/access';
import { AssetHandleSchema, RawDescriptionSchema, StoredAssetSchema, UploadedAssetSchema } from '@photocrafter/shared/protocol/asset';
import { CritiqueSchema } from '@photocrafter/shared/protocol/critique-schema';
import { DoctorAnswerSchema, ModelsAnswerSchema } from '@photocrafter/shared/protocol/doctor';
import { ErrorAnswerSchema, FailureSchema } from '@photocrafter/shared/protocol/error-answer';
import { AdjustmentLayerSchema, AdjustmentSchema } from '@photocrafter/shared/protocol/adjustment-schema';
import { HostLayersSchema } from '@photocrafter/shared/protocol/host-layers';
import { HealthSchema, HelloSchema } from '@photocrafter/shared/protocol/hello';
import { HostCapabilitiesSchema, JobRequestSchema, JobViewSchema } from '@photocrafter/shared/protocol/job';
import { JobEventSchema, JobEventsSchema } from '@photocrafter/shared/protocol/job-event';
import { JobReportSchema, ResultFileSchema } from '@photocrafter/shared/protocol/job-report';
import { EditPlanSchema } from '@photocrafter/shared/protocol/plan-schema';
import { COMPANION_PORTS, PROTOCOL_VERSION } from '@photocrafter/shared/protocol/product';
import { CLIENT_HEADER, MAX_WAIT_SECONDS, ROUTES, type Route } from '@photocrafter/shared/protocol/routes';
import { DecimalText, Sha256, Uuid } from '@photocrafter/shared/protocol/strict';
import { SOCKET_PATH, SOCKET_PROTOCOL, TICKET_PREFIX, TicketSchema, WatchedSchema, WatchSchema } from '@photocrafter/shared/protocol/socket';
import { printSchema, type PlainSchema } from './print-schema';

const SHAPES: Readonly<Record<string, TSchema>> = {
  JobRequest: JobRequestSchema, AssetHandle: AssetHandleSchema, RawDescription: RawDescriptionSchema, HostCapabilities: HostCapabilitiesSchema,
  JobView: JobViewSchema, JobEvents: JobEventsSchema, JobEvent: JobEventSchema, JobReport: JobReportSchema, ResultFile: ResultFileSchema,
  Critique: CritiqueSchema, EditPlan: EditPlanSchema, UploadedAsset: UploadedAssetSchema, StoredAsset: StoredAssetSchema,
  HostLayers: HostLayersSchema, AdjustmentLayer: AdjustmentLayerSchema, Adjustment: AdjustmentSchema,
  Health: HealthSchema, Hello: HelloSchema, Models: ModelsAnswerSchema, Doctor: DoctorAnswerSchema, ErrorAnswer: ErrorAnswerSchema, Failure: FailureSchema,
  AccessGrant: AccessGrantSchema, Access: AccessSchema, Clients: ClientsSchema, PairedClient: PairedClientSchema, Pairing: PairingSchema, PanelLink: PanelLinkSchema, Ticket: TicketSchema,
  Uuid, Sha256, Kid, Random32, Decimal: DecimalText,
};

/** An optional field holds a copy of the schema, so shapes are known by what they say. */
const NAMES = new Map(Object.entries(SHAPES).map(([name, schema]) => [JSON.stringify(schema), name]));
NAMES.set(JSON.stringify(FailureSchema.properties.code), 'one of errors.md');
const nameOf = (schema: PlainSchema): string | undefined => NAMES.get(JSON.stringify(schema));

const HEAD = `# Protocol, version ${PROTOCOL_VERSION}

Generated from \`shared/protocol/routes.ts\`; do not edit. To write it again:
\`UPDATE_DOCS=1 npx jest companion-server/scripts/generate-protocol-docs\`.

The companion listens on the first free port of ${COMPANION_PORTS.join(', ')}, on 127.0.0.1 and ::1 only; ask \`/v1/hello\` on each.
Requests that change something carry \`${CLIENT_HEADER}: <name>/<version>\` and are \`application/json\` or, for uploads,
\`application/octet-stream\`. Unknown fields are refused. Whatever is refused answers an \`ErrorAnswer\`; its codes are in [errors.md](errors.md).

Everything but \`/health\`, \`/v1/hello\` and the page itself needs a token, in \`Authorization\` as \`Bearer <token>\`. A program gets its token once: the user opens
the pairing window for its kind (${PAIRABLE_CLASSES.join(', ')}), it sends the six digits to \`/v1/pair/complete\`. A token works only with the
Origin of its kind: \`null\` for Figma's interface, none for the command line, none or the companion's own for its page, for Photoshop whatever
came when it was paired. Before a token goes to an address, ask \`/v1/hello?kid=<kid>&n=<32 random bytes, base64url>\` there: only the companion
that gave the token answers HMAC-SHA256(SHA-256(secret), "n|port|instance") among its \`proofs\`. \`shared/client/stored-token.ts\`
(\`createStoredToken\`) does all of this for a host that lends it a place for one text; \`AccessToken.check(address)\` is to be called before the
first request and now and then. When \`/v1/token\` says \`rotate\`, it is time for \`/v1/token/rotate\`. An app that sends more than 100 requests a
second for long is answered 429.

Events also come over a WebSocket at \`${SOCKET_PATH}\`, opened with the subprotocols \`${SOCKET_PROTOCOL}\` and \`${TICKET_PREFIX}<ticket>\` (a ticket of
\`/v1/ws-ticket\`; once, within ten seconds). The client sends ${printSchema(WatchSchema as PlainSchema, nameOf)}, the companion ${printSchema(WatchedSchema as TSchema as PlainSchema, nameOf)}.

A job: upload the picture, start the job with a fresh UUID as \`idempotency-key\`, read its events until the last one (\`result\`, \`error\`
or \`cancelled\`), download the files that the report names. Hosts ask for \`layers\` (a \`HostLayers\`, with a \`base\` file where pixels must lie below
them) and \`pixels\`, which are bare samples in the shape that was sent. Events are numbered from 1 without gaps and are kept, so that reading can go
on after any of them: \`after=<seq>&wait=<seconds>\` holds the request open (at most ${MAX_WAIT_SECONDS} s) until there is something new; with
\`accept: text/event-stream\` the answer is a stream that takes \`last-event-id\` as well.
`;

const WHO: Readonly<Record<Route['access'], string>> = { anybody: 'No token.', code: 'A code in place of a token.', work: 'Any token.', admin: 'A token of the page or the command line.' };

/** The text of `docs/protocol.md`: every address of the route table, then every shape that it names. */
export function renderProtocolDocs(): string {
  const shapes = Object.entries(SHAPES).map(([name, schema]) => `### ${name}\n\n\`\`\`\n${printSchema(schema, nameOf)}\n\`\`\`\n`);
  return [HEAD, '## Addresses\n', ...Object.values<Route>(ROUTES).map(section), '## Shapes\n', ...shapes].join('\n');
}

function section({ method, path, access, summary, params, query, headers, body, status, answer }: Route): string {
  const rows = [['Path', params], ['Query', query], ['Headers', headers], ['Body', body], [`Answer ${status}`, answer]] as const;
  const lines = rows.flatMap(([title, part]) => {
    const text = part === 'octets' ? 'bytes' : part === undefined ? '{}' : (nameOf(part) ?? printSchema(part, nameOf));
    return text === '{}' ? [] : [`${title}: ${text}`];
  });
  return `### ${method} ${path}\n\n${summary} ${WHO[access]}\n\n\`\`\`\n${lines.join('\n')}\n\`\`\`\n`;
}
