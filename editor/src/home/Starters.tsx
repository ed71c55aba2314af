/** What to start from: templates that already run, and, on an empty screen, a blank graph or a file. */
import { type Template, templates } from '@baton/shared/templates';
import { FileUp, Plus } from 'lucide-react';
import { useState } from 'react';
import { Card } from './Card.tsx';
import styles from './HomeScreen.module.css';
import { NewGraph } from './NewGraph.tsx';
import { useImport } from './useImport.ts';
import { type Starting, useStart } from './useStart.ts';

/** @param first nothing was made here yet. */
export function Starters({ first }: { first: boolean }) {
  const starting = useStart();
  const [naming, setNaming] = useState(false);
  const choose = useImport((store) => store.choose);
  return (
    <>
      <section className={styles['section']}>
        <div className={styles['intro']}>
          {first ? (
            <h2 className={styles['welcome']}>Start with a graph that already works</h2>
          ) : (
            <h2 className={styles['title']}>Start from a template</h2>
          )}
          <p>
            Each one runs at once with a scripted model: no key, no account. Open it, press Run, and watch who hands
            over to whom, and why.
          </p>
        </div>
        <Templates group="team" {...starting} />
        {first && (
          <div className={styles['pair']}>
            <Card
              title="Blank graph"
              text="One agent, and the rest is yours."
              graph={undefined}
              icon={<Plus size={20} />}
              open={{ run: () => setNaming(true), busy: starting.busy }}
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
        {naming && <NewGraph onClose={() => setNaming(false)} />}
      </section>
      <section className={styles['section']}>
        <div className={styles['intro']}>
          <h2 className={styles['title']}>Patterns</h2>
          <p>One way of handing over each, as small as it can be: to read, to copy from, or to grow.</p>
        </div>
        <Templates group="pattern" {...starting} />
      </section>
    </>
  );
}

interface TemplatesProps extends Starting {
  group: Template['group'];
}

function Templates({ group, busy, start }: TemplatesProps) {
  return (
    <div className={styles['grid']}>
      {templates()
        .filter((template) => template.group === group)
        .map(({ id, title, summary, message, alternatives, graph }) => (
          <Card
            key={id}
            title={title}
            text={summary}
            graph={{ nodes: graph.nodes ?? [], handoffs: graph.handoffs ?? [] }}
            open={{ run: () => void start(graph, { message, alternatives }), busy }}
          />
        ))}
    </div>
  );
}
