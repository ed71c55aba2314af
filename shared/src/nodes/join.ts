/** Waits for parallel branches, fires once. */
import { z } from 'zod';
import { stateKey } from '../graph/ids.ts';
import { object } from '../graph/object.ts';
import { commonFields, type KindInfo } from './common.ts';

export const join = object({
  ...commonFields,
  kind: z.literal('join'),
  wait: z.union([z.enum(['all', 'any']), z.int().positive()]).optional(),
  /** `list`, `vote`, `first`, or an expression over `results`. */
  combine: z.string().min(1).optional(),
  onBranchError: z.enum(['fail', 'skip', 'collect']).optional(),
  into: stateKey.optional(),
});
export type JoinNode = z.infer<typeof join>;

export const joinInfo: KindInfo = {
  title: 'Join',
  icon: 'merge',
  help: 'Waits for parallel branches and goes on once.',
  fresh: { name: 'Join' },
};
