/** A person's answer: checked against the questions that are open, written into the log, and the run goes on. */
import { answerTo, type AnswerResult, type GivenAnswer } from '@baton/runtime';
import { reduceAll } from '@baton/shared/events';
import type { Redactor } from '../security/redact.ts';
import type { Store } from '../store/store.ts';
import type { Executor } from './executor.ts';
import type { Hub } from './hub.ts';

type Refusal = Extract<AnswerResult, { ok: false }>;

export async function answerRun(
  { store, hub, executor, redactor }: { store: Store; hub: Hub; executor: Executor; redactor: Redactor },
  run: string,
  { answer, by, ...to }: GivenAnswer,
): Promise<{ ok: true; ask: string } | Refusal> {
  const given = { ...to, ...redactor.json({ answer, by }) };
  for (;;) {
    const view = reduceAll(await store.log.events(run));
    const result = answerTo(view, given);
    if (!result.ok) return result;
    const event = await store.queue.answer(run, view.seq, result.event);
    // The run has moved on while we looked, and the question may be answered by now: look again.
    if (!event) continue;
    hub.stored(run, event);
    executor.wake();
    return { ok: true, ask: result.event.ask };
  }
}
