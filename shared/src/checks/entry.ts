/** A run begins somewhere. */
import { pointer } from '../graph/problem.ts';
import { fixed, problem, type Check } from './check.ts';
import { nearest } from '../graph/nearest.ts';

export const entry: Check = ({ graph, nodes, byId }) => {
  if (byId.has(graph.entry)) return [];
  const [first] = nodes;
  if (!first)
    return [
      problem('error', 'no-entry', ['nodes'], 'This graph has no node yet; add one for the first message to go to.'),
    ];
  const meant = nearest(graph.entry, byId.keys()) ?? first.id;
  return [
    problem(
      'error',
      'no-entry',
      ['entry'],
      `The first message goes to "${graph.entry}", and there is no such node; choose the node that a run begins with.`,
      fixed(`Begin with "${meant}"`, { op: 'replace', path: pointer(['entry']), value: meant }),
    ),
  ];
};
