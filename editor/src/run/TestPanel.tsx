/** The test panel: talk to the graph, watch it answer, look into any handoff. */
import { isOver, type RunView } from '@baton/shared/events';
import type { Graph } from '@baton/shared/graph';
import { modelOf, nodesOf } from '@baton/shared/graph';
import { History, MessageSquarePlus } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { IconButton } from '../ui/Button.tsx';
import { Segments } from '../ui/Segments.tsx';
import { beginMessage } from './composer.ts';
import { Composer } from './Composer.tsx';
import { Conversation } from './Conversation.tsx';
import { HandoffLens } from './HandoffLens.tsx';
import { useInnerGraphs } from './innerGraphs.ts';
import { useKeptFocus } from './keptFocus.ts';
import { depthOf, namingOf, NamingContext } from './naming.ts';
import { hopOf } from './progress.ts';
import type { ProblemPlaces } from './Refused.tsx';
import { Replay } from './Replay.tsx';
import { endReplay, replayTo } from './replay.ts';
import { inspect, useRun } from './runStore.ts';
import { closeConversation, newConversation, openConversation } from './session.ts';
import { StatusLine } from './StatusLine.tsx';
import { Steps } from './Steps.tsx';
import styles from './TestPanel.module.css';
import { useRenamed } from './useRenamed.ts';

export interface TestPanelProps {
  graph: Graph;
  /** What is typed already when the graph is first opened, and other messages worth trying. */
  first: { message: string; alternatives: readonly string[] };
  onSend: () => void;
  onShowNode: (node: string) => void;
  places: ProblemPlaces;
  /** A run of this graph to begin with, in place of the conversation as it was left. */
  run?: string | undefined;
}

type Page = 'conversation' | 'steps';

export function TestPanel({ graph, first, onSend, onShowNode, places, run }: TestPanelProps) {
  const [page, setPage] = useState<Page>('conversation');
  const insides = useRun(({ view, earlier }) => hasInside(view) || earlier.some(hasInside));
  const inner = useInnerGraphs(graph, insides);
  useRenamed(graph);
  const renamed = useRun((run) => run.renamed);
  const naming = useMemo(() => namingOf(graph, inner, renamed), [graph, inner, renamed]);
  const view = useRun((run) => run.view);
  const over = useRun((run) => run.view !== undefined && isOver(run.view.status) && run.log.length > 0);
  const replaying = useRun((run) => run.replay !== undefined);
  const inspected = useRun((run) => run.inspected);
  const begun = useRun((run) => run.view !== undefined || run.earlier.length > 0);
  const hop = view && hopOf(view, inspected);
  const panel = useRef<HTMLDivElement>(null);
  useConversation(graph.id, first.message, run);
  useKeptFocus(panel);

  const closeLens = (): void => {
    const within = panel.current?.contains(document.activeElement) || document.activeElement === document.body;
    flushSync(() => inspect(undefined));
    if (within) panel.current?.querySelector<HTMLElement>(`[data-hop="${inspected}"]`)?.focus();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || (!hop && !replaying)) return;
    event.preventDefault();
    event.stopPropagation();
    if (hop) closeLens();
    else endReplay();
  };

  const models = useMemo(() => {
    const thinking = nodesOf(graph).filter(({ kind }) => kind === 'agent' || kind === 'router');
    return new Set(thinking.map((node) => modelOf(graph, node)));
  }, [graph]);
  const suggestions = first.message === '' ? [] : [first.message, ...first.alternatives];

  return (
    <NamingContext value={naming}>
      {/* Not a control of its own: Esc comes up from what is in it. */}
      <div
        ref={panel}
        className={styles['panel']}
        data-lens={hop !== undefined || undefined}
        role="presentation"
        onKeyDown={press}
      >
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
              label="Replay"
              icon={<History size={16} />}
              aria-pressed={replaying}
              disabled={!over && !replaying}
              onClick={() => (replaying ? endReplay() : replayTo(1))}
            />
            <IconButton
              label="New conversation"
              icon={<MessageSquarePlus size={16} />}
              disabled={!begun}
              onClick={newConversation}
            />
          </header>
          {page === 'conversation' ? <Conversation /> : <Steps onShowNode={onShowNode} />}
          {replaying ? <Replay /> : null}
          {!replaying && (
            <Composer
              suggestions={suggestions}
              scripted={models.size === 1 && models.has('script')}
              places={places}
              onSend={onSend}
            />
          )}
        </div>
        {view && hop && <HandoffLens view={view} hop={hop} onClose={closeLens} />}
      </div>
    </NamingContext>
  );
}

const hasInside = (view: RunView | undefined): boolean => view?.visits.some(({ node }) => depthOf(node) > 0) ?? false;

/** The conversation as it was left; in a new one the graph's first message is typed already. */
function useConversation(graph: string, message: string, run: string | undefined): void {
  const first = useRef(message);
  useEffect(() => {
    let here = true;
    void openConversation(graph, run).then((found) => here && beginMessage(graph, found ? '' : first.current));
    return () => {
      here = false;
      closeConversation();
    };
  }, [graph, run]);
}
