/** What a receiver is told: something at all, and nothing that was summarised twice. */
import { historyOf, nodeName } from '../graph/defaults.ts';
import type { Handoff } from '../graph/handoff.ts';
import { pointer, type Problem } from '../graph/problem.ts';
import type { Node } from '../nodes/index.ts';
import { fixed, problem, type Check, type Survey } from './check.ts';

export const history: Check = (survey) => [...untold(survey), ...summarisedTwice(survey)];

/** Whether it works with what was said: an agent does, and a router that classifies. */
const listens = (node: Node | undefined): node is Node =>
  node?.kind === 'agent' || (node?.kind === 'router' && node.classify !== undefined);

function untold(survey: Survey): Problem[] {
  return survey.handoffs.flatMap(({ to, context }, index) => {
    const target = survey.byId.get(to);
    if (historyOf(context) !== 'none' || !listens(target)) return [];
    const told = Boolean(context?.brief?.trim()) || Boolean(context?.results?.length);
    if (told || (target.kind === 'agent' && target.instructions?.includes('{{'))) return [];
    const message = `${nodeName(target)} gets neither history nor a brief, so that it does not know what it is about; write a brief, or pass on the last messages.`;
    const path = pointer(['handoffs', index, 'context', 'brief']);
    const brief = { op: 'add', path, value: '{{ input }}' } as const;
    return [
      problem(
        'warning',
        'no-brief',
        ['handoffs', index, 'context'],
        message,
        fixed('Pass on what the user said', brief),
      ),
    ];
  });
}

const isSummary = ({ context }: Handoff): boolean => {
  const rules = historyOf(context);
  return typeof rules === 'object' && 'summary' in rules;
};

/** A summary goes on along every handoff that passes history on; each node remembers the first that comes by. */
function summarisedTwice(survey: Survey): Problem[] {
  const source = new Map<string, Handoff>();
  for (const handoff of survey.handoffs)
    if (isSummary(handoff) && !source.has(handoff.to)) source.set(handoff.to, handoff);
  // A map is walked in the order in which it grows.
  for (const [id, first] of source)
    for (const { entry } of survey.handoffsFrom(id))
      if (historyOf(entry.context) !== 'none' && !source.has(entry.to)) source.set(entry.to, first);
  return survey.handoffs.flatMap((handoff, index) => {
    const first = source.get(handoff.from);
    if (!first || !isSummary(handoff)) return [];
    const again = first === handoff ? 'in the next round' : `by the one from ${survey.nameOf(first.from)}`;
    const message = `What ${survey.nameOf(handoff.to)} is told here may have been summarised already, ${again}: details are lost twice. Pass on the messages themselves, or the summary as it is.`;
    const path = ['handoffs', index, 'context', 'history'];
    const fix = fixed('Pass on what there is', { op: 'remove', path: pointer(path) });
    return [problem('hint', 'summary-of-summary', path, message, fix)];
  });
}
