/**
 * Text or JSON in, a graph or problems out. The graph that comes out is the very value that went in: zod
 * only judges it, so key order survives and no default is written.
 */
import { reservedKeys } from './ids.ts';
import { isObject } from './json.ts';
import { migrate } from './migrate.ts';
import { toProblems } from './issues.ts';
import { pointer, type Problem } from './problem.ts';
import { graph, type Graph } from './schema.ts';

export type Parsed = { ok: true; graph: Graph } | { ok: false; problems: Problem[] };

/** Deep enough for any JSON Schema that a person writes, shallow enough for every recursive reader of it. */
const maxDepth = 64;
const tooDeep = `this document nests deeper than ${maxDepth} levels; make it flatter`;

/** @param text a document as JSON text. */
export function parseGraphText(text: string): Parsed {
  if (nesting(text) > maxDepth) return failed('too-deep', [], tooDeep);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return failed('not-json', [], `this is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  return parseGraph(value);
}

/** @param value a document as a JSON value. */
export function parseGraph(value: unknown): Parsed {
  if (!isObject(value)) return failed('not-a-graph', [], 'a graph is a JSON object with "format": "baton/1"');
  const unsafe = unsafeKey(value, []);
  if (unsafe && unsafe.length > maxDepth) return failed('too-deep', unsafe.slice(0, -1), tooDeep);
  if (unsafe) return failed('reserved-key', unsafe, `the key "${String(unsafe.at(-1))}" is reserved; rename it`);
  const migrated = migrate(value);
  if ('problem' in migrated) return { ok: false, problems: [migrated.problem] };
  const result = graph.safeParse(migrated.value, { reportInput: true });
  if (!result.success) return { ok: false, problems: result.error.issues.flatMap((issue) => toProblems(issue)) };
  return { ok: true, graph: migrated.value as Graph };
}

function failed(code: string, keys: readonly PropertyKey[], message: string): Parsed {
  return { ok: false, problems: [{ severity: 'error', code, path: pointer(keys), message }] };
}

/** The deepest nesting of brackets outside strings, counted before JSON.parse gets to recurse. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (inString) {
      if (char === '\\') i++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') deepest = Math.max(deepest, ++depth);
    else if (char === '}' || char === ']') depth--;
  }
  return deepest;
}

function unsafeKey(value: unknown, path: PropertyKey[]): PropertyKey[] | undefined {
  if (path.length > maxDepth) return path;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const found = unsafeKey(item, [...path, index]);
      if (found) return found;
    }
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      if (reservedKeys.has(key)) return [...path, key];
      const found = unsafeKey(value[key], [...path, key]);
      if (found) return found;
    }
  }
  return undefined;
}
