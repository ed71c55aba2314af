/** Parallel branches: what they write at once, and where they meet. */
import { handoffsOf, nodeName } from '../graph/defaults.ts';
import { pointer, type Fix, type Problem } from '../graph/problem.ts';
import type { Graph } from '../graph/schema.ts';
import { fixed, problem, type Check, type Survey } from './check.ts';
import { fansOf, mayBothRun, type Branch, type Fan } from './fans.ts';
import { writesOf } from './writes.ts';

export const parallel: Check = (survey) => [...writtenTwice(survey), ...joins(survey)];

interface Writer {
  key: string;
  node: string;
  path: readonly PropertyKey[];
}

function writtenTwice(survey: Survey): Problem[] {
  const replaced = new Map<string, Writer[]>();
  for (const [index, node] of survey.nodes.entries())
    for (const { key, path } of writesOf(node))
      if (['replace', undefined].includes(survey.graph.state?.[key]?.merge) && survey.graph.state?.[key])
        replaced.set(node.id, [
          ...(replaced.get(node.id) ?? []),
          { key, node: node.id, path: ['nodes', index, ...path] },
        ]);
  if (replaced.size === 0) return [];
  const told = new Set<string>();
  return fansOf(survey).flatMap((fan) =>
    pairs(survey, fan).flatMap(([a, b]) => {
      const first = [...a.region].flatMap((id) => replaced.get(id) ?? []);
      const second = [...b.region].flatMap((id) => replaced.get(id) ?? []);
      return first.flatMap((one) => {
        const other = second.find(({ key }) => key === one.key);
        const path = pointer(other?.path ?? []);
        if (!other || told.has(path)) return [];
        told.add(path);
        return [twice(survey, fan, one, other)];
      });
    }),
  );
}

/** A fan of hundreds of branches is looked through in a moment, too. */
const most = 24;

function pairs(survey: Survey, { node, branches }: Fan): [Branch, Branch][] {
  const some = branches.slice(0, most);
  return some.flatMap((a, at) =>
    some.slice(at).flatMap((b): [Branch, Branch][] => (mayBothRun(survey, node, a, b) ? [[a, b]] : [])),
  );
}

function twice(survey: Survey, fan: Fan, a: Writer, b: Writer): Problem {
  const { key } = b;
  const who =
    a.node === b.node
      ? `${survey.nameOf(b.node)} writes "${key}" in several branches at once`
      : `${survey.nameOf(a.node)} and ${survey.nameOf(b.node)} write "${key}" in parallel branches`;
  const message = `${who} (from ${nodeName(fan.node)}), and its merge is "replace", so that the run fails when both do; choose how the values join, or write to two keys.`;
  return problem('warning', 'parallel-write', b.path, message, joined(survey.graph, key));
}

/** Lists are put together, and objects merged; of anything else one cannot say what two values are together. */
function joined({ state }: Graph, key: string): Fix | undefined {
  const merge = { array: 'append', object: 'deep' }[String(state?.[key]?.['type'])];
  if (!merge) return undefined;
  const label = merge === 'append' ? `Append to "${key}"` : `Merge into "${key}"`;
  return fixed(label, { op: 'add', path: pointer(['state', key, 'merge']), value: merge });
}

function joins(survey: Survey): Problem[] {
  const arriving = new Map<string, number>();
  for (const { branches } of fansOf(survey)) {
    const count = new Map<string, number>();
    for (const { joins: met, entry } of branches)
      for (const id of met)
        count.set(id, (count.get(id) ?? 0) + (entry.each === undefined ? 1 : Number.POSITIVE_INFINITY));
    for (const [id, branchesHere] of count) arriving.set(id, Math.max(arriving.get(id) ?? 0, branchesHere));
  }
  const entered = new Set(handoffsOf(survey.graph).map(({ to }) => to));
  return survey.nodes.flatMap((node, index) => {
    if (node.kind !== 'join' || !entered.has(node.id)) return [];
    const branches = arriving.get(node.id) ?? 0;
    if (branches === 0) {
      const message = `No parallel branches come to ${nodeName(node)}, so that there is nothing to join: set "route" of the node where they begin to "all", or take the join away.`;
      return [problem('warning', 'nothing-to-join', ['nodes', index], message)];
    }
    if (typeof node.wait !== 'number' || node.wait <= branches) return [];
    const message = `${nodeName(node)} waits for ${node.wait} branches, and at most ${branches} can come; wait for all, or for fewer.`;
    const all = { op: 'replace', path: pointer(['nodes', index, 'wait']), value: 'all' } as const;
    return [problem('warning', 'wait-too-large', ['nodes', index, 'wait'], message, fixed('Wait for all', all))];
  });
}
