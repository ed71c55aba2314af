import { Play, Square } from 'lucide-react';
import { useDocument } from '../../document/document.ts';
import { canSend, sendComposed } from '../../run/composer.ts';
import { useRun } from '../../run/runStore.ts';
import { isLive, stopRun } from '../../run/session.ts';
import { useLayout } from '../layout.ts';
import type { Action } from './action.ts';

/** Brings the graph to the server, since that is what runs. @returns why it is not there, as a sentence. */
export async function saveToRun(): Promise<string | undefined> {
  if (await useDocument.getState().save()) return undefined;
  const { saveStatus, saveNote } = useDocument.getState();
  if (saveStatus === 'invalid')
    return 'This graph cannot run as it is. Mend what the problem list says, then run it again.';
  if (saveStatus === 'conflict')
    return 'This graph was also changed elsewhere. Choose which version stays, then run it.';
  if (saveStatus === 'offline')
    return 'The server does not answer, so nothing was run. It may have been stopped; start it again, then send the message once more.';
  return saveNote ?? 'The graph could not be saved, so it was not run.';
}

export const run: Action = {
  id: 'run',
  group: 'Run',
  label: () => 'Run',
  icon: Play,
  shortcuts: ['mod+enter'],
  whileTyping: 'always',
  needs: 'run',
  enabled: () => useDocument.getState().graph !== undefined && !isLive(useRun.getState()),
  run() {
    const { graph } = useDocument.getState();
    const { dock, setDock } = useLayout.getState();
    if (!graph) return;
    if (dock === 'hidden') setDock('below');
    if (dock !== 'hidden' && canSend()) void sendComposed(graph.id, saveToRun);
    // The message is still to be written, or to be seen before it is sent.
    else requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-composer]')?.focus());
  },
};

export const stop: Action = {
  id: 'stop',
  group: 'Run',
  label: () => 'Stop',
  icon: Square,
  shortcuts: [],
  needs: 'run',
  enabled: () => isLive(useRun.getState()),
  run: () => void stopRun(),
};
