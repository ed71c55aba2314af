import { expect, test } from 'vitest';
import { parseGraph } from '../parse.ts';
import type { Graph } from '../schema.ts';
import { addTool, freshTool, removeTool, renameTool, replaceTool } from './tools.ts';

const desk: Graph = {
  format: 'baton/1',
  id: 'desk',
  entry: 'agent',
  tools: [
    { id: 'orders', type: 'http', url: 'https://example.com' },
    { id: 'now', type: 'builtin', builtin: 'now' },
  ],
  nodes: [
    {
      id: 'agent',
      kind: 'agent',
      tools: ['now', 'orders'],
      script: [{ calls: [{ tool: 'now' }, { tool: 'orders', args: { tool: 'orders' } }] }, { say: 'orders' }],
    },
    { id: 'other', kind: 'agent', tools: ['now'] },
    { id: 'step', kind: 'tool', tool: 'orders' },
  ],
};

test('a tool of every type starts valid and under a name of its own', () => {
  let graph = desk;
  for (const type of ['http', 'http', 'mcp', 'code', 'graph', 'builtin'] as const)
    graph = addTool(graph, freshTool(graph, type));
  expect(parseGraph(graph).ok).toBe(true);
  expect(new Set(graph.tools?.map(({ id }) => id)).size).toBe(8);
});

test('a tool that is renamed is followed by those who use it', () => {
  const renamed = renameTool(desk, 0, 'order-desk');
  expect(renamed.tools?.[0]).toEqual({ id: 'order-desk', type: 'http', url: 'https://example.com' });
  expect(renamed.nodes).toMatchObject([{ tools: ['now', 'order-desk'] }, {}, { tool: 'order-desk' }]);
  expect(renamed.nodes?.[0]).toMatchObject({
    script: [{ calls: [{ tool: 'now' }, { tool: 'order-desk', args: { tool: 'orders' } }] }, { say: 'orders' }],
  });
  expect(renamed.nodes?.[1]).toBe(desk.nodes?.[1]);
  expect(renameTool(desk, 0, 'now')).toBe(desk);
});

test('a tool that is taken away is taken from every agent', () => {
  const without = removeTool(desk, 1);
  expect(without.tools?.map(({ id }) => id)).toEqual(['orders']);
  expect(without.nodes).toMatchObject([{ tools: ['orders'] }, { id: 'other' }, {}]);
  expect(without.nodes?.[1]).not.toHaveProperty('tools');
  expect(removeTool(without, 0)).not.toHaveProperty('tools');
  expect(removeTool(desk, 7)).toBe(desk);
  expect(replaceTool(desk, 7, freshTool(desk, 'code'))).toBe(desk);
});
