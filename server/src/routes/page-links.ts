/**
 * What a graph's page will need, told to the browser with the page itself, so that it asks for all of it at once and not
 * for one after the other was read: https://html.spec.whatwg.org/multipage/links.html#link-type-modulepreload. From the
 * manifest that Vite writes: https://vite.dev/guide/backend-integration.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { paths } from '@baton/shared/api';
import { id } from '@baton/shared/graph';
import { z } from 'zod';

const chunk = z.object({
  file: z.string(),
  css: z.array(z.string()).optional(),
  imports: z.array(z.string()).optional(),
});
const manifest = z.record(z.string(), chunk);
type Manifest = z.infer<typeof manifest>;

/** Within the folder that Vite has built. */
const manifestFile = '.vite/manifest.json';
/** What the page waits for before it reads on. */
const first = '</theme.js>; rel=preload; as=script';
const page = 'index.html';
const editor = 'src/app/EditorScreen.tsx';

/**
 * @param folder what Vite has built.
 * @returns for a path the value of the header `Link`; undefined where the page alone says what it needs.
 */
export function pageLinks(folder: string): (path: string) => string | undefined {
  const links = filesOf(readManifest(join(folder, manifestFile))).map((file) =>
    file.endsWith('.css')
      ? `</${file}>; rel=preload; as=style; crossorigin`
      : `</${file}>; rel=modulepreload; crossorigin`,
  );
  return (path) => {
    const [, graph] = /^\/graphs\/([^/]+)/.exec(path) ?? [];
    if (!id.safeParse(graph).success || graph === undefined) return undefined;
    const data = [paths.session, paths.graph(graph)].map((one) => `<${one}>; rel=preload; as=fetch; crossorigin`);
    return [first, ...links, ...data].join(', ');
  };
}

/** Without it the page opens all the same. */
function readManifest(file: string): Manifest {
  try {
    return manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

/** The page's own come first: without them nothing begins. */
const filesOf = (known: Manifest): string[] => [
  ...new Set([...reachedFrom(known, page), ...reachedFrom(known, editor)]),
];

function reachedFrom(known: Manifest, entry: string): string[] {
  const chunks = new Set([entry]);
  for (const name of chunks) for (const next of known[name]?.imports ?? []) chunks.add(next);
  return [...chunks].flatMap((name) => [known[name]?.file ?? [], known[name]?.css ?? []].flat());
}
