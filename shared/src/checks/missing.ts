/** Variables that are there only where something gives them: the parts of an output, and the item of a branch. */
import { modelOf, nodeName } from '../graph/defaults.ts';
import type { Problem } from '../graph/problem.ts';
import type { Node } from '../nodes/index.ts';
import { problem, type Check, type Survey } from './check.ts';
import { expressionsIn } from './reads.ts';
import { sourcesIn, type Source } from './sources.ts';
import { reached } from './ways.ts';

export const missing: Check = (survey) => {
  const sources = sourcesIn(survey.graph).filter(({ text }) => /\b(?:output|item)\b/.test(text));
  if (sources.length === 0) return [];
  const each = survey.handoffs.filter((handoff) => handoff.each !== undefined);
  const inBranches = reached(
    survey,
    each.map(({ to }) => to),
  );
  return sources.flatMap((source) => {
    const reads = expressionsIn(source).flatMap((expression) => expression.reads);
    return [...noItem(survey, source, reads, inBranches), ...noPart(survey, source, reads)];
  });
};

type Reads = readonly (readonly string[])[];

function noItem(survey: Survey, { place, path }: Source, reads: Reads, inBranches: ReadonlySet<string>): Problem[] {
  const { node, handoff, at } = place;
  if (node === undefined || inBranches.has(node) || !reads.some(([root]) => root === 'item')) return [];
  if (at === 'package' && handoff?.each !== undefined) return [];
  const message = `There is no "item" here: a handoff with "each" gives one to its branches, and none leads to ${survey.nameOf(node)}; draw one, or look at something else.`;
  return [problem('warning', 'no-item', path, message)];
}

/** An agent that is not told what its answer looks like answers with a text. */
function noPart(survey: Survey, { place, path }: Source, reads: Reads): Problem[] {
  const node = place.node === undefined ? undefined : survey.byId.get(place.node);
  const [, part] = reads.find(([root, key]) => root === 'output' && key !== undefined) ?? [];
  if (part === undefined || node?.kind !== 'agent' || node.output || playsOutput(survey, node)) return [];
  const message = `${nodeName(node)} answers with a text, which has no "${part}"; say in its "output" what the answer looks like.`;
  return [problem('warning', 'no-output', path, message)];
}

const playsOutput = ({ graph }: Survey, node: Node): boolean =>
  node.kind === 'agent' &&
  modelOf(graph, node) === 'script' &&
  (node.script?.some(({ output }) => output !== undefined) ?? false);
