import { reduceAll, type EventDraft } from '@baton/shared/events';
import { describe, expect, it } from 'vitest';
import { itemsOf } from './items.ts';
import { chargedTwice, entered, finished, handsOver, recorded, says, started } from './recording.ts';

const words = (drafts: readonly EventDraft[]): string[] =>
  itemsOf(reduceAll(recorded(drafts))).map((item) =>
    item.kind === 'visit'
      ? `${item.visit.node} says`
      : item.kind === 'hop'
        ? `${item.order}: ${item.hop.from} to ${item.hop.to}`
        : item.kind === 'return'
          ? `${item.back.by.join(', ')} answered ${item.node}`
          : `${item.node} asks`,
  );

const asks: EventDraft = {
  type: 'human.asked',
  node: 'supervisor',
  visit: 1,
  ask: 'supervisor-1',
  question: 'Refund?',
  schema: { type: 'object' },
  answer: 'approval',
  summary: '',
};

describe('a run as a conversation', () => {
  it('is told in the order in which it happened', () => {
    expect(words(chargedTwice)).toEqual(['triage says', '1: triage to billing', 'billing says']);
  });

  it('leaves out who was done without a word', () => {
    expect(words([started('x'), entered('router'), finished('router', ''), ...handsOver('router', 'a', '')])).toEqual([
      '1: router to a',
    ]);
  });

  it('does not let a router say what it was told', () => {
    const routed = [entered('router'), finished('router', 'Hello'), ...handsOver('router', 'a', '')];
    expect(words([started('Hello'), ...routed])).toEqual(['1: router to a']);
    expect(words([started('Hello'), entered('a'), ...says('a', 'Hello'), finished('a', 'Hello')])).toEqual(['a says']);
  });

  it('shows who is at work before there is a word', () => {
    expect(words([started('x'), entered('triage')])).toEqual(['triage says']);
  });

  it('shows a person’s visit once, as the question', () => {
    expect(words([started('x'), entered('supervisor'), asks])).toEqual(['supervisor asks']);
    expect(words([started('x'), entered('supervisor'), asks, finished('supervisor', 'Approved')])).toEqual([
      'supervisor asks',
    ]);
  });

  it('keeps an open question at the end while another branch goes on, and puts it in its place once it is answered', () => {
    const answer: EventDraft = {
      type: 'human.answered',
      node: 'supervisor',
      visit: 1,
      ask: 'supervisor-1',
      answer: 'Yes',
      by: 'user',
    };
    const both = [started('x'), entered('supervisor'), asks, entered('writer'), ...says('writer', 'Done.')];
    expect(words(both)).toEqual(['writer says', 'supervisor asks']);
    expect(words([...both, answer])).toEqual(['supervisor asks', 'writer says']);
  });

  it('shows what a node said before somebody was asked to allow its handoff', () => {
    const approval: EventDraft = { ...asks, node: 'triage', handoff: 'triage-billing' };
    expect(words([started('x'), entered('triage'), ...says('triage', 'Hello'), approval])).toEqual([
      'triage says',
      'triage asks',
    ]);
  });

  it('shows what a node says after a person has refused below the question, and once what was allowed', () => {
    const approval: EventDraft = { ...asks, node: 'triage', handoff: 'triage-billing' };
    const answered = (approved: boolean): EventDraft => ({
      type: 'human.answered',
      node: 'triage',
      visit: 1,
      ask: 'supervisor-1',
      answer: { approved },
      by: 'user',
    });
    const asked = [started('x'), entered('triage'), ...says('triage', 'Let me see.'), approval];
    const said = (drafts: readonly EventDraft[]): string[] =>
      itemsOf(reduceAll(recorded(drafts))).map((item) => (item.kind === 'visit' ? item.visit.text : item.kind));
    const refused = [...asked, answered(false), ...says('triage', 'Then no.'), finished('triage', 'Then no.')];
    expect(said(refused)).toEqual(['Let me see.', 'ask', 'Then no.']);
    expect(said([...asked, answered(true), finished('triage', 'Let me see.')])).toEqual(['Let me see.', 'ask']);
  });

  it('shows what came back from a consultation, by whom', () => {
    const asking = handsOver('triage', 'billing', 'a question').map((draft): EventDraft =>
      draft.type === 'handoff.taken' ? { ...draft, returns: true } : draft,
    );
    const back: EventDraft = { type: 'node.resumed', node: 'triage', visit: 1, results: ['129 €'], by: ['billing'] };
    const consulted = [
      started('x'),
      entered('triage'),
      ...asking,
      entered('billing'),
      ...says('billing', '129 €'),
      back,
      ...says('triage', 'It was 129 €.'),
    ];
    expect(words(consulted)).toEqual([
      '1: triage to billing',
      'billing says',
      'billing answered triage',
      'triage says',
    ]);
  });

  it('shows a graph node whose nodes inside have something to say, and them below it', () => {
    const inside = [started('x'), entered('refund'), entered('refund/check'), ...says('refund/check', 'Checked.')];
    expect(words([...inside, finished('refund', '')])).toEqual(['refund says', 'refund/check says']);
  });
});
