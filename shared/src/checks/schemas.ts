/** Every JSON Schema of the document is one, and its references lead somewhere: a broken one would let nothing through. */
import { isObject, type JsonSchema } from '../graph/json.ts';
import type { Problem } from '../graph/problem.ts';
import type { Graph } from '../graph/schema.ts';
import { innerSchemas } from '../schemas/inner.ts';
import { References } from '../schemas/references.ts';
import { shapeOf } from '../schemas/shapes.ts';
import { problem, type Check, type Survey } from './check.ts';
import { groupsOf } from './groups.ts';

type Path = readonly PropertyKey[];

interface PlacedSchema {
  schema: unknown;
  path: Path;
}

/** The schemas that stand by themselves. */
function rootsIn({ graph, nodes, handoffs }: Pick<Survey, 'graph' | 'nodes' | 'handoffs'>): PlacedSchema[] {
  return [
    ...statesOf(graph),
    ...(graph.tools ?? []).flatMap(({ args }, at) => placed(args, ['tools', at, 'args'])),
    ...nodes.flatMap((node, at) => {
      if (node.kind === 'agent') return placed(node.output, ['nodes', at, 'output']);
      return node.kind === 'human' && isObject(node.answer) ? placed(node.answer, ['nodes', at, 'answer']) : [];
    }),
    ...handoffs.flatMap(({ trigger }, at) =>
      trigger?.on === 'model' ? placed(trigger.args, ['handoffs', at, 'trigger', 'args']) : [],
    ),
  ];
}

const placed = (schema: JsonSchema | undefined, path: Path): PlacedSchema[] => (schema ? [{ schema, path }] : []);

const statesOf = ({ state = {} }: Graph): PlacedSchema[] =>
  Object.entries(state).map(([key, schema]) => ({ schema, path: ['state', key] }));

/** A schema and those inside of it. */
function within(root: PlacedSchema): PlacedSchema[] {
  const found = [root];
  for (const { schema, path } of found)
    if (isObject(schema))
      for (const [keys, inner] of innerSchemas(schema)) found.push({ schema: inner, path: [...path, ...keys] });
  return found;
}

/** @returns every schema of the document, and every one inside of another. */
export const schemasIn = (survey: Survey): PlacedSchema[] => rootsIn(survey).flatMap(within);

export const schemas: Check = (survey) => rootsIn(survey).flatMap((root) => inRoot(root));

function inRoot(root: PlacedSchema): Problem[] {
  const references = new References(root.schema);
  const all = within(root);
  const lost = all.flatMap(({ schema, path }) => [...misshapen(schema, path), ...lostIn(references, schema, path)]);
  return lost.length > 0 ? lost : endless(references, all);
}

function misshapen(schema: unknown, path: Path): Problem[] {
  if (typeof schema === 'boolean') return [];
  if (!isObject(schema)) return [bad(path, 'A schema is an object, or true or false; this is none.')];
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const shape = shapeOf(keyword);
    if (!shape || shape.fits(value)) return [];
    return [bad([...path, keyword], `In a schema "${keyword}" is ${shape.words}; correct it, or leave it out.`)];
  });
}

const referring = ['$ref', '$dynamicRef'] as const;

function lostIn(references: References, schema: unknown, path: Path): Problem[] {
  if (!isObject(schema)) return [];
  return referring.flatMap((keyword) => {
    const reference = schema[keyword];
    if (typeof reference !== 'string' || references.target(schema, reference) !== undefined) return [];
    const message = `"${reference}" leads nowhere: a reference leads to a schema inside of this one, such as "#/$defs/address".`;
    return [bad([...path, keyword], message)];
  });
}

/** What is said of one value comes back to itself, without ever going further into the value. */
function endless(references: References, all: readonly PlacedSchema[]): Problem[] {
  const ids = new Map<unknown, string>();
  const known: unknown[] = [];
  const idOf = (schema: unknown): string => {
    const id = ids.get(schema) ?? String(known.push(schema) - 1);
    ids.set(schema, id);
    return id;
  };
  const next = (id: string): string[] => alike(references, known[Number(id)]).map(idOf);
  const groups = groupsOf(
    all.filter(({ schema }) => isObject(schema)).map(({ schema }) => idOf(schema)),
    next,
  );
  return groups.flatMap((group) => {
    const members = new Set(group);
    const at = all.find(({ schema }) => isObject(schema) && schema['$ref'] !== undefined && members.has(idOf(schema)));
    const message = 'This reference comes back to itself without end; let it lead to what stands further inside.';
    return at ? [bad([...at.path, '$ref'], message)] : [];
  });
}

/** The schemas that look at the very value that this one looks at. */
function alike(references: References, schema: unknown): unknown[] {
  if (!isObject(schema)) return [];
  const inner = innerSchemas(schema).flatMap(([[keyword = ''], one]) => (sameValue.has(keyword) ? [one] : []));
  const referred = referring.flatMap((keyword) => {
    const reference = schema[keyword];
    return typeof reference === 'string' ? [references.target(schema, reference)] : [];
  });
  return [...inner, ...referred].filter(isObject);
}

const sameValue: ReadonlySet<string> = new Set([
  'allOf',
  'anyOf',
  'dependencies',
  'dependentSchemas',
  'else',
  'if',
  'not',
  'oneOf',
  'then',
]);

const bad = (path: Path, message: string): Problem => problem('error', 'bad-schema', path, message);
