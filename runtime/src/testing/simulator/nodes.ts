/** A part as a node of the format, and the script of an agent once it is known where it can hand over to. */
import { triggerOf, type Handoff, type JsonObject } from '@baton/shared/graph';
import type { AgentNode, Node, ScriptStep } from '@baton/shared/nodes';
import { round } from './round.ts';
import { counts, mark } from './marks.ts';
import type { AgentPart, Part, RouterPart, Turn } from './parts.ts';
import { stateKeys } from './ways.ts';

const instructions = 'You know {{ state }} and {{ message }}.';
const labels = ['l0', 'l1', 'l2'];

export function nodeOf(id: string, part: Part): Node {
  if (part.kind === 'agent') return agentOf(id, part);
  if (part.kind === 'router') return routerOf(id, part);
  if (part.kind === 'tool') {
    const args = part.tool === 'find' ? { key: part.works ? '"key"' : 'state.topic' } : { expression: '"2 + 3"' };
    const into = part.tool === 'find' ? 'topic' : 'sum';
    return { id, kind: 'tool', tool: part.tool, args, ...(part.into ? { into } : {}) };
  }
  const { answer } = part;
  const ask = 'What now? {{ state }}';
  return {
    id,
    kind: 'human',
    ask,
    ...(answer === undefined ? {} : { answer }),
    ...(part.into ? { into: answer === 'text' ? 'topic' : 'deep' } : {}),
  };
}

function agentOf(id: string, { tools, structured, all, more }: AgentPart): AgentNode {
  const { attempts, ...rest } = more;
  return {
    id,
    kind: 'agent',
    instructions,
    capabilities: [`skill-${id}`],
    // No test waits for time to pass.
    retry: { backoffMs: 0, ...(attempts === undefined ? {} : { attempts }) },
    ...(tools ? { tools: ['find', 'sum'] } : {}),
    ...(structured ? { output: outputSchema, into: [...stateKeys] } : {}),
    ...(all ? { route: 'all' as const } : {}),
    ...rest,
  };
}

function routerOf(id: string, { classifies, into, label }: RouterPart): Node {
  if (!classifies) return { id, kind: 'router' };
  const classify = { labels: labels.map((name) => ({ name })), ...(into ? { into: 'topic' } : {}) };
  return { id, kind: 'router', classify, retry: { backoffMs: 0 }, script: [{ output: labels[label] ?? 'l0' }] };
}

const outputSchema = {
  type: 'object',
  properties: {
    topic: { type: 'string' },
    list: { type: 'array', items: { type: 'string' } },
    sum: { type: 'number' },
    deep: { type: 'object' },
  },
};

/** @param handoffs of the whole graph. */
export function scripted(node: Node, part: Part | undefined, handoffs: readonly Handoff[]): Node {
  if (node.kind !== 'agent' || part?.kind !== 'agent') return node;
  const own = handoffs.filter((handoff) => handoff.from === node.id);
  const steps = [...part.turns, part.lastTurn].map((turn, index) => stepOf(node, part.quotes, turn, index, own));
  return { ...node, script: steps };
}

function stepOf(node: AgentNode, quotes: boolean, turn: Turn, index: number, handoffs: readonly Handoff[]): ScriptStep {
  const { does, says, nth } = turn;
  const say = `${mark(node.id, `${index}${counts}`)}${quotes ? ' after {{ input }} in {{ state }}' : ''}`;
  const targets = handoffs.filter((handoff) => triggerOf(handoff).on === 'model').map((handoff) => handoff.to);
  const target = round(targets, nth);
  const answer = node.output ? { say, output: outputFor(node.id, index, nth) } : says ? { say } : { say: '' };
  const args = { reason: mark(node.id, index, 'args') };
  const handOff = target === undefined ? answer : { handoff: target, args };
  const call = nth % 2 === 0 ? { tool: 'find', args: { key: 'key' } } : { tool: 'sum', args: { expression: '1/0' } };
  const need = round(
    handoffs.filter((handoff) => triggerOf(handoff).on === 'capability').map((handoff) => handoff.to),
    nth,
  );
  const steps: { [Does in Turn['does']]: ScriptStep } = {
    say: answer,
    'hand-off': handOff,
    'hand-off-to-several': targets.length < 2 ? handOff : { handoff: targets, args },
    'hand-off-to-nobody': { handoff: 'nobody' },
    'hand-off-with-bad-args': target === undefined ? answer : { handoff: target, args: { reason: 5 } },
    call: { calls: [call, call] },
    'call-and-hand-off': { calls: [call], ...handOff },
    'call-nothing': { calls: [{ tool: 'nothing' }] },
    need: need === undefined ? answer : { needs: `skill-${need}` },
    'need-nothing': { needs: 'telepathy' },
    fail: { fail: { message: mark(node.id, index, 'failed') } },
    'fail-passing': { fail: { passing: true } },
    'answer-badly': { say: mark(node.id, index, 'bad') },
  };
  return { ...(says ? { say } : {}), ...steps[does], ...conditionOf(turn) };
}

/** What would be done again and again is mostly done once, or every run would end by a limit. */
const endless: ReadonlySet<Turn['does']> = new Set([
  'hand-off-to-nobody',
  'hand-off-with-bad-args',
  'call',
  'call-and-hand-off',
  'call-nothing',
  'need-nothing',
  'answer-badly',
]);

function conditionOf({ does, nth, once, confidence, if: when }: Turn): ScriptStep {
  return {
    ...(when === undefined ? {} : { if: when }),
    // That a failing step was played is told by no event, so a process that goes on would play it again.
    ...((once && !does.startsWith('fail')) || (endless.has(does) && nth < 5) ? { once: true as const } : {}),
    ...(confidence === undefined ? {} : { confidence }),
  };
}

function outputFor(id: string, index: number, nth: number): JsonObject {
  const values: JsonObject = {
    topic: mark(id, index, 'topic'),
    list: [mark(id, index, 'list')],
    sum: 1,
    deep: { [id]: mark(id, index, 'deep') },
  };
  return Object.fromEntries(Object.entries(values).filter((_, at) => at !== nth));
}
