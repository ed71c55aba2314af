/** The test panel of the open graph: what it shows and does meets the document here. */
import { useMemo } from 'react';
import { useDocument } from '../document/document.ts';
import { firstMessage } from '../document/message.ts';
import { placeOf, placeWords } from '../document/places.ts';
import { useSelection } from '../document/selection.ts';
import { sendComposed } from '../run/composer.ts';
import { TestPanel } from '../run/TestPanel.tsx';
import { saveToRun } from './actions/run.ts';
import { showPlace } from './showPlace.ts';

export function RunPanel({ run }: { run: string | undefined }) {
  const graph = useDocument((document) => document.graph);
  const id = graph?.id ?? '';
  const scenarios = graph?.scenarios;
  const first = useMemo(() => firstMessage({ id, scenarios }), [id, scenarios]);
  if (!graph) return null;
  return (
    <TestPanel
      graph={graph}
      first={first}
      run={run}
      onSend={() => void sendComposed(graph.id, saveToRun)}
      places={{
        words: (path) => placeWords(graph, placeOf(graph, path)),
        show: (path) => showPlace(graph, path),
      }}
      onShowNode={(node) => useSelection.getState().goTo({ nodes: [node] })}
    />
  );
}
