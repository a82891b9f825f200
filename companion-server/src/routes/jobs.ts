import { ROUTES } from '@photocrafter/shared/protocol/routes';
import type { JobQueue } from '../jobs/job-queue';
import type { JobStore } from '../store/job-store';
import { fromTable, type TypedApp } from './typed-app';

/** A plan with a 64-cubed table and masks fits; pictures never travel here. */
const MAX_JOB_BYTES = 16 * 2 ** 20;

export function addJobRoutes(app: TypedApp, queue: JobQueue, jobs: JobStore): void {
  app.route({
    ...fromTable(ROUTES.startJob),
    bodyLimit: MAX_JOB_BYTES,
    handler(request, reply) {
      const job = queue.submit(request.headers['idempotency-key'], request.body, request.client?.kid);
      void reply.code(202).header('location', `/v1/jobs/${job.id}`);
      return job;
    },
  });
  app.route({ ...fromTable(ROUTES.job), handler: (request) => jobs.view(request.params.id) });
  app.route({ ...fromTable(ROUTES.cancelJob), handler: (request) => queue.cancel(request.params.id) });
}
