/** The stored graphs, with search as soon as there are more than one row of them. */
import type { GraphSummary } from '@baton/shared/api';
import { FileUp, Plus } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../api/useSession.ts';
import { Button } from '../ui/Button.tsx';
import { GraphCard } from './GraphCard.tsx';
import { SearchBox } from '../ui/SearchBox.tsx';
import styles from './HomeScreen.module.css';
import { NewGraph } from './NewGraph.tsx';
import { matches } from './search.ts';
import { useImport } from './useImport.ts';

const oneRow = 4;

export function YourGraphs({ graphs }: { graphs: readonly GraphSummary[] }) {
  const choose = useImport((store) => store.choose);
  const mayEdit = useMay('edit');
  const [naming, setNaming] = useState(false);
  const [query, setQuery] = useState('');
  const found = graphs.filter((graph) => matches(graph, query));
  return (
    <section className={styles['section']}>
      <div className={styles['head']}>
        <h2 className={styles['title']}>Your graphs</h2>
        <span className={styles['spring']} />
        {graphs.length >= oneRow && <SearchBox label="Search your graphs" value={query} onChange={setQuery} />}
        {mayEdit && (
          <>
            <Button icon={<FileUp size={16} />} onClick={choose}>
              Import
            </Button>
            <Button look="primary" icon={<Plus size={16} />} onClick={() => setNaming(true)}>
              New graph
            </Button>
          </>
        )}
      </div>
      {naming && <NewGraph onClose={() => setNaming(false)} />}
      {found.length > 0 ? (
        <div className={styles['grid']}>
          {found.map((graph) => (
            <GraphCard key={graph.id} graph={graph} />
          ))}
        </div>
      ) : (
        <p className={styles['none']}>No graph of yours has “{query}” in its name or description.</p>
      )}
    </section>
  );
}
