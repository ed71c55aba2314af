/** One of your graphs: when it was edited, how its last run went, and what can be done with it. */
import type { GraphSummary } from '@baton/shared/api';
import {
  CircleAlert,
  CircleCheck,
  CircleDot,
  CirclePause,
  CircleSlash,
  Copy,
  Download,
  Ellipsis,
  Trash2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { sentence } from '../api/request.ts';
import { useMay } from '../api/useSession.ts';
import { pathTo } from '../routing/router.ts';
import { ago } from '../ui/ago.ts';
import { IconButton } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Menu, MenuItem, MenuSeparator } from '../ui/Menu.tsx';
import { toast } from '../ui/toast.ts';
import { Card } from './Card.tsx';
import { download } from './download.ts';
import { useGraphs } from './graphs.ts';

type Outcome = NonNullable<GraphSummary['lastRun']>['status'];
interface OutcomeWords {
  words: string;
  tone: 'plain' | 'good' | 'warn' | 'bad' | 'live';
  icon: ReactNode;
}
const outcomes: Record<Outcome, OutcomeWords> = {
  queued: { words: 'Waiting to run', tone: 'live', icon: <CircleDot size={12} /> },
  running: { words: 'Running now', tone: 'live', icon: <CircleDot size={12} /> },
  paused: { words: 'Needs a person', tone: 'warn', icon: <CirclePause size={12} /> },
  finished: { words: 'Ran', tone: 'good', icon: <CircleCheck size={12} /> },
  failed: { words: 'Failed', tone: 'bad', icon: <CircleAlert size={12} /> },
  cancelled: { words: 'Cancelled', tone: 'plain', icon: <CircleSlash size={12} /> },
};

export function GraphCard({ graph }: { graph: GraphSummary }) {
  const { id, name, description, updatedAt, lastRun } = graph;
  const outcome = lastRun && outcomes[lastRun.status];
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
          {outcome && lastRun && (
            <Chip tone={outcome.tone} icon={outcome.icon} title={`Last run ${ago(lastRun.at)}`}>
              {outcome.words}
            </Chip>
          )}
        </>
      }
    />
  );
}

function GraphMenu({ graph }: { graph: GraphSummary }) {
  const { duplicate, remove } = useGraphs();
  const mayEdit = useMay('edit');
  const doing = (work: Promise<void>): void => {
    work.catch((error: unknown) => toast({ text: sentence(error), tone: 'bad' }));
  };
  return (
    <Menu trigger={<IconButton label={`More for ${graph.name}`} icon={<Ellipsis size={16} />} />}>
      {mayEdit && (
        <MenuItem icon={<Copy size={16} />} onSelect={() => doing(duplicate(graph.id))}>
          Duplicate
        </MenuItem>
      )}
      <MenuItem icon={<Download size={16} />} onSelect={() => doing(download(graph.id))}>
        Save as a file
      </MenuItem>
      {mayEdit && (
        <>
          <MenuSeparator />
          <MenuItem icon={<Trash2 size={16} />} danger onSelect={() => remove(graph)}>
            Delete
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

function sizeWords({ nodes, handoffs }: GraphSummary): string {
  const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
  return `${count(nodes.length, 'node')}, ${count(handoffs.length, 'handoff')}`;
}
