/** What to start from: templates that already run, and, on an empty screen, a blank graph or a file. */
import { templates } from '@baton/shared/templates';
import { ChevronDown, ChevronUp, FileUp, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { blank } from './blank.ts';
import { Card } from './Card.tsx';
import styles from './HomeScreen.module.css';
import { useImport } from './useImport.ts';
import { useStart } from './useStart.ts';

const teams = templates.filter(({ group }) => group === 'team');
const patterns = templates.length - teams.length;

/** @param first nothing was made here yet. */
export function Starters({ first }: { first: boolean }) {
  const { busy, start } = useStart();
  const [all, setAll] = useState(false);
  const shown = all ? templates : teams;
  const choose = useImport((store) => store.choose);
  return (
    <section className={styles['section']}>
      <div className={styles['intro']}>
        {first ? (
          <h2 className={styles['welcome']}>Start with a graph that already works</h2>
        ) : (
          <h2 className={styles['title']}>Start from a template</h2>
        )}
        <p>
          Each one runs at once with a scripted model: no key, no account. Open it, press Run, and watch who hands over
          to whom, and why.
        </p>
      </div>
      <div className={styles['grid']}>
        {shown.map(({ id, title, summary, message, alternatives, graph }) => (
          <Card
            key={id}
            title={title}
            text={summary}
            graph={{ nodes: graph.nodes ?? [], handoffs: graph.handoffs ?? [] }}
            open={{ run: () => void start(graph, { message, alternatives }), busy }}
          />
        ))}
      </div>
      <div>
        <Button
          look="quiet"
          aria-expanded={all}
          icon={all ? <ChevronUp size={16} /> : <ChevronDown size={16} />}
          onClick={() => setAll(!all)}
        >
          {all ? 'Teams only' : `${patterns} patterns, each as small as it can be`}
        </Button>
      </div>
      {first && (
        <div className={styles['pair']}>
          <Card
            title="Blank graph"
            text="One agent, and the rest is yours."
            graph={undefined}
            icon={<Plus size={20} />}
            open={{ run: () => void start(blank), busy }}
          />
          <Card
            title="Import a file"
            text="A Baton graph as JSON. You can also drop it anywhere on this page."
            graph={undefined}
            icon={<FileUp size={20} />}
            open={{ run: choose, busy: false }}
          />
        </div>
      )}
    </section>
  );
}
