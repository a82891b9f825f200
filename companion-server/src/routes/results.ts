import { createReadStream } from 'node:fs';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { ROUTES } from '@photocrafter/shared/protocol/routes';
import type { Store } from '../store/store';
import { fromTable, type TypedApp } from './typed-app';

/** Downloads, named by kind: the path comes from the job's own report, never from the request. */
export function addResultRoutes(app: TypedApp, store: Store): void {
  app.route({
    ...fromTable(ROUTES.result),
    handler(request, reply) {
      const { id, kind } = request.params;
      const file = store.jobs.view(id).report?.files.find((candidate) => candidate.kind === kind);
      if (file === undefined) throw new AppError('NOT_FOUND', kind);
      return reply
        .type(file.mediaType)
        .header('content-length', String(file.bytes))
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeName(file.fileName)}`)
        .send(createReadStream(store.results.pathOf(id, file)));
    },
  });
}

/** RFC 8187: what encodeURIComponent leaves alone but an ext-value may not hold. A lone surrogate cannot be encoded. */
function encodeName(name: string): string {
  return encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\ufffd')).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}
