/** The editor's built files. Any address that is no file and not the API's is a screen of the editor. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono, MiddlewareHandler } from 'hono';
import { pageLinks } from './page-links.ts';

const notBuilt =
  'The editor is not built yet. Build it with "npm run build" and load this page again; the API works without it.\n';

/** @param folder what Vite has built. */
export function editorFiles(app: Hono, folder: string): void {
  let files: MiddlewareHandler | undefined;
  app.use('*', cached, (c, next) => {
    // It may be built while the server runs.
    files ??= existsSync(folder) ? serveStatic({ root: folder, precompressed: true }) : undefined;
    return files ? files(c, next) : next();
  });
  app.all('*', (c) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return c.text('There is nothing to change here.\n', 404);
    // A file that is missing is not a screen: a page that asks for it wants to know.
    if (c.req.path.startsWith('/assets/')) return c.text('There is no such file.\n', 404);
    const page = join(folder, 'index.html');
    if (!existsSync(page)) return c.text(notBuilt, 503);
    const link = pageLinks(folder)(c.req.path);
    if (link !== undefined) c.header('link', link);
    return c.html(readFileSync(page, 'utf8'));
  });
}

/** Vite names files in `assets` after their content, so they never change; the page that names them is asked for anew. */
const cached: MiddlewareHandler = async (c, next) => {
  await next();
  const forever = c.req.path.startsWith('/assets/') && c.res.status === 200;
  c.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
};
