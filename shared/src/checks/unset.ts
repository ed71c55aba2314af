/** State that is read before anything has written it, or where no package has brought it. */
import type { Json } from '../graph/json.ts';
import { pointer, type Fix, type PatchOperation, type Problem } from '../graph/problem.ts';
import type { Graph, StateValue } from '../graph/schema.ts';
import {
  all,
  isImpossible,
  onlyFalse,
  onlyNumbers,
  onlyTexts,
  exactly,
  truth,
  type Domain,
  type Formula,
} from '../logic/index.ts';
import { scopeOf, type Expression } from '../expressions/index.ts';
import { fixed, problem, type Check, type Survey } from './check.ts';
import { flowOf, type Flow } from './flow.ts';
import { expressionsIn, stateReads } from './reads.ts';
import { sourcesIn, type Source } from './sources.ts';

export const unset: Check = (survey) => {
  const { graph } = survey;
  if (!graph.state || !survey.byId.has(graph.entry)) return [];
  const open = Object.keys(graph.state).filter((key) => graph.state?.[key]?.default === undefined);
  const sources = sourcesIn(graph).filter(
    ({ text }) => text.includes('state') && open.some((key) => text.includes(key)),
  );
  if (sources.length === 0) return [];
  const flow = flowOf(survey);
  return sources.flatMap((source) => {
    const told = new Set<string>();
    return expressionsIn(source).flatMap((expression) =>
      stateReads(expression).flatMap((key) => {
        if (told.has(key) || !Object.hasOwn(graph.state ?? {}, key)) return [];
        told.add(key);
        return read(survey, flow, source, expression, key) ?? [];
      }),
    );
  });
};

function read(survey: Survey, flow: Flow, source: Source, expression: Expression, key: string): Problem | undefined {
  if (!flow.isEverSet(key)) {
    const message = `Nothing ever writes "${key}", and it begins without a value, so that there is nothing to read here; let a node write it, or let it begin with something.`;
    return problem('warning', 'never-set', source.path, message, beginWith(survey.graph, key));
  }
  const { node, at } = source.place;
  if (node === undefined) return undefined;
  // What a package leaves out is missing in what its receiver is told, and nowhere else.
  if (at === 'template' && flow.isSet(node, key) && !flow.isSeen(node, key))
    return withheld(survey, flow, source, node, key);
  if (isSetBefore(flow, source, node, key)) return undefined;
  if (source.kind === 'condition' && !mayMean(source, expression, key, survey.graph)) return undefined;
  const then = source.kind === 'condition' ? 'this counts as not true then' : 'nothing stands here then';
  const message = `On some way to ${survey.nameOf(node)} nothing has written "${key}" yet, and ${then}; let it begin with a value, or ask with has(state.${key}).`;
  return problem('hint', 'maybe-unset', source.path, message, beginWith(survey.graph, key));
}

function isSetBefore(flow: Flow, { place }: Source, node: string, key: string): boolean {
  if (place.at === 'template') return flow.isSet(node, key);
  if (place.handoff && place.at !== 'entry') return flow.isSetAfter(place.handoff, key);
  return flow.isSet(node, key) || flow.writes(node, key);
}

function withheld(survey: Survey, flow: Flow, source: Source, node: string, key: string): Problem {
  // What it has written itself is there when it is entered again.
  const always = !flow.maySee(node, key) && !flow.writes(node, key);
  const cuts = survey.handoffs.flatMap(({ to, from, context }, index) => {
    const had = flow.maySee(from, key) || flow.writes(from, key);
    return to === node && context?.state && !context.state.includes(key) && had ? [index] : [];
  });
  const names = cuts.map((index) => `"${survey.handoffs[index]?.id ?? ''}"`).join(' and ');
  const by = names === '' ? 'a handoff before it' : names;
  const often = always ? 'never' : 'not always';
  const message = `${survey.nameOf(node)} is ${often} given "${key}": ${by} does not pass it on, and nothing stands here then; add it to the state that is passed on.`;
  const patch = cuts.map((index): PatchOperation => ({
    op: 'add',
    path: pointer(['handoffs', index, 'context', 'state', '-']),
    value: key,
  }));
  const fix = patch.length > 0 ? fixed(`Pass on "${key}"`, ...patch) : undefined;
  return problem(always ? 'warning' : 'hint', 'not-passed-on', source.path, message, fix);
}

/** What nobody has written is taken for nothing: a condition that would hold of nothing is not what it seems. */
function mayMean({ place, graph }: Source, { tree }: Expression, key: string, { state }: Graph): boolean {
  const zero = zeros.get(typeOf(state?.[key]));
  if (!zero) return false;
  const is: Formula = { is: 'in', term: { key: JSON.stringify(['state', key]) }, domain: zero.domain };
  return !isImpossible(all(truth(tree, scopeOf(graph, place).variables, 'true'), is));
}

const typeOf = (schema: StateValue | undefined): string =>
  typeof schema?.['type'] === 'string' && schema['enum'] === undefined ? schema['type'] : '';

const number = { domain: onlyNumbers(exactly(0)), value: 0 };
const zeros = new Map<string, { domain: Domain; value: Json }>([
  ['boolean', { domain: onlyFalse, value: false }],
  ['integer', number],
  ['number', number],
  ['string', { domain: onlyTexts(['']), value: '' }],
]);

function beginWith({ state }: Graph, key: string): Fix | undefined {
  const type = typeOf(state?.[key]);
  const value = type === 'array' ? [] : zeros.get(type)?.value;
  if (value === undefined) return undefined;
  const path = pointer(['state', key, 'default']);
  return fixed(`Begin with ${JSON.stringify(value)}`, { op: 'add', path, value });
}
