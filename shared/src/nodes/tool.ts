/** Calls one tool, with no model. */
import { z } from 'zod';
import { expression, stateKey } from '../graph/ids.ts';
import { object } from '../graph/object.ts';
import { commonFields, type KindInfo } from './common.ts';

export const toolNode = object({
  ...commonFields,
  kind: z.literal('tool'),
  tool: z.string().min(1),
  args: z.record(z.string(), expression).optional(),
  into: stateKey.optional(),
});
export type ToolNode = z.infer<typeof toolNode>;

export const toolInfo: KindInfo = {
  title: 'Tool',
  icon: 'wrench',
  help: 'Calls one tool, with no model.',
  fresh: { name: 'Tool', tool: 'calculator' },
};
