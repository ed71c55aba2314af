/** What examples are made of. */
import type { Handoff } from '../../graph/handoff.ts';
import type { Problem } from '../../graph/problem.ts';
import { sampleValue } from '../../graph/sample.ts';
import type { Graph } from '../../graph/schema.ts';
import type { Node, NodeOf } from '../../nodes/index.ts';

/** An agent with a script, so that nobody remarks on its answers. */
export const agent = (id: string, more: Partial<NodeOf<'agent'>> = {}): Node => ({
  id,
  kind: 'agent',
  script: [more.output ? { output: sampleValue(more.output) } : { say: 'Hello.' }],
  ...more,
});
export const handoff = (from: string, to: string, more: Partial<Handoff> = {}): Handoff => ({
  id: `${from}-${to}`,
  from,
  to,
  ...more,
});
export const graph = (part: Partial<Graph>): Graph => ({
  format: 'baton/1',
  id: 'desk',
  entry: 'a',
  resume: 'entry',
  nodes: [agent('a')],
  ...part,
});
export const always = { on: 'always' } as const;
export const approver = (more: object = {}): Node => ({ id: 'a', kind: 'human', answer: 'approval', ...more });

export interface Example {
  code: string;
  severity: Problem['severity'];
  path: string;
  /** A piece of the sentence: what it is about, and what to do. */
  says: string;
  graph: Graph;
  /** What still has to be said when its fix has been applied. */
  leaves?: string[];
}
