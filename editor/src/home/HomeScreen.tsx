/** The first screen: your graphs, and what to start from. It never shows an empty table. */
import { templates } from '@baton/shared/templates';
import { FileUp, Plus, Settings } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Link } from '../routing/Link.tsx';
import { pathTo } from '../routing/router.ts';
import { Button } from '../ui/Button.tsx';
import { Logo } from '../ui/Logo.tsx';
import { ThemeMenu } from '../ui/ThemeMenu.tsx';
import { Card } from './Card.tsx';
import { GraphCard } from './GraphCard.tsx';
import { useGraphs } from './graphs.ts';
import styles from './HomeScreen.module.css';
import { ImportFiles } from './ImportFiles.tsx';
import { matches } from './search.ts';
import { SearchBox } from './SearchBox.tsx';
import { blank } from './blank.ts';
import { useImport } from './useImport.ts';
import { useStart } from './useStart.ts';

export function HomeScreen() {
  const { graphs, error, leaving, load } = useGraphs();
  const { busy, start } = useStart();
  const choose = useImport((store) => store.choose);
  const [query, setQuery] = useState('');

  useEffect(() => {
    const abort = new AbortController();
    const refresh = (): void => void load(abort.signal);
    refresh();
    document.title = 'Baton';
    addEventListener('focus', refresh);
    return () => {
      removeEventListener('focus', refresh);
      abort.abort();
    };
  }, [load]);

  const yours = graphs?.filter(({ id }) => !leaving.has(id)) ?? [];
  const found = yours.filter((graph) => matches(graph, query));
  return (
    <ImportFiles>
      <div className={styles['screen']}>
        <header className={styles['bar']}>
          <Link href={pathTo.home} className={styles['brand']}>
            <Logo />
            Baton
          </Link>
          <span className={styles['spring']} />
          <Link href={pathTo.settings} className={styles['settings']}>
            <Settings size={16} aria-hidden />
            Settings
          </Link>
          <ThemeMenu />
        </header>
        <main className={styles['main']}>
          {error && (
            <p className={styles['error']} role="alert">
              {error} <Button onClick={() => void load()}>Try again</Button>
            </p>
          )}
          {yours.length > 0 && (
            <section className={styles['section']}>
              <div className={styles['head']}>
                <h1 className={styles['title']}>Your graphs</h1>
                <span className={styles['spring']} />
                {yours.length > 3 && <SearchBox value={query} onChange={setQuery} />}
                <Button icon={<FileUp size={16} />} onClick={choose}>
                  Import
                </Button>
                <Button look="primary" icon={<Plus size={16} />} disabled={busy} onClick={() => void start(blank)}>
                  New graph
                </Button>
              </div>
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
          )}
          {(graphs !== undefined || error) && (
            <section className={styles['section']}>
              <div className={styles['intro']}>
                {yours.length > 0 ? (
                  <h2 className={styles['title']}>Start from a template</h2>
                ) : (
                  <h1 className={styles['welcome']}>Start with a graph that already works</h1>
                )}
                <p>
                  Each one runs at once with a scripted model: no key, no account. Open it, press Run, and watch who
                  hands over to whom, and why.
                </p>
              </div>
              <div className={styles['grid']}>
                {templates.map(({ id, title, summary, message, alternatives, graph }) => (
                  <Card
                    key={id}
                    title={title}
                    text={summary}
                    graph={{ nodes: graph.nodes ?? [], handoffs: graph.handoffs ?? [] }}
                    open={{ run: () => void start(graph, { message, alternatives }), busy }}
                  />
                ))}
                <Card
                  title="Blank graph"
                  text="One agent, and the rest is yours."
                  graph={undefined}
                  icon={<Plus size={24} />}
                  open={{ run: () => void start(blank), busy }}
                />
                {yours.length === 0 && (
                  <Card
                    title="Import a file"
                    text="A Baton graph as JSON. You can also drop it anywhere on this page."
                    graph={undefined}
                    icon={<FileUp size={24} />}
                    open={{ run: choose, busy: false }}
                  />
                )}
              </div>
            </section>
          )}
        </main>
      </div>
    </ImportFiles>
  );
}
