/** The message that is being written, and sending it: the button, the keys and the toolbar do the same. */
import { create } from 'zustand';
import { useRun } from './runStore.ts';
import { isLive, send } from './session.ts';

interface ComposerStore {
  text: string;
  /** The graph that the message is for. */
  graph: string | undefined;
}

export const noMessage = { text: '', graph: undefined } as const satisfies ComposerStore;

export const useComposer = create<ComposerStore>(() => noMessage);

export const compose = (text: string): void => useComposer.setState({ text });

/** What stands in the box of a graph at first; what was typed there already stays, wherever the panel is moved to. */
export function beginMessage(graph: string, text: string): void {
  if (useComposer.getState().graph !== graph) useComposer.setState({ graph, text });
}

/** What was sent before, for the arrow keys: the newest first, each once. */
export const sentBefore = (inputs: readonly (string | undefined)[]): string[] => [
  ...new Set(inputs.toReversed().flatMap((input) => (input ? [input] : []))),
];

/** The message before the one in the box, from an empty box the last one; undefined where the box holds something else. */
export const olderThan = (text: string, sent: readonly string[]): string | undefined =>
  text === '' ? sent[0] : sent.includes(text) ? sent[sent.indexOf(text) + 1] : undefined;

/** The message after it; after the last one the box is empty again. */
export const newerThan = (text: string, sent: readonly string[]): string | undefined =>
  sent.includes(text) ? (sent[sent.indexOf(text) - 1] ?? '') : undefined;

export const canSend = (): boolean => {
  const run = useRun.getState();
  return run.asking === undefined && !isLive(run) && useComposer.getState().text.trim() !== '';
};

/** @param save brings the graph to the server first. @returns why it could not, as a sentence. */
export async function sendComposed(graph: string, save: () => Promise<string | undefined>): Promise<void> {
  if (!canSend()) return;
  const { text } = useComposer.getState();
  const unsaved = await save();
  if (unsaved !== undefined) {
    useRun.setState({ refusal: { message: unsaved, problems: [] } });
    return;
  }
  const begun = await send(graph, text.trim());
  if (begun && useComposer.getState().text === text) compose('');
}
