/** Going back in a run that is over: its view at any moment is `reduce` over the beginning of its log. */
import { emptyView, isOver, reduceAll, type EventType, type StoredEvent } from '@baton/shared/events';
import { noProgress, progressed } from './progress.ts';
import { useRun } from './runStore.ts';

/** Something that can be seen: what happened between two of them is shown with the second. */
export interface Moment {
  seq: number;
  node: string | undefined;
  /** After the node's name, as a sentence goes on. */
  what: string;
  /** Since the run began. */
  ms: number;
}

const seen: Partial<Record<EventType, string>> = {
  'run.started': 'The run begins',
  'node.started': 'begins',
  'node.resumed': 'goes on',
  'model.finished': 'has an answer of its model',
  'tool.started': 'calls a tool',
  'tool.finished': 'has the result of a tool',
  'node.finished': 'is done',
  'node.failed': 'fails',
  'node.cancelled': 'is stopped',
  'handoff.taken': 'hands over',
  'human.asked': 'asks',
  'human.answered': 'is answered',
  'run.finished': 'The run is finished',
  'run.failed': 'The run failed',
  'run.cancelled': 'The run was stopped',
};

export function momentsOf(log: readonly StoredEvent[]): Moment[] {
  const start = Date.parse(log[0]?.at ?? '');
  return log.flatMap((event) => {
    const what = seen[event.type];
    if (what === undefined) return [];
    const node = 'node' in event ? event.node : undefined;
    return [{ seq: event.seq, node, what, ms: Math.max(0, Date.parse(event.at) - start) || 0 }];
  });
}

/** Shows the run as it was after an event. The whole of it is kept for the end of the replay. */
export function replayTo(seq: number): void {
  useRun.setState((state) => {
    const whole = state.replay?.whole ?? state.view;
    if (!whole || !isOver(whole.status)) return {};
    const view = reduceAll(state.log.filter((event) => event.seq <= seq));
    return { view, replay: { whole, at: seq }, ...progressed(noProgress, emptyView(), view, state.renamed) };
  });
}

export function endReplay(): void {
  useRun.setState(({ replay, renamed }) =>
    replay
      ? { view: replay.whole, replay: undefined, ...progressed(noProgress, emptyView(), replay.whole, renamed) }
      : {},
  );
}
