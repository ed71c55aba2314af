/** One of your graphs: when it was edited, how its last run went, and what can be done with it. */
import type { GraphSummary } from '@baton/shared/api';
import { Copy, Download, Ellipsis, History, PencilLine, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { readGraph } from '../api/graphs.ts';
import { sentence } from '../api/request.ts';
import { useMay } from '../api/useSession.ts';
import { saveAsFile } from '../document/file.ts';
import { navigate, pathTo } from '../routing/router.ts';
import { Outcome } from '../run/Outcome.tsx';
import { ago } from '../ui/ago.ts';
import { IconButton } from '../ui/Button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../ui/Menu.tsx';
import { toast } from '../ui/toast.ts';
import { Card } from './Card.tsx';
import { useGraphs } from './graphs.ts';
import { NameDialog, NewNameDialog } from './NameDialog.tsx';

export function GraphCard({ graph }: { graph: GraphSummary }) {
  const { id, name, description, updatedAt, lastRun } = graph;
  return (
    <Card
      title={name}
      text={description || sizeWords(graph)}
      graph={graph}
      open={{ href: pathTo.graph(id) }}
      menu={<GraphMenu graph={graph} />}
      footer={
        <>
          <span title={new Date(updatedAt).toLocaleString()}>Edited {ago(updatedAt)}</span>
          {lastRun && <Outcome status={lastRun.status} why={lastRun.why} title={`Last run ${ago(lastRun.at)}`} />}
        </>
      }
    />
  );
}

function GraphMenu({ graph }: { graph: GraphSummary }) {
  const { duplicate, rename, remove } = useGraphs();
  const mayEdit = useMay('edit');
  const [asking, setAsking] = useState<'rename' | 'duplicate'>();
  const close = (): void => setAsking(undefined);
  const doing = (work: Promise<void>): void => {
    work.catch((error: unknown) => toast({ text: sentence(error), tone: 'bad' }));
  };
  return (
    <>
      <Menu trigger={<IconButton label={`More for ${graph.name}`} icon={<Ellipsis size={16} />} />}>
        {mayEdit && (
          <>
            <MenuItem icon={<PencilLine size={16} />} onSelect={() => setAsking('rename')}>
              Rename
            </MenuItem>
            <MenuItem icon={<Copy size={16} />} onSelect={() => setAsking('duplicate')}>
              Duplicate
            </MenuItem>
          </>
        )}
        <MenuItem
          icon={<Download size={16} />}
          onSelect={() => doing(readGraph(graph.id).then((stored) => saveAsFile(stored.graph)))}
        >
          Save as a file
        </MenuItem>
        {graph.lastRun && (
          <MenuItem
            icon={<History size={16} />}
            onSelect={() => graph.lastRun && navigate(pathTo.run(graph.id, graph.lastRun.run))}
          >
            Last run
          </MenuItem>
        )}
        {mayEdit && (
          <>
            <MenuSeparator />
            <MenuItem icon={<Trash2 size={16} />} danger onSelect={() => remove(graph)}>
              Delete
            </MenuItem>
          </>
        )}
      </Menu>
      {asking === 'rename' && (
        <NameDialog
          title="Rename"
          action="Rename"
          name={graph.name}
          onName={(name) => rename(graph.id, name)}
          onClose={close}
        />
      )}
      {asking === 'duplicate' && (
        <NewNameDialog
          title={`Duplicate ${graph.name}`}
          action="Duplicate"
          name={`${graph.name} copy`}
          onName={(name) => duplicate(graph.id, name)}
          onClose={close}
        />
      )}
    </>
  );
}

function sizeWords({ nodes, handoffs }: GraphSummary): string {
  const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
  return `${count(nodes.length, 'node')}, ${count(handoffs.length, 'handoff')}`;
}
