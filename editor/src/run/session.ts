/** What a person does with runs: open a graph's conversation, send a message, stop, answer, begin anew. */
import type { AnswerRequest } from '@baton/shared/api';
import { emptyView, isOver, type RunView } from '@baton/shared/events';
import type { Json } from '@baton/shared/graph';
import { ApiError, sentence } from '../api/request.ts';
import { answerRun, cancelRun, readRun, startRun } from '../api/runs.ts';
import { followRun } from '../api/stream.ts';
import { keepConversation, recallConversation } from './memory.ts';
import { createPlayer } from './player.ts';
import { noProgress } from './progress.ts';
import { beginRun, nothingRun, type Refusal, type RunStore, show, takeBackRun, useRun } from './runStore.ts';

const player = createPlayer({ show });
let unfollow: (() => void) | undefined;
/** The graph whose conversation is open. Answers that come late for another one are dropped. */
let opened: string | undefined;
let runs: readonly string[] = [];
/** Why something was refused, by graph: it is told until it is dismissed, wherever the panel is moved to. */
const refusals = new Map<string, Refusal>();

/**
 * Shows a graph's conversation as it was left, also in the middle of a run, or the one that a certain run belongs to.
 * @returns whether there was one.
 */
export async function openConversation(graph: string, run?: string): Promise<boolean> {
  closeConversation();
  opened = graph;
  useRun.setState({ refusal: refusals.get(graph) });
  const known = run === undefined ? recallConversation(graph) : { thread: undefined, runs: [run] };
  if (!known) return false;
  const views = await Promise.all(known.runs.map((run) => readRun(run).catch(orGone)));
  if (opened !== graph || useRun.getState().asking) return true;
  const last = known.runs.at(-1);
  const view = views.at(-1);
  if (last === undefined || view === 'gone') {
    if (run === undefined) keepConversation(graph, undefined);
    return false;
  }
  runs = known.runs.filter((_, index) => views[index] !== 'gone');
  const earlier = views.slice(0, -1).filter((entry) => typeof entry === 'object');
  // A run that could not be read may be over: it is shown when its events come, and is no reason not to begin another.
  useRun.setState({ thread: known.thread ?? view?.thread, earlier, view: view && emptyView(last) });
  // What the server already had is shown at once; what comes after it, at its pace.
  follow(last, view?.seq ?? Infinity);
  return true;
}

function orGone(error: unknown): 'gone' | undefined {
  return error instanceof ApiError && error.status === 404 ? 'gone' : undefined;
}

/** Leaves the conversation; a run that is under way goes on by itself. */
export function closeConversation(): void {
  leaveRun();
  const { refusal } = useRun.getState();
  if (opened !== undefined && refusal) refusals.set(opened, refusal);
  else if (opened !== undefined) refusals.delete(opened);
  opened = undefined;
  runs = [];
  useRun.setState(nothingRun);
}

function leaveRun(): void {
  unfollow?.();
  unfollow = undefined;
  player.stop();
}

function follow(run: string, known: number): void {
  leaveRun();
  unfollow = followRun(run, {
    onEvent: (event) => player.push(event, event.type === 'model.delta' || event.seq > known),
    onStatus: (stream) => (stream === 'gone' ? forget(run) : useRun.setState({ stream })),
  });
}

/** There is no such run: what is known of the conversation goes on without it. */
function forget(run: string): void {
  const { thread } = useRun.getState();
  runs = runs.filter((other) => other !== run);
  if (opened !== undefined)
    keepConversation(opened, thread !== undefined && runs.length > 0 ? { thread, runs } : undefined);
  useRun.setState({ ...noProgress, view: undefined, log: [], stream: 'gone' });
}

/** Sends a message: a new run in the conversation. @returns whether it has begun. */
export async function send(graph: string, input: string): Promise<boolean> {
  const before = useRun.getState();
  if (before.asking || isLive(before)) return false;
  leaveRun();
  beginRun({ ...emptyView(), graph, input });
  useRun.setState({ asking: 'start', stream: undefined });
  try {
    const { run, thread } = await startRun({ graph, input, ...(before.thread && { thread: before.thread }) });
    runs = [...runs, run];
    keepConversation(graph, { thread, runs });
    if (opened !== graph) return true;
    useRun.setState(({ view }) => ({ asking: undefined, thread, view: { ...(view ?? emptyView()), run } }));
    follow(run, 0);
    return true;
  } catch (error) {
    if (opened !== graph) return false;
    takeBackRun(before);
    useRun.setState({ asking: undefined, refusal: refusalOf(error) });
    const unread = before.view === undefined ? runs.at(-1) : undefined;
    if (unread !== undefined) follow(unread, Infinity);
    return false;
  }
}

export async function stopRun(): Promise<void> {
  const { view } = useRun.getState();
  if (!view || view.run === '' || !isLive(useRun.getState())) return;
  useRun.setState({ asking: 'stop', refusal: undefined });
  try {
    await cancelRun(view.run);
    useRun.setState({ asking: undefined });
  } catch (error) {
    // It ended by itself in the meantime: that was wanted too.
    const refusal = error instanceof ApiError && error.status === 409 ? undefined : refusalOf(error);
    useRun.setState({ asking: undefined, refusal });
  }
}

/** @returns why the server did not take the answer, or undefined when it did. */
export async function giveAnswer(ask: string, answer: Json): Promise<Refusal | undefined> {
  const { view } = useRun.getState();
  const body: AnswerRequest = { ask, answer };
  try {
    await answerRun(view?.run ?? '', body);
    return undefined;
  } catch (error) {
    return refusalOf(error);
  }
}

/** Begins anew: the next message starts a thread of its own. */
export function newConversation(): void {
  leaveRun();
  runs = [];
  if (opened !== undefined) keepConversation(opened, undefined);
  useRun.setState(nothingRun);
}

function refusalOf(error: unknown): Refusal {
  return { message: sentence(error), problems: error instanceof ApiError ? error.errors : [] };
}

/** A run that goes on, and not a moment of one that is over. */
export const isLive = ({ view, replay }: Pick<RunStore, 'view' | 'replay'>): boolean =>
  replay === undefined && isUnderWay(view);

const isUnderWay = (view: RunView | undefined): boolean => view !== undefined && !isOver(view.status);
