/** The first screen: your graphs, and what to start from. It never shows an empty table. */
import { History, Settings } from 'lucide-react';
import { useEffect } from 'react';
import { useMay } from '../api/useSession.ts';
import { Link } from '../routing/Link.tsx';
import { pathTo } from '../routing/router.ts';
import { Button } from '../ui/Button.tsx';
import { Logo } from '../ui/Logo.tsx';
import { ThemeMenu } from '../ui/ThemeMenu.tsx';
import { useGraphs } from './graphs.ts';
import styles from './HomeScreen.module.css';
import { ImportFiles } from './ImportFiles.tsx';
import { Starters } from './Starters.tsx';
import { YourGraphs } from './YourGraphs.tsx';

const retryMs = 3000;

export function HomeScreen() {
  const { graphs, error, leaving, load } = useGraphs();
  const mayEdit = useMay('edit');
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

  // A server that comes back is found by itself.
  useEffect(() => {
    if (error === undefined) return undefined;
    const timer = setInterval(() => void load(), retryMs);
    return () => clearInterval(timer);
  }, [error, load]);

  const yours = graphs?.filter(({ id }) => !leaving.has(id)) ?? [];
  return (
    <ImportFiles>
      <div className={styles['screen']}>
        <header className={styles['bar']}>
          <h1>
            <Link href={pathTo.home} className={styles['brand']}>
              <Logo />
              Baton
            </Link>
          </h1>
          <span className={styles['spring']} />
          <Link href={pathTo.runs} className={styles['settings']}>
            <History size={16} aria-hidden />
            Runs
          </Link>
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
          {yours.length > 0 && <YourGraphs graphs={yours} />}
          {mayEdit && (graphs ?? error) !== undefined && (
            <Starters first={graphs !== undefined && yours.length === 0} />
          )}
          {!mayEdit && graphs && yours.length === 0 && <p>There are no graphs here yet.</p>}
        </main>
      </div>
    </ImportFiles>
  );
}
