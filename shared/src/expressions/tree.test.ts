import { expect, test } from 'vitest';
import { agent, graph } from '../checks/examples/made.ts';
import { compileExpression, scopeOf } from './index.ts';
import { nodesIn, sourceOf } from './tree.ts';

test('the nodes of an expression come as they are written, each before what it is made of', () => {
  const compiled = compileExpression(
    'size([1, 2]) > 3',
    scopeOf(graph({ nodes: [agent('a')] }), { at: 'exit', node: 'a' }),
  );
  if (!compiled.ok) throw new Error('it compiles');
  expect([...nodesIn(compiled.expression.tree)].map(sourceOf).map((text) => text.trim())).toEqual([
    'size([1, 2]) > 3',
    'size([1, 2])',
    '[1, 2]',
    '1',
    '2',
    '3',
  ]);
});
