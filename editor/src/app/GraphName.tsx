/** The graph's name, edited where it stands. */
import { updateGraph } from '@baton/shared/graph';
import { useEffect } from 'react';
import { useMay } from '../api/useSession.ts';
import { useDocument } from '../document/document.ts';
import styles from './TopBar.module.css';

export function GraphName() {
  const name = useDocument((document) => document.graph?.name ?? document.graph?.id ?? '');
  const edit = useDocument((document) => document.edit);
  const mayEdit = useMay('edit');
  useEffect(() => {
    document.title = `${name} · Baton`;
  }, [name]);
  return (
    <h1 data-undo="document">
      <input
        className={styles['name']}
        aria-label="Graph name"
        value={name}
        spellCheck={false}
        readOnly={!mayEdit}
        onChange={(event) =>
          edit('Rename the graph', (graph) => updateGraph(graph, { name: event.target.value }), { merge: 'graph:name' })
        }
        onKeyDown={(event) => (event.key === 'Enter' || event.key === 'Escape') && event.currentTarget.blur()}
      />
    </h1>
  );
}
