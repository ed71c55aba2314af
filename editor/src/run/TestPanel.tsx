/** The test panel: talk to the graph, watch it answer, look into any handoff. */
import type { Graph } from '@baton/shared/graph';
import { modelOf, nodesOf } from '@baton/shared/graph';
import { MessageSquarePlus } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { IconButton } from '../ui/Button.tsx';
import { Segments } from '../ui/Segments.tsx';
import { compose } from './composer.ts';
import { Composer } from './Composer.tsx';
import { Conversation } from './Conversation.tsx';
import { HandoffLens } from './HandoffLens.tsx';
import { namingOf, NamingContext } from './naming.ts';
import { hopOf } from './progress.ts';
import { inspect, useRun } from './runStore.ts';
import { closeConversation, newConversation, openConversation } from './session.ts';
import { StatusLine } from './StatusLine.tsx';
import { Steps } from './Steps.tsx';
import styles from './TestPanel.module.css';

export interface TestPanelProps {
  graph: Graph;
  /** What is typed already when the graph is first opened, and other messages worth trying. */
  first: { message: string; alternatives: readonly string[] };
  onSend: () => void;
  onShowNode: (node: string) => void;
}

type Page = 'conversation' | 'steps';

export function TestPanel({ graph, first, onSend, onShowNode }: TestPanelProps) {
  const [page, setPage] = useState<Page>('conversation');
  const naming = useMemo(() => namingOf(graph), [graph]);
  const view = useRun((run) => run.view);
  const inspected = useRun((run) => run.inspected);
  const begun = useRun((run) => run.view !== undefined || run.earlier.length > 0);
  const hop = view && hopOf(view, inspected);
  useConversation(graph.id, first.message);

  const models = useMemo(() => {
    const thinking = nodesOf(graph).filter(({ kind }) => kind === 'agent' || kind === 'router');
    return new Set(thinking.map((node) => modelOf(graph, node)));
  }, [graph]);
  const suggestions = first.message === '' ? [] : [first.message, ...first.alternatives];

  return (
    <NamingContext value={naming}>
      <div className={styles['panel']} data-lens={hop !== undefined || undefined}>
        <div className={styles['main']}>
          <header className={styles['head']}>
            <Segments<Page>
              label="Show"
              value={page}
              segments={[
                { value: 'conversation', label: 'Conversation' },
                { value: 'steps', label: 'Steps' },
              ]}
              onChange={setPage}
            />
            <StatusLine />
            <IconButton
              label="New conversation"
              icon={<MessageSquarePlus size={16} />}
              disabled={!begun}
              onClick={newConversation}
            />
          </header>
          {page === 'conversation' ? <Conversation /> : <Steps onShowNode={onShowNode} />}
          <Composer suggestions={suggestions} scripted={models.size === 1 && models.has('script')} onSend={onSend} />
        </div>
        {view && hop && <HandoffLens view={view} hop={hop} onClose={() => inspect(undefined)} />}
      </div>
    </NamingContext>
  );
}

/** The conversation as it was left; in a new one the graph's first message is typed already. */
function useConversation(graph: string, message: string): void {
  const first = useRef(message);
  useEffect(() => {
    void openConversation(graph).then((found) => compose(found ? '' : first.current));
    return closeConversation;
  }, [graph]);
}
