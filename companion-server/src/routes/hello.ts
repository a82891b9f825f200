import { PRODUCT_ID, PRODUCT_NAME, PRODUCT_VERSION, PROTOCOL_VERSION } from '@photocrafter/shared/protocol/product';
import { ROUTES } from '@photocrafter/shared/protocol/routes';
import { fromTable, type TypedApp } from './typed-app';

/** What this version can do, for clients that are newer or older. */
const CAPABILITIES = ['critique', 'enhance', 'render', 'raw-samples', 'event-stream', 'long-poll'];

/** Who answers here. `instance` is new at every start, so a client notices a restart. */
export function addHelloRoutes(app: TypedApp, instance: string): void {
  app.route({ ...fromTable(ROUTES.health), handler: () => ({ status: 'running' as const }) });
  app.route({
    ...fromTable(ROUTES.hello),
    handler: () => ({ product: PRODUCT_ID, name: PRODUCT_NAME, version: PRODUCT_VERSION, protocolVersion: PROTOCOL_VERSION, instance, capabilities: CAPABILITIES }),
  });
}
