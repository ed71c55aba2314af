import { describe, expect, it } from 'vitest';
import type { Graph, Json } from '@baton/shared/graph';
import type { HumanNode } from '@baton/shared/nodes';
import { answerTo } from '../people/answers.ts';
import { answer, of, play } from '../testing/play.ts';

/** @param rule what leads to b; else c answers */
const graphOf = (human: Partial<HumanNode>, rule = 'true', brief?: string): Graph => ({
  format: 'baton/1',
  id: 'test',
  entry: 'a',
  state: { said: {} },
  nodes: [
    { id: 'a', kind: 'agent', script: [{ say: 'Over to a person.' }] },
    { id: 'p', kind: 'human', name: 'Ann', ...human },
    { id: 'b', kind: 'agent', script: [{ say: 'Yes: {{ message }}' }] },
    { id: 'c', kind: 'agent', script: [{ say: 'No.' }] },
  ],
  handoffs: [
    { id: 'ap', from: 'a', to: 'p', ...(brief ? { context: { brief } } : {}) },
    { id: 'pb', from: 'p', to: 'b', trigger: { on: 'rule', if: rule } },
    { id: 'pc', from: 'p', to: 'c', trigger: { on: 'otherwise' } },
  ],
});
const asked = async (graph: Graph) => {
  const played = await play({ graph, input: 'Hi' });
  const [question] = of(played.log, 'human.asked');
  const reply = (said: Json) => answer({ graph, store: played.store, played, node: 'p', answer: said });
  return { ...played, question, reply };
};

describe('a person', () => {
  it('ask: is a template, and without it the brief is asked, else why control came here', async () => {
    expect((await asked(graphOf({ ask: 'Is "{{ input }}" right?' }, 'true', 'A brief.'))).question?.question).toBe(
      'Is "Hi" right?',
    );
    expect((await asked(graphOf({}, 'true', 'A brief.'))).question?.question).toBe('A brief.');
    expect((await asked(graphOf({}))).question?.question).toBe('always');
  });

  it('answer: is words where it says nothing else, which are in the conversation and the state, and answer and output in conditions', async () => {
    const { question, reply } = await asked(graphOf({ ask: 'Well?', into: 'said' }, 'output == answer'));
    expect(question).toMatchObject({ answer: 'text', schema: { type: 'string' } });
    const { view } = await reply('Take the red one.');
    expect(view).toMatchObject({ route: ['a', 'p', 'b'], state: { said: 'Take the red one.' } });
    expect(view.output).toBe('Yes: [Ann] (asked: "Well?") Take the red one.');
  });

  it('answer: a schema is a form, whose values are the answer; what does not fit is refused with the reason', async () => {
    const form = {
      type: 'object',
      properties: { amount: { type: 'number', maximum: 100 } },
      required: ['amount'],
    };
    const {
      question,
      view: before,
      reply,
    } = await asked(graphOf({ ask: 'How much?', answer: form, into: 'said' }, 'output.amount == answer.amount'));
    expect(question).toMatchObject({ answer: 'form', schema: form });
    for (const said of ['90', { amount: 900 }, {}])
      expect(answerTo(before, { node: 'p', answer: said, by: 'x' })).toMatchObject({
        ok: false,
        reason: 'invalid',
        message: expect.stringContaining('does not fit the question'),
      });
    const { view } = await reply({ amount: 90 });
    expect(view).toMatchObject({ state: { said: { amount: 90 } }, route: ['a', 'p', 'b'] });
  });

  it('answer: an approval is told in words, with the comment', async () => {
    const { reply } = await asked(
      graphOf({ ask: 'May I?', answer: 'approval' }, '!output.approved && !answer.approved'),
    );
    const { view } = await reply({ approved: false, comment: 'Too dear.' });
    expect(view.output).toBe('Yes: [Ann] (asked: "May I?") Refused. Too dear.');
  });

  it.each<[NonNullable<HumanNode['answer']>, Json[], Json[]]>([
    ['text', ['Yes.'], ['', 7, null, { text: 'Yes.' }]],
    [
      'approval',
      [{ approved: true }, { approved: false, comment: 'Too dear.' }],
      [{}, { comment: 'Fine.' }, { approved: 'yes' }, { approved: true, to: 'b' }, 'yes', true],
    ],
    [
      'takeover',
      [{ say: 'Hello.' }, { user: 'Hi.' }, { done: true }, { done: true, note: 'Calm again.' }],
      [
        {},
        { say: '' },
        { user: '' },
        { say: 'Hello.', user: 'Hi.' },
        { say: 'Bye.', done: true },
        { user: 'Bye.', done: true },
        { done: false },
        { note: 'Calm again.' },
        'Hello.',
      ],
    ],
  ])('answer: %s takes %j, and none of %j', async (form, fits, others) => {
    const { view } = await asked(graphOf({ ask: 'Well?', answer: form }));
    const taken = (said: Json) => answerTo(view, { node: 'p', answer: said, by: 'x' }).ok;
    expect(fits.filter((said) => !taken(said))).toEqual([]);
    expect(others.filter(taken)).toEqual([]);
  });

  it('assignee: says who should answer', async () => {
    expect((await asked(graphOf({ ask: 'Well?', assignee: 'sales' }))).question?.assignee).toBe('sales');
    expect((await asked(graphOf({ ask: 'Well?' }))).question).not.toHaveProperty('assignee');
  });
});
