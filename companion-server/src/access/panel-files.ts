/** The companion's own page and what it consists of; anybody may read it, it holds nothing. Path -> [file of the build, media type]. */
export const PANEL_PAGE = '/panel';
export const PANEL_FILES: Readonly<Record<string, readonly [file: string, mediaType: string]>> = {
  [PANEL_PAGE]: ['index.html', 'text/html; charset=utf-8'],
  '/panel/main.js': ['main.js', 'text/javascript; charset=utf-8'],
  '/panel/main.css': ['main.css', 'text/css; charset=utf-8'],
};
