/** Which of the two lists of commands is open, and what the screen that is shown adds to them. */
import { create } from 'zustand';
import type { Action } from '../actions/action.ts';

/** Something that can be gone to, such as a node of the open graph. */
export interface Target {
  id: string;
  label: string;
  /** More words by which it is found. */
  detail: string;
  /** The name of an icon, as node kinds use them. */
  icon: string;
  run: () => void;
}

interface CommandsStore {
  open: 'palette' | 'shortcuts' | undefined;
  actions: readonly Action[];
  targets: () => readonly Target[];
}

const nothing = { actions: [], targets: (): readonly Target[] => [] } as const;

export const useCommands = create<CommandsStore>(() => ({ open: undefined, ...nothing }));

export const showCommands = (open: CommandsStore['open']): void => useCommands.setState({ open });

/** @returns what takes the screen's own commands away again. */
export function offer(actions: readonly Action[], targets: () => readonly Target[]): () => void {
  useCommands.setState({ actions, targets });
  return () => useCommands.setState(nothing);
}
