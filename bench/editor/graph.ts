/** A graph of 1,000 nodes and 1,500 handoffs, of all that a card and a handoff can show, each in its place. */
import type { Graph, Handoff } from '@baton/shared/graph';
import type { Node } from '@baton/shared/nodes';

const [columns, rows] = [40, 25];
const handoffCount = 1500;

const nodes = Array.from({ length: columns * rows }, (_, index): Node => {
  const place = { x: Math.floor(index / rows) * 480, y: (index % rows) * 176 };
  const common = { id: `n${index}`, name: `Step ${index}`, description: `What number ${index} does.`, position: place };
  if (index % 10 === 9) return { ...common, kind: 'human', answer: 'approval', ask: 'May it go on?' };
  return { ...common, kind: 'agent', instructions: 'Answer {{ input }}.', script: [{ say: 'Done.' }] };
});

/** To a node of the next column, one or two rows away; every third column leads back once in a while. */
function handoff(_: unknown, index: number): Handoff {
  const from = (index * 7) % nodes.length;
  const next = (from + rows + (index % 5) - 2) % nodes.length;
  const to = index % 30 === 0 ? (from + nodes.length - 3 * rows) % nodes.length : next;
  const rule = { on: 'rule', if: `state.amount > ${index}` } as const;
  return { id: `h${index}`, from: `n${from}`, to: `n${to}`, trigger: index % 3 === 0 ? rule : { on: 'otherwise' } };
}

export const large: Graph = {
  format: 'baton/1',
  id: 'large',
  name: 'Large',
  entry: 'n0',
  state: { amount: { type: 'number' } },
  nodes,
  handoffs: Array.from({ length: handoffCount }, handoff),
};
