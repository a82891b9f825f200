import { proofMessage } from '@photocrafter/shared/protocol/access';
import { PRODUCT_ID, PRODUCT_NAME, PRODUCT_VERSION, PROTOCOL_VERSION } from '@photocrafter/shared/protocol/product';
import { ROUTES } from '@photocrafter/shared/protocol/routes';
import type { ClientStore } from '../store/client-store';
import { fromTable, type TypedApp } from './typed-app';

/** What this version can do, for clients that are newer or older. */
const CAPABILITIES = ['critique', 'enhance', 'render', 'raw-samples', 'event-stream', 'long-poll'];

/** Who answers here. `instance` is new at every start, so a client notices a restart. */
export function addHelloRoutes(app: TypedApp, instance: string, clients: Pick<ClientStore, 'prove'>): void {
  app.route({ ...fromTable(ROUTES.health), handler: () => ({ status: 'running' as const }) });
  app.route({
    ...fromTable(ROUTES.hello),
    handler(request) {
      const { kid, n } = request.query;
      const proofs = kid === undefined || n === undefined ? {} : { proofs: [...clients.prove(kid, proofMessage(n, request.raw.socket.localPort ?? 0, instance))] };
      return { product: PRODUCT_ID, name: PRODUCT_NAME, version: PRODUCT_VERSION, protocolVersion: PROTOCOL_VERSION, instance, capabilities: CAPABILITIES, ...proofs };
    },
  });
}
