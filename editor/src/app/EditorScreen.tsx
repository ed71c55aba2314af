/** One graph: palette, canvas, inspector and test panel around it. */
import { useEffect } from 'react';
import { Canvas } from '../canvas/Canvas.tsx';
import { useDocument } from '../document/document.ts';
import { TestPanel } from '../run/TestPanel.tsx';
import styles from './EditorScreen.module.css';

export function EditorScreen({ graph: id }: { graph: string }) {
  const opened = useDocument((document) => document.graph !== undefined);
  useEffect(() => {
    void useDocument.getState().open(id);
    return () => useDocument.getState().close();
  }, [id]);
  if (!opened) return null;
  return (
    <div className={styles['screen']}>
      <main className={styles['canvas']}>
        <Canvas />
      </main>
      <section className={styles['test']}>
        <TestPanel />
      </section>
    </div>
  );
}
