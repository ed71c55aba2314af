/** Every run that was made here: how it went, which way it took and what it cost. One opens for replay, two are compared. */
import type { GraphSummary } from '@baton/shared/api';
import { ArrowLeft, GitCompareArrows } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { listGraphs } from '../api/graphs.ts';
import { useMay } from '../api/useSession.ts';
import { BarLink } from '../routing/BarLink.tsx';
import { Link } from '../routing/Link.tsx';
import { pathTo } from '../routing/router.ts';
import { outcomeChoices } from '../run/Outcome.tsx';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Screen, ScreenTitle } from '../ui/Screen.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Comparison } from './Comparison.tsx';
import { useHistory } from './history.ts';
import { namedGraphs } from './names.ts';
import { RunRow } from './RunRow.tsx';
import styles from './RunsScreen.module.css';

const any = 'any';

export function RunsScreen() {
  const mayRun = useMay('run');
  const { runs, next, error, filter, views, show, more } = useHistory();
  const graphs = useGraphs();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [comparing, setComparing] = useState(false);
  useEffect(() => {
    document.title = 'Runs · Baton';
    const refresh = (): void => void useHistory.getState().show(useHistory.getState().filter);
    refresh();
    addEventListener('focus', refresh);
    return () => removeEventListener('focus', refresh);
  }, []);
  const named = useMemo(() => namedGraphs(graphs), [graphs]);
  const [left, right] = chosen.map((run) => views.get(run));
  const filtered = filter.graph !== undefined || filter.status !== undefined;
  /** Of three the two last. */
  const choose = (run: string, taken: boolean): void =>
    setChosen((now) => (taken ? [...now, run].slice(-2) : now.filter((other) => other !== run)));
  const { graph: _g, ...anyGraph } = filter;
  const { status: _s, ...anyStatus } = filter;

  return (
    <Screen
      bar={
        <BarLink href={pathTo.home} icon={ArrowLeft}>
          Graphs
        </BarLink>
      }
    >
      <main className={styles['main']}>
        <div className={styles['head']}>
          <ScreenTitle>Runs</ScreenTitle>
          <SelectField
            inline
            label="Graph"
            value={filter.graph ?? any}
            choices={[
              { value: any, label: 'All graphs' },
              ...graphs.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(graph) => void show(graph === any ? anyGraph : { ...filter, graph })}
          />
          <SelectField
            inline
            label="Outcome"
            value={filter.status ?? any}
            choices={[{ value: any, label: 'All outcomes' }, ...outcomeChoices]}
            onChange={(status) => void show(status === any ? anyStatus : { ...filter, status })}
          />
          <Button
            icon={<GitCompareArrows size={16} />}
            disabled={!left || !right}
            title={left && right ? undefined : chosen.length === 1 ? 'Choose one more run' : 'Choose two runs first'}
            onClick={() => setComparing(true)}
          >
            Compare
          </Button>
        </div>
        {error && <Alert retry={() => void show(filter)}>{error}</Alert>}
        {runs && runs.length === 0 && (
          <EmptyState
            title={filtered ? 'No runs match' : 'Nothing has run yet'}
            action={
              filtered ? (
                <Button onClick={() => void show({})}>Show all runs</Button>
              ) : (
                <Link href={pathTo.home}>Go to your graphs</Link>
              )
            }
          >
            {filtered
              ? undefined
              : mayRun
                ? 'Open a graph and press Run: what happens there is kept here.'
                : 'What happens when somebody runs a graph is kept here.'}
          </EmptyState>
        )}
        {runs && runs.length > 0 && (
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">
                  <span className={styles['said']}>Compare</span>
                </th>
                <th scope="col">Message and route</th>
                <th scope="col">Outcome</th>
                <th scope="col" className={styles['number']}>
                  Took
                </th>
                <th scope="col" className={styles['number']}>
                  Tokens
                </th>
                <th scope="col" className={styles['number']}>
                  Cost
                </th>
                <th scope="col">When</th>
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <RunRow
                  key={run.run}
                  run={run}
                  graph={named.get(run.graph)}
                  view={views.get(run.run)}
                  chosen={chosen.includes(run.run)}
                  onChoose={(taken) => choose(run.run, taken)}
                />
              ))}
            </tbody>
          </table>
        )}
        {next !== undefined && (
          <div className={styles['more']}>
            <Button onClick={() => void more()}>Show older runs</Button>
          </div>
        )}
      </main>
      {comparing && left && right && (
        <Comparison left={left} right={right} graphs={named} onClose={() => setComparing(false)} />
      )}
    </Screen>
  );
}

function useGraphs(): readonly GraphSummary[] {
  const [graphs, setGraphs] = useState<readonly GraphSummary[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    // Without them the runs are still there, by their graphs' ids.
    listGraphs(abort.signal).then(setGraphs, () => undefined);
    return () => abort.abort();
  }, []);
  return graphs;
}
