/** The paths that an expression can name at a place, such as `state.order.total`, with their types. */
import { scopeOf, type CelType, type ScopePlace } from '@baton/shared/expressions';
import type { Graph } from '@baton/shared/graph';

export interface Path {
  path: string;
  type: CelType;
}

const deepest = 3;

/** A variable whose fields are known is shown by its fields; one without any by itself. */
export function pathsAt(graph: Graph, place: ScopePlace): Path[] {
  return [...scopeOf(graph, place).variables].flatMap(([name, type]) => within({ path: name, type }, 1));
}

function within(entry: Path, depth: number): Path[] {
  const { path, type } = entry;
  if (type.kind !== 'object') return [entry];
  if (depth > deepest) return [entry];
  const inner = [...type.fields].flatMap(([field, of]) => within({ path: `${path}.${field}`, type: of }, depth + 1));
  return depth === 1 ? inner : [entry, ...inner];
}

/** @returns `dyn` for a path that is not known. */
export function typeOfPath(paths: readonly Path[], path: string): CelType {
  return paths.find((entry) => entry.path === path)?.type ?? { kind: 'dyn' };
}
