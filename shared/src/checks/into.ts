/** What a node writes into the state fits what the state says it is; a default does, and each label is told apart. */
import type { Fuel } from '../expressions/fuel.ts';
import { nodeName } from '../graph/defaults.ts';
import { isObject, type Json, type JsonSchema } from '../graph/json.ts';
import { pointer, type Problem } from '../graph/problem.ts';
import type { Graph, StateValue } from '../graph/schema.ts';
import { judgeJson } from '../graph/validate.ts';
import type { Node } from '../nodes/index.ts';
import { fixed, problem, type Check } from './check.ts';
import { writesOf } from './writes.ts';

export const into: Check = ({ graph, nodes, fuel }) => [
  ...nodes.flatMap((node, index) =>
    writesOf(node).flatMap(({ key, path, schema }) => unfit(graph, node, key, ['nodes', index, ...path], schema)),
  ),
  ...Object.entries(graph.state ?? {}).flatMap(([key, value]) => wrongDefault(key, value, fuel)),
  ...nodes.flatMap((node, index) => doubledLabels(node, index)),
];

function unfit(
  { state = {} }: Graph,
  node: Node,
  key: string,
  path: readonly PropertyKey[],
  schema: JsonSchema | undefined,
): Problem[] {
  const declared = Object.hasOwn(state, key) ? state[key] : undefined;
  if (!declared || !schema) return [];
  const given = typeOf(schema);
  const wanted = wantedTypes(declared);
  if (
    given !== undefined &&
    wanted.length > 0 &&
    !wanted.includes(given) &&
    !(given === 'integer' && wanted.includes('number'))
  ) {
    const message = `${nodeName(node)} writes ${article(given)} into "${key}", which is ${wanted.map(article).join(' or ')}; change one of the two.`;
    return [problem('warning', 'into-misfit', path, message)];
  }
  const missing = missingWords(declared, schema);
  if (missing.length === 0) return [];
  const message = `${nodeName(node)} may write ${missing.map((word) => JSON.stringify(word)).join(' or ')} into "${key}", which does not allow it; add it to the values of "${key}".`;
  const add = missing.map((value) => ({ op: 'add', path: `${pointer(['state', key, 'enum'])}/-`, value }) as const);
  return [problem('warning', 'into-misfit', path, message, fixed(`Add to "${key}"`, ...add))];
}

/** A value that is appended may be one element or a list of them; numbers are added up. */
function wantedTypes(declared: StateValue): string[] {
  const type = typeOf(declared as JsonSchema);
  if (declared.merge === 'sum') return ['number', 'integer'];
  if (declared.merge !== 'append') return type === undefined ? [] : [type];
  const items: unknown = declared['items'];
  const item = isObject(items) ? typeOf(items as JsonSchema) : undefined;
  return item === undefined ? [] : ['array', item];
}

const typeOf = ({ type, enum: words }: JsonSchema): string | undefined => {
  if (typeof type === 'string') return type;
  return Array.isArray(words) && words.length > 0 && words.every((word) => typeof word === 'string')
    ? 'string'
    : undefined;
};

const article = (type: string): string => (/^[aio]/.test(type) ? `an ${type}` : `a ${type}`);

function missingWords({ enum: allowed, merge }: StateValue, { enum: given }: JsonSchema): Json[] {
  if (!Array.isArray(allowed) || !Array.isArray(given) || (merge ?? 'replace') !== 'replace') return [];
  return given.filter((word) => !allowed.includes(word));
}

function wrongDefault(key: string, { default: value, merge: _, ...schema }: StateValue, fuel: Fuel): Problem[] {
  const judged = value === undefined ? undefined : judgeJson(schema as JsonSchema, value, fuel);
  const misfit = judged && 'misfits' in judged ? judged.misfits[0] : undefined;
  if (!misfit) return [];
  const path = ['state', key, 'default'];
  const where = misfit.path === '' ? '' : ` ("${misfit.path}")`;
  const message = `The value that "${key}" begins with does not fit what it says it is${where}: it ${misfit.message}.`;
  const fix = fixed('Begin without a value', { op: 'remove', path: pointer(path) });
  return [problem('warning', 'default-misfit', path, message, fix)];
}

function doubledLabels(node: Node, index: number): Problem[] {
  if (node.kind !== 'router') return [];
  const labels = (node.classify?.labels ?? []).map((label) => label.name.toLowerCase());
  return labels.flatMap((label, at) => {
    if (labels.indexOf(label) === at) return [];
    const path = ['nodes', index, 'classify', 'labels', at];
    const message = `${nodeName(node)} has the label "${label}" twice, so that nobody can tell the two apart; rename one of them.`;
    return [
      problem(
        'warning',
        'doubled-label',
        [...path, 'name'],
        message,
        fixed('Take this one away', { op: 'remove', path: pointer(path) }),
      ),
    ];
  });
}
