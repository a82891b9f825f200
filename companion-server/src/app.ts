import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import type { Logger } from 'pino';
import type { Config } from './config';
import type { JobQueue } from './jobs/job-queue';
import type { AccessControl } from './access/access';
import { addErrorAnswers, answerError } from './plugins/errors';
import { addGuard } from './plugins/guard';
import type { GuardStep } from './plugins/guard-steps';
import { refuseMalformed } from './plugins/refuse-malformed';
import { addAccessRoutes } from './routes/access';
import { addAssetRoutes } from './routes/assets';
import { addDiagnosisRoutes, type Providers } from './routes/diagnosis';
import { addEventRoutes } from './routes/events';
import { addHelloRoutes } from './routes/hello';
import { addJobRoutes } from './routes/jobs';
import { addPanelPage } from './routes/panel-page';
import { addResultRoutes } from './routes/results';
import { addSocket } from './routes/socket';
import type { TypedApp } from './routes/typed-app';
import type { Store } from './store/store';

export interface AppParts {
  readonly store: Store;
  readonly queue: JobQueue;
  readonly access: AccessControl;
  readonly providers: Providers;
  readonly config: Pick<Config, 'maxUploadBytes' | 'maxPixels'>;
  readonly log: Logger;
  /** the built panel: index.html, main.js, main.css */
  readonly panelFolder: string;
  /** for tests that take steps out */
  readonly guardSteps?: readonly GuardStep[];
}

/** Small bodies only; the routes that take more say so. */
const BODY_LIMIT = 64 * 1024;
/** The largest upload at 20 MB/s; a stalled header is cut much earlier. */
const REQUEST_TIMEOUT_MS = 300_000;
const HEADERS_TIMEOUT_MS = 10_000;

/** The companion's HTTP interface: strict parsing and validation (trust.md section 9), one guard, thin routes. It does not listen yet. */
export function buildApp({ store, queue, access, providers, config, log, panelFolder, guardSteps }: AppParts): TypedApp {
  const closing = new AbortController();
  const app = Fastify({
    loggerInstance: log,
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: 5_000,
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    routerOptions: { maxParamLength: 128, ignoreTrailingSlash: false, caseSensitive: true },
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false, allErrors: false } },
    frameworkErrors: (error, request, reply) => { answerError(error, request, reply); },
    clientErrorHandler: refuseMalformed,
  }) as unknown as TypedApp;

  app.removeContentTypeParser('text/plain');
  addGuard(app, { ...access, ...(guardSteps !== undefined && { steps: guardSteps }) });
  addErrorAnswers(app);
  addHelloRoutes(app, randomUUID(), access.clients);
  addPanelPage(app, panelFolder);
  addAccessRoutes(app, access);
  addJobRoutes(app, queue, store.jobs);
  addEventRoutes(app, queue, store.jobs, closing.signal);
  addSocket(app, access, queue, closing.signal);
  addResultRoutes(app, store);
  addDiagnosisRoutes(app, providers, closing.signal);
  app.register((assets, _options, done) => {
    assets.removeAllContentTypeParsers();
    addAssetRoutes(assets as unknown as TypedApp, store.blobs, config);
    done();
  });
  // Open streams would keep the server from closing.
  app.addHook('preClose', async () => { closing.abort(); });
  return app;
}
