import { emptyView, reduce, type EventDraft } from '@baton/shared/events';
import { expect, it } from 'vitest';
import { noProgress, type Progress, progressed } from './progress.ts';
import { entered, finished, recorded, says, started } from './recording.ts';

/** As the screen comes to know it: one event after the other. */
function progressOf(drafts: readonly EventDraft[]): Progress {
  let view = emptyView();
  let progress = noProgress;
  for (const event of recorded(drafts)) {
    const next = reduce(view, event);
    progress = progressed(progress, view, next);
    view = next;
  }
  return progress;
}

const inside: EventDraft[] = [
  started('x'),
  entered('refund'),
  entered('refund/check'),
  ...says('refund/check', 'It is below the limit.'),
];
const asked: EventDraft = {
  type: 'human.asked',
  node: 'refund/check',
  visit: 1,
  ask: 'check-1',
  question: 'All right?',
  schema: {},
  answer: 'text',
  summary: '',
};

it('a graph node shows what the nodes inside of it say', () => {
  expect(progressOf(inside).nodes.get('refund')).toMatchObject({ status: 'running', words: 'It is below the limit.' });
});

it('a person who has answered is not said to be at work', () => {
  const question = { ...asked, node: 'supervisor' } as EventDraft;
  const answer: EventDraft = {
    type: 'human.answered',
    node: 'supervisor',
    visit: 1,
    ask: 'check-1',
    answer: 'Yes',
    by: 'Ada',
  };
  const before = [started('x'), entered('supervisor'), question];
  expect(progressOf(before).nodes.get('supervisor')).toMatchObject({ status: 'waiting', words: '' });
  expect(progressOf([...before, answer]).nodes.get('supervisor')).toMatchObject({
    status: 'running',
    words: 'Answered',
  });
});

it('a graph node waits while somebody inside of it is asked, and is at work again after the answer', () => {
  expect(progressOf([...inside, asked]).nodes.get('refund')?.status).toBe('waiting');
  const answered: EventDraft = {
    type: 'human.answered',
    node: 'refund/check',
    visit: 1,
    ask: 'check-1',
    answer: 'Yes',
    by: 'Ada',
  };
  expect(progressOf([...inside, asked, answered]).nodes.get('refund')?.status).toBe('running');
});

it('a graph node that is done stays done', () => {
  const done = [...inside, finished('refund/check', 'ok'), finished('refund', 'ok')];
  expect(progressOf(done).nodes.get('refund')?.status).toBe('finished');
});
