/** The same graph was changed in two places: which one stays? Nothing is overwritten until that is chosen. */
import { handoffsOf, nodesOf, type Graph } from '@baton/shared/graph';
import { useState } from 'react';
import { sentence } from '../api/request.ts';
import { useDocument } from '../document/document.ts';
import { Thumbnail } from '../nodes/Thumbnail.tsx';
import { navigate, pathTo } from '../routing/router.ts';
import { count } from '../run/words.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { toast } from '../ui/toast.ts';
import styles from './ConflictDialog.module.css';
import { differences, differingIds } from './differences.ts';

/** Asks again, after it was put off. */
export const askAgain = (): void => useDocument.setState(({ conflict }) => ({ conflict: conflict && { ...conflict } }));

export function ConflictDialog() {
  const conflict = useDocument((document) => document.conflict);
  const mine = useDocument((document) => document.graph);
  const settle = useDocument((document) => document.settle);
  const [later, setLater] = useState<typeof conflict>();
  if (!conflict || !mine || later === conflict) return null;
  const { theirs } = conflict;
  const stray = conflict.stray !== undefined;

  const choose = (choice: 'mine' | 'theirs'): void => {
    settle(choice).catch((error: unknown) => toast({ text: sentence(error), tone: 'bad' }));
  };
  if (!theirs) {
    return (
      <Dialog
        title="This graph was deleted elsewhere"
        onClose={() => setLater(conflict)}
        actions={
          <>
            <Button
              onClick={() => {
                choose('theirs');
                navigate(pathTo.home);
              }}
            >
              Let it go
            </Button>
            <Button look="primary" onClick={() => choose('mine')}>
              Keep it
            </Button>
          </>
        }
      >
        <p>
          Another tab or person deleted it. This browser still has all of it, and can store it again. Let go, it is gone
          for good.
        </p>
      </Dialog>
    );
  }
  return (
    <Dialog
      wide
      title={stray ? 'A closed tab left unsaved work on this graph' : 'This graph was also changed elsewhere'}
      onClose={() => setLater(conflict)}
      actions={
        <>
          <Button onClick={() => choose('theirs')}>Take the other version</Button>
          <Button look="primary" onClick={() => choose('mine')}>
            Keep this version
          </Button>
        </>
      }
    >
      <p>
        {stray
          ? 'It was closed before the server had it. Nothing was overwritten.'
          : 'Another tab or person saved it while you were working here. Nothing was overwritten.'}
      </p>
      <div className={styles['sides']}>
        <Side title="This version" graph={mine} other={theirs} />
        <Side title="The other version" graph={theirs} other={mine} />
      </div>
      <p className={styles['note']}>Taking the other version is an edit like any other: undo brings yours back.</p>
    </Dialog>
  );
}

/** One side as a picture, with what the other has not drawn bold, and that in words. */
function Side({ title, graph, other }: { title: string; graph: Graph; other: Graph }) {
  const own = differences(graph, other);
  return (
    <section className={styles['side']}>
      <div className={styles['picture']}>
        <Thumbnail graph={{ nodes: nodesOf(graph), handoffs: handoffsOf(graph) }} marked={differingIds(graph, other)} />
      </div>
      <h3>{title}</h3>
      <p>
        {count(nodesOf(graph).length, 'node')}, {count(handoffsOf(graph).length, 'handoff')}
      </p>
      {own.length === 0 && <p>Nothing that the other has not.</p>}
      <ul>
        {own.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </section>
  );
}
