/** What somebody is told who tried what they may not do. */
import type { KeyScope } from '@baton/shared/api';
import { toast, useToasts } from '../ui/toast.ts';

const words = {
  run: 'You may look at runs, but not start one.',
  edit: 'You may look at this graph, but not change it.',
} as const satisfies Partial<Record<KeyScope, string>>;

/** Once, not at every key. */
export function tellMissing(right: keyof typeof words): void {
  const text = `${words[right]} An admin can give you the right to.`;
  if (useToasts.getState().toasts.every((one) => one.text !== text)) toast({ text });
}
