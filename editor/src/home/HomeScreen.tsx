/** The first screen: your graphs, and what to start from. It never shows an empty table. */
import { History, Settings } from 'lucide-react';
import { useEffect } from 'react';
import { useRetry } from '../api/useRetry.ts';
import { useMay } from '../api/useSession.ts';
import { BarLink } from '../routing/BarLink.tsx';
import { Brand } from '../routing/Brand.tsx';
import { pathTo } from '../routing/router.ts';
import { Alert } from '../ui/Alert.tsx';
import { Screen } from '../ui/Screen.tsx';
import { ThemeMenu } from '../ui/ThemeMenu.tsx';
import { useGraphs } from './graphs.ts';
import styles from './HomeScreen.module.css';
import { ImportFiles } from './ImportFiles.tsx';
import { Starters } from './Starters.tsx';
import { YourGraphs } from './YourGraphs.tsx';

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

  useRetry(error !== undefined, load);

  const yours = graphs?.filter(({ id }) => !leaving.has(id)) ?? [];
  return (
    <ImportFiles>
      <Screen
        bar={
          <>
            <h1>
              <Brand />
            </h1>
            <span className={styles['spring']} />
            <BarLink href={pathTo.runs} icon={History}>
              Runs
            </BarLink>
            <BarLink href={pathTo.settings} icon={Settings}>
              Settings
            </BarLink>
            <ThemeMenu />
          </>
        }
      >
        <main className={styles['main']}>
          {error && <Alert retry={() => void load()}>{error}</Alert>}
          {yours.length > 0 && <YourGraphs graphs={yours} />}
          {mayEdit && (graphs ?? error) !== undefined && (
            <Starters first={graphs !== undefined && yours.length === 0} />
          )}
          {!mayEdit && graphs && yours.length === 0 && <p>There are no graphs here yet.</p>}
        </main>
      </Screen>
    </ImportFiles>
  );
}
