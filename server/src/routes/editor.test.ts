import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../app.fixture.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-editor-'));
  mkdirSync(join(folder, 'dist/assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'dist/index.html'), '<title>Baton</title>');
  writeFileSync(join(folder, 'dist/assets/app-1a2b.js'), 'export {}');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the editor', () => {
  it('is served: its page at every address that is no file, its files for ever', async () => {
    await using app = await startTestApp({ editor: join(folder, 'dist') });
    for (const path of ['/', '/index.html', '/graphs/desk', '/runs/r_1?at=3']) {
      const page = await app.ask('GET', path);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-type')).toContain('text/html');
      expect(page.headers.get('cache-control')).toBe('no-cache');
      expect(await page.text()).toContain('Baton');
    }
    const file = await app.ask('GET', '/assets/app-1a2b.js');
    expect(file.headers.get('content-type')).toContain('javascript');
    expect(file.headers.get('cache-control')).toContain('immutable');
  });

  it('is no page where a file is missing, and no way out of its folder', async () => {
    await using app = await startTestApp({ editor: join(folder, 'dist') });
    const missing = await app.ask('GET', '/assets/old-0000.js');
    expect(missing.status).toBe(404);
    expect(missing.headers.get('cache-control')).toBe('no-cache');
    for (const path of [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/..%5csecret.txt',
    ]) {
      expect(await (await app.ask('GET', path)).text()).not.toContain('secret');
    }
    expect((await app.ask('POST', '/graphs/desk', {})).status).toBe(404);
  });

  it('tells with the page of a graph what that will need, the page’s own files first', async () => {
    const manifest = {
      'index.html': { file: 'assets/index.js', css: ['assets/index.css'], imports: ['_shared.js'] },
      '_shared.js': { file: 'assets/shared.js' },
      'src/app/EditorScreen.tsx': { file: 'assets/editor.js', imports: ['_shared.js', '_canvas.js'] },
      '_canvas.js': { file: 'assets/canvas.js', css: ['assets/canvas.css'], imports: ['_shared.js'] },
      'src/runs/RunsScreen.tsx': { file: 'assets/runs.js' },
    };
    const dist = join(folder, 'linked');
    mkdirSync(join(dist, '.vite'), { recursive: true });
    writeFileSync(join(dist, 'index.html'), '<title>Baton</title>');
    writeFileSync(join(dist, '.vite/manifest.json'), JSON.stringify(manifest));
    await using app = await startTestApp({ editor: dist });
    const linksOf = async (path: string) => (await app.ask('GET', path)).headers.get('link');
    const link = await linksOf('/graphs/desk');
    expect([...(link ?? '').matchAll(/<([^>]+)>/g)].map(([, to]) => to)).toEqual([
      '/theme.js',
      '/assets/index.js',
      '/assets/index.css',
      '/assets/shared.js',
      '/assets/editor.js',
      '/assets/canvas.js',
      '/assets/canvas.css',
      '/api/session',
      '/api/graphs/desk',
    ]);
    expect(await linksOf('/graphs/desk/runs/r_1')).toBe(link);
    for (const path of ['/', '/runs', '/graphs/No graph', '/graphs/x%3E%3B%20rel=next'])
      expect(await linksOf(path)).toBeNull();
  });

  it('says so plainly when it is not built, and is there once it is', async () => {
    const later = join(folder, 'later');
    await using app = await startTestApp({ editor: later });
    const page = await app.ask('GET', '/');
    expect(page.status).toBe(503);
    expect(await page.text()).toContain('npm run build');
    mkdirSync(later);
    writeFileSync(join(later, 'index.html'), '<title>Built</title>');
    expect(await (await app.ask('GET', '/')).text()).toContain('Built');
  });
});
