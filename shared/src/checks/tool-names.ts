/** A model chooses among tools by name: what it is offered at one time, its own tools and its handoffs, must not share one. */
import { capabilityTool, nodeName, transferToolOf, triggerOf } from '../graph/defaults.ts';
import type { Handoff } from '../graph/handoff.ts';
import { pointer, type Problem } from '../graph/problem.ts';
import { all, isImpossible } from '../logic/index.ts';
import type { AgentNode } from '../nodes/index.ts';
import { fixed, problem, type Check, type Placed, type Survey } from './check.ts';
import { guardOf } from './guards.ts';

/** What holds a name, and the handoff where it is one. */
interface Holder {
  words: string;
  handoff?: Handoff;
}

export const toolNames: Check = (survey) =>
  survey.nodes.flatMap((node, index) =>
    node.kind === 'agent' ? [...listedTwice(node, index), ...collisions(survey, node)] : [],
  );

function listedTwice(node: AgentNode, index: number): Problem[] {
  const { tools = [] } = node;
  return tools.flatMap((tool, at) => {
    if (tools.indexOf(tool) === at) return [];
    const path = ['nodes', index, 'tools', at];
    const message = `${nodeName(node)} has the tool "${tool}" twice, and a model is offered each name once; take one of them away.`;
    const fix = fixed('Take this one away', { op: 'remove', path: pointer(path) });
    return [problem('error', 'tool-name-taken', path, message, fix)];
  });
}

function collisions(survey: Survey, node: AgentNode): Problem[] {
  const taken = new Map<string, Holder[]>((node.tools ?? []).map((tool) => [tool, [{ words: `the tool "${tool}"` }]]));
  const own = survey.handoffsFrom(node.id);
  if (own.some(({ entry }) => triggerOf(entry).on === 'capability'))
    taken.set(capabilityTool, [{ words: 'the tool by which it asks for a capability' }]);
  return own
    .filter(({ entry }) => triggerOf(entry).on === 'model')
    .flatMap((placed) => {
      const name = transferToolOf(placed.entry);
      const holders = taken.get(name) ?? [];
      const words = survey.wordsOf(placed.entry);
      const other = holders.find(({ handoff }) => !handoff || areOfferedTogether(survey, handoff, placed.entry));
      taken.set(name, [...holders, { words, handoff: placed.entry }]);
      if (!other) return [];
      const free = freeName(name, taken);
      taken.set(free, [{ words }]);
      return [collision(nodeName(node), name, other.words, placed, free)];
    });
}

/** A handoff is offered while it is enabled: two that take turns may share a name. */
function areOfferedTogether(survey: Survey, a: Handoff, b: Handoff): boolean {
  if (a.enabled === undefined || b.enabled === undefined) return true;
  const [one, other] = [a, b].map((handoff) => guardOf(survey, { ...handoff, trigger: { on: 'always' } }));
  return !one || !other || !isImpossible(all(one.isTrue, other.isTrue));
}

function collision(node: string, name: string, other: string, { index }: Placed<Handoff>, free: string): Problem {
  const message = `${node}'s model is offered this handoff as "${name}", and that is ${other} already; set "tool" of the trigger to another name.`;
  const rename = { op: 'add', path: pointer(['handoffs', index, 'trigger', 'tool']), value: free } as const;
  return problem(
    'error',
    'tool-name-taken',
    ['handoffs', index, 'trigger'],
    message,
    fixed(`Offer it as "${free}"`, rename),
  );
}

function freeName(name: string, taken: ReadonlyMap<string, unknown>): string {
  for (let count = 2; ; count++) {
    const suffix = `_${count}`;
    const free = name.slice(0, 64 - suffix.length) + suffix;
    if (!taken.has(free)) return free;
  }
}
