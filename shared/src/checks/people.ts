/** People: whether they can be reached, and what happens when they do not answer. */
import { nodeName, triggerOf } from '../graph/defaults.ts';
import { pointer, type Problem } from '../graph/problem.ts';
import { fixed, problem, type Check, type Survey } from './check.ts';
import { isCaught } from './caught.ts';
import { mayEnd, reached } from './ways.ts';

export const people: Check = (survey) => [...stuck(survey), ...unanswered(survey)];

/**
 * With `resume: "active"` the next message goes to the agent that spoke last. Where no way leads on from there to a person, the
 * user stays with it for the rest of the thread.
 */
function stuck(survey: Survey): Problem[] {
  const { graph, nodes } = survey;
  const persons = nodes.filter((node) => node.kind === 'human').map((node) => node.id);
  if (graph.resume === 'entry' || persons.length === 0) return [];
  const reach = leadingTo(survey, persons);
  const seen = reached(survey, [graph.entry]);
  const fix = reach.has(graph.entry)
    ? fixed('Begin every message at the entry', { op: 'add', path: '/resume', value: 'entry' })
    : undefined;
  return nodes.flatMap((node, index) => {
    if (node.kind !== 'agent' || reach.has(node.id) || !seen.has(node.id) || !mayEnd(survey, node.id)) return [];
    const message = `When ${nodeName(node)} has answered, the user's next message goes to it again, and no way leads from there to a person; draw one, or let messages begin at the entry.`;
    return [problem('hint', 'no-person', ['nodes', index], message, fix)];
  });
}

/** @returns the nodes from which one of these can be reached; a consulted node's sender goes on when it comes back. */
function leadingTo(survey: Survey, goals: readonly string[]): Set<string> {
  const before = Map.groupBy(
    survey.handoffs.flatMap(({ from, to, returns }) => [{ from, to }, ...(returns ? [{ from: to, to: from }] : [])]),
    ({ to }) => to,
  );
  const approving = survey.handoffs.filter(({ approval }) => approval).map(({ from }) => from);
  const seen = new Set([...goals, ...approving]);
  for (const id of seen) for (const { from } of before.get(id) ?? []) seen.add(from);
  return seen;
}

function unanswered(survey: Survey): Problem[] {
  return survey.nodes.flatMap((node, index) => {
    if (node.kind !== 'human' || node.timeoutSeconds === undefined) return [];
    const caught = survey.handoffsFrom(node.id).some(({ entry }) => {
      const trigger = triggerOf(entry);
      return trigger.on === 'error' && (trigger.kinds?.includes('timeout') ?? true);
    });
    if (caught || isCaught(survey, node.id)) return [];
    const message = `When ${nodeName(node)} has not answered in ${inWords(node.timeoutSeconds)}, the run fails; draw a handoff on "error" that says where to go then.`;
    const path = ['nodes', index, 'timeoutSeconds'];
    const wait = fixed('Wait without a limit', { op: 'remove', path: pointer(path) });
    return [problem('warning', 'no-timeout-handoff', path, message, wait)];
  });
}

const units = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
] as const;

function inWords(seconds: number): string {
  const [size, unit] = units.find(([each]) => seconds >= each && seconds % each === 0) ?? [1, 'second'];
  return `${seconds / size} ${unit}${seconds === size ? '' : 's'}`;
}
