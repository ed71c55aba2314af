/** Near to a problem with names. */
import { agent, graph, handoff } from '../made.ts';
import { model, orders, type Near } from './made.ts';

export const names: Near[] = [
  {
    code: 'tool-name-taken',
    why: 'the two are never enabled at once',
    graph: graph({
      nodes: [agent('a'), agent('b')],
      handoffs: [
        handoff('a', 'b', { id: 'first', trigger: model, enabled: 'visits == 1' }),
        handoff('a', 'b', { id: 'later', trigger: model, enabled: 'visits > 1' }),
      ],
    }),
  },
  {
    code: 'unknown-handoff',
    why: 'the scenario expects one that there is',
    graph: graph({
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b')],
      scenarios: [{ id: 's', say: ['Hi'], expect: { handoffs: ['a-b'] } }],
    }),
  },
  {
    code: 'bad-request',
    why: 'what the conversation says stands behind the host',
    graph: graph({
      tools: [{ ...orders, url: 'https://example.com/{{ args.order }}', args: { type: 'object' } }],
      nodes: [agent('a', { tools: ['orders'] })],
    }),
  },
];
