/** One graph: palette, canvas, inspector and test panel around it. */
import { useEffect, useRef } from 'react';
import { mayNow, useMay } from '../api/useSession.ts';
import { Canvas } from '../canvas/Canvas.tsx';
import { useDocument } from '../document/document.ts';
import { JsonPanel } from '../inspector/json/JsonPanel.tsx';
import { Inspector } from '../inspector/Inspector.tsx';
import { Split } from '../ui/Split.tsx';
import { toast } from '../ui/toast.ts';
import { actions } from './actions/index.ts';
import { useKeys } from './actions/keys.ts';
import { offer } from './commands/commands.ts';
import { nodeTargets } from './commands/targets.ts';
import { CanvasMenu, showCanvasMenu } from './CanvasMenu.tsx';
import { ConflictDialog } from './ConflictDialog.tsx';
import styles from './EditorScreen.module.css';
import { useLayout } from './layout.ts';
import { NotOpened } from './NotOpened.tsx';
import { Palette } from './Palette.tsx';
import { RunPanel } from './RunPanel.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { TopBar } from './TopBar.tsx';

/** @param run a run of the graph to begin with, in place of the conversation as it was left. */
export function EditorScreen({ graph: id, run }: { graph: string; run: string | undefined }) {
  const opened = useDocument((document) => document.graph !== undefined);
  const error = useDocument((document) => document.openError);
  useKeys(actions);
  useEffect(() => offer(actions, nodeTargets), []);
  useEffect(() => {
    const { open, close, save } = useDocument.getState();
    void open(id);
    const comeOrGo = (): void => void (document.visibilityState === 'hidden' ? save() : catchUp());
    addEventListener('visibilitychange', comeOrGo);
    addEventListener('focus', comeOrGo);
    return () => {
      removeEventListener('visibilitychange', comeOrGo);
      removeEventListener('focus', comeOrGo);
      close();
    };
  }, [id]);
  if (error) return <NotOpened error={error} retry={() => void useDocument.getState().open(id)} />;
  return (
    <div className={styles['screen']}>
      <TopBar />
      {opened && <Workspace run={run} />}
      <ConflictDialog />
    </div>
  );
}

/** Another tab or person may have saved this graph since it was last looked at. */
async function catchUp(): Promise<void> {
  const { refresh, undo } = useDocument.getState();
  if (!(await refresh())) return;
  toast({
    text: 'This graph was changed elsewhere, and is shown as it is now.',
    ...(mayNow('edit') && { action: { label: 'Undo', run: undo } }),
  });
}

function Workspace({ run }: { run: string | undefined }) {
  const { dock, inspector, palette, json, toggle } = useLayout();
  const mayEdit = useMay('edit');
  const form = useRef<HTMLElement>(null);
  /** Goes from the canvas to the form of what is selected there. */
  const openForm = (): void => {
    if (!inspector) toggle('inspector');
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('input, textarea, select')?.focus());
  };
  const drawn = (
    <section className={styles['canvas']} aria-label="Canvas">
      <Canvas onOpen={openForm} onMenu={showCanvasMenu} />
      <CanvasMenu />
    </section>
  );
  const canvas = json ? (
    <Split
      name="json"
      label="JSON width"
      side="left"
      size={400}
      min={280}
      max={800}
      panel={<JsonPanel onClose={() => toggle('json')} />}
    >
      {drawn}
    </Split>
  ) : (
    drawn
  );
  const test = (
    <section className={styles['panel']} aria-label="Test panel">
      <RunPanel run={run} />
    </section>
  );
  const middle =
    dock === 'below' ? (
      <Split name="test" label="Test panel height" side="bottom" size={312} min={160} max={640} panel={test}>
        {canvas}
      </Split>
    ) : (
      canvas
    );
  const inspected = (
    <aside ref={form} className={styles['panel']} aria-label="Inspector">
      <Inspector arranging={<SelectionBar />} />
    </aside>
  );
  const right =
    dock !== 'right' ? (
      inspected
    ) : inspector ? (
      <Split name="test-right" label="Test panel height" side="bottom" size={360} min={160} max={720} panel={test}>
        {inspected}
      </Split>
    ) : (
      test
    );
  return (
    <main className={styles['workspace']}>
      {palette && mayEdit && <Palette />}
      {inspector || dock === 'right' ? (
        <Split name="inspector" label="Inspector width" side="right" size={344} min={288} max={640} panel={right}>
          {middle}
        </Split>
      ) : (
        middle
      )}
    </main>
  );
}
