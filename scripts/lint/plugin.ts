// The lint rules that are Baton's own: the arrows between packages and folders, and no `export *`.
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { editorFolders, packages, type Part } from './arrows.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** As much of a syntax tree as is looked at here. */
interface Import {
  source: { type: string; value?: unknown } | null;
  importKind?: 'type' | 'value';
  exportKind?: 'type' | 'value';
  exported?: unknown;
}

interface Context {
  filename: string;
  report(problem: { node: object; message: string }): void;
}

/** Where a file is: its package, its folder in there (`editor` only), both undefined when it belongs to none. */
interface Place {
  package: string | undefined;
  folder: string | undefined;
}

function placeOf(file: string): Place {
  const [first, second, third, ...rest] = relative(root, file).split(sep);
  if (first === undefined || second === undefined) return { package: undefined, folder: undefined };
  if (first !== 'editor' || second !== 'src') return { package: first, folder: undefined };
  // What lies directly in editor/src, like main.tsx, starts the app and belongs to it.
  return { package: first, folder: rest.length === 0 && third?.includes('.') ? 'app' : third };
}

/** Why `from` may not import `to`, or undefined. */
function objection(table: Record<string, Part>, from: string, to: string, typesOnly: boolean): string | undefined {
  const part = table[from];
  if (from === to || part?.imports.includes(to)) return undefined;
  if (part === undefined) return `${from} has no place yet: give it one in scripts/lint/arrows.ts.`;
  if (typesOnly && part.importsTypesOf?.includes(to)) return undefined;
  return `${from} may not import ${to}. ${part.why}`;
}

/** Why the file at `from` may not import `source`, or undefined. */
function forbidden(file: string, source: string, typesOnly: boolean): string | undefined {
  const from = placeOf(file);
  if (from.package === undefined) return undefined;
  const [, door = '', ours] = /^@baton\/(([^/]+).*)$/.exec(source) ?? [];
  if (packages[from.package]?.doors?.includes(door)) return undefined;
  if (ours !== undefined) return objection(packages, from.package, ours, typesOnly);
  // Data belongs to nobody: the examples are opened from everywhere.
  if (!source.startsWith('.') || source.endsWith('.json')) return undefined;

  const to = placeOf(resolve(dirname(file), source));
  if (to.package !== undefined && to.package in packages && to.package !== from.package) {
    const reason = objection(packages, from.package, to.package, typesOnly);
    return reason ?? `Import it as @baton/${to.package}: a package is entered only by the doors that its exports name.`;
  }
  if (from.folder === undefined || to.folder === undefined) return undefined;
  return objection(editorFolders, from.folder, to.folder, typesOnly);
}

const arrows = {
  create(context: Context) {
    function check({ source }: Import, typesOnly: boolean) {
      if (source === null || typeof source.value !== 'string') return;
      const message = forbidden(context.filename, source.value, typesOnly);
      if (message !== undefined) context.report({ node: source, message });
    }
    return {
      ImportDeclaration: (node: Import) => check(node, node.importKind === 'type'),
      ExportNamedDeclaration: (node: Import) => check(node, node.exportKind === 'type'),
      ExportAllDeclaration: (node: Import) => check(node, node.exportKind === 'type'),
      ImportExpression: (node: Import) => check(node, false),
      TSImportType: (node: Import) => check(node, true),
    };
  },
};

const noExportStar = {
  create: (context: Context) => ({
    ExportAllDeclaration(node: Import) {
      const message = 'Name what is exported: the list is what a reader of this file comes for.';
      if (node.exported === null) context.report({ node, message });
    },
  }),
};

export default { meta: { name: 'baton' }, rules: { arrows, 'no-export-star': noExportStar } };
