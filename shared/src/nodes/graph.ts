/** Runs another graph as one node. */
import { z } from 'zod';
import { id, stateKey, template } from '../graph/ids.ts';
import { object } from '../graph/object.ts';
import { commonFields, type KindInfo } from './common.ts';

export const graphNode = object({
  ...commonFields,
  kind: z.literal('graph'),
  graph: id,
  version: z.int().positive().optional(),
  /** What the other graph is told; the user's last message by default. */
  input: template.optional(),
  into: stateKey.optional(),
});
export type GraphNode = z.infer<typeof graphNode>;

export const graphInfo: KindInfo = {
  title: 'Graph',
  icon: 'workflow',
  help: 'Runs another graph as one step.',
  fresh: { name: 'Graph', graph: 'another-graph' },
};
