/**
 * Text or JSON in, a graph or problems out. The graph that comes out is the very value that went in: zod
 * only judges it, so key order survives and no default is written.
 */
import type { z } from 'zod';
import { reservedKeys } from './ids.ts';
import { isObject } from './json.ts';
import { migrate } from './migrate.ts';
import { nearest } from './nearest.ts';
import { pointer, type Problem } from './problem.ts';
import { graph, type Graph } from './schema.ts';

export type Parsed = { ok: true; graph: Graph } | { ok: false; problems: Problem[] };

/** Deep enough for any JSON Schema that a person writes, shallow enough for every recursive reader of it. */
const maxDepth = 64;

/** @param text a document as JSON text. */
export function parseGraphText(text: string): Parsed {
  if (nesting(text) > maxDepth) return failed('too-deep', [], `this document nests deeper than ${maxDepth} levels`);
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
  if (unsafe) return failed('reserved-key', unsafe, `the key "${String(unsafe.at(-1))}" is reserved; rename it`);
  const migrated = migrate(value);
  if ('problem' in migrated) return { ok: false, problems: [migrated.problem] };
  const result = graph.safeParse(migrated.value);
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

function toProblems(issue: z.core.$ZodIssue): Problem[] {
  const problem = (code: string, path: readonly PropertyKey[], message: string): Problem => ({
    severity: 'error',
    code,
    path: pointer(path),
    message,
  });
  if (issue.code === 'unrecognized_keys')
    return [problem('unknown-key', [...issue.path, issue.keys[0] ?? ''], issue.message)];
  if (issue.code === 'invalid_union') return [problem('invalid-choice', issue.path, choiceMessage(issue))];
  if (issue.code === 'invalid_type' && issue.input === undefined && issue.message.includes('undefined')) {
    return [problem('required', issue.path, `"${String(issue.path.at(-1))}" is required: ${issue.expected}`)];
  }
  return [problem(issue.code.replaceAll('_', '-'), issue.path, issue.message)];
}

/** A union that has a discriminator says which words it takes; another says why its nearest branch did not fit. */
function choiceMessage(issue: z.core.$ZodIssueInvalidUnion): string {
  const given = isObject(issue.input) && issue.discriminator ? issue.input[issue.discriminator] : undefined;
  if ('options' in issue && Array.isArray(issue.options)) {
    const options = issue.options.map(String);
    const meant = typeof given === 'string' ? nearest(given, options) : undefined;
    return `"${issue.discriminator ?? 'value'}" must be one of ${options.join(', ')}${meant ? `; did you mean "${meant}"?` : ''}`;
  }
  const reasons = issue.errors.flatMap((branch) => branch.slice(0, 1).map((inner) => inner.message));
  return `fits none of what is allowed here: ${[...new Set(reasons)].join('; or ')}`;
}
