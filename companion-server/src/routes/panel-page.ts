import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { PANEL_FILES } from '../access/panel-files';
import type { TypedApp } from './typed-app';

/** trust.md section 3.4: own scripts, styles and calls, pictures also from memory; nothing else, and in nobody's frame. */
const PAGE_POLICY = "default-src 'none'; frame-ancestors 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob:";

/** The companion's own page from the folder of the build. Three known files: no path comes from a request. */
export function addPanelPage(app: TypedApp, folder: string): void {
  for (const [url, [file, mediaType]] of Object.entries(PANEL_FILES)) {
    const path = join(folder, file);
    app.get(url, { config: { access: 'anybody' } }, (_request, reply) => {
      if (!existsSync(path)) throw new AppError('NOT_FOUND', 'the panel is not built');
      return reply.type(mediaType).header('content-security-policy', PAGE_POLICY).send(createReadStream(path));
    });
  }
}
