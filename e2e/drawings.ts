// The graphs that the docs explain, each saved as SVG by the editor itself: docs/images/graphs.
import { readdirSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Graph } from '@baton/shared/graph';
import { expect, test } from './fixtures/test.ts';
import { Editor } from './ui/editor.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const out = at('../docs/images/graphs/');

/** Every document of the templates and the examples. */
function documents(): Graph[] {
  return ['../shared/src/templates/', '../examples/'].flatMap((folder) =>
    readdirSync(at(folder))
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(at(`${folder}${name}`), 'utf8')) as Graph),
  );
}

test.use({ colorScheme: 'light', acceptDownloads: true });

test('every graph of the docs', async ({ page, api }) => {
  test.setTimeout(300_000);
  const editor = new Editor(page);
  for (const graph of documents()) {
    await api.create(graph);
    await editor.open(graph.id);
    await expect(editor.saved).toBeVisible();
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: 'Find a node, an action or a graph' }).fill('Save as SVG');
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    const svg = await readFile(await download.path(), 'utf8');
    // A page of docs has fonts of its own; with ours inside, each picture would weigh ten times as much.
    await writeFile(`${out}${graph.id}.svg`, `${svg.replace(/<style>.*?<\/style>/s, '')}\n`);
  }
});
