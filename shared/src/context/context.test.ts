import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../events/message.ts';
import { withSpeakers, withTools } from './copies.ts';
import { cut, cutToTokens, isUsers } from './history.ts';
import { baseId, compactIds, expandIds, joinViews } from './ranges.ts';
import { sumTokens } from './tokens.ts';
import { validMessages } from './valid.ts';

const openings = { first: 'Please begin.', last: 'Please go on.' };

/** A thread as agents write it: user turns, answers, tool groups, transfers; every call has its result somewhere. */
const thread: fc.Arbitrary<Message[]> = fc
  .array(
    fc.oneof(
      fc.constant('user'),
      fc.constant('answer'),
      fc.constant('tools'),
      fc.constant('transfer'),
      fc.constant('person'),
    ),
    { maxLength: 14 },
  )
  .map((kinds) => {
    const messages: Message[] = [];
    const id = () => `m${messages.length + 1}`;
    for (const kind of kinds) {
      const own = id();
      if (kind === 'user') messages.push({ id: own, role: 'user', text: `user ${own}` });
      else if (kind === 'person') messages.push({ id: own, role: 'user', name: 'boss', text: `[Boss] ${own}` });
      else if (kind === 'answer') messages.push({ id: own, role: 'assistant', node: 'a', text: `answer ${own}` });
      else {
        const tool = kind === 'tools' ? 'search' : 'transfer_to_b';
        const calls = [1, 2].map((n) => ({ id: `c_${own}_${n}`, tool, args: {} }));
        messages.push({ id: own, role: 'assistant', node: 'a', text: kind === 'tools' ? '' : 'over to b', calls });
        for (const call of calls) messages.push({ id: id(), role: 'tool', call: call.id, tool, text: 'ok' });
      }
    }
    return messages;
  });
const history = fc.oneof(
  fc.constantFrom('all' as const, 'none' as const, { since: 'user' as const }, { since: 'handoff' as const }),
  fc.record({ last: fc.integer({ min: 1, max: 6 }) }),
);
const tools = fc.constantFrom('keep' as const, 'no-handoffs' as const, 'text' as const, 'drop' as const);
const speakers = fc.constantFrom('as-is' as const, 'named' as const, 'as-user' as const);
const isTransfer = (_node: string, call: { tool: string }) => call.tool.startsWith('transfer_to_');

/** What OpenAI and strict chat templates ask of a message list. */
function expectValid(messages: readonly Message[]): void {
  let open = new Set<string>();
  let before: Message | undefined;
  for (const message of messages) {
    expect(message.role).not.toBe('system');
    if (message.role === 'tool') expect(open.delete(message.call)).toBe(true);
    else {
      expect(open.size).toBe(0);
      if (message.role === 'user') expect(before?.role).not.toBe('tool');
      expect(before === undefined ? message.role : before.role).not.toBe(
        before === undefined ? 'assistant' : message.role,
      );
      expect(message.text !== '' || (message.role === 'assistant' && (message.calls?.length ?? 0) > 0)).toBe(true);
      if (message.role === 'assistant') open = new Set((message.calls ?? []).map((call) => call.id));
    }
    before = message;
  }
  expect(open.size).toBe(0);
  expect(messages[0]?.role).toBe('user');
  expect(['user', 'tool']).toContain(messages.at(-1)?.role);
  expect(new Set(messages.map((message) => message.id)).size).toBe(messages.length);
}

describe('a message list', () => {
  it('is valid whatever was cut, retold or dropped, and whichever messages are missing', () => {
    fc.assert(
      fc.property(
        thread,
        history,
        tools,
        speakers,
        fc.nat(400),
        fc.array(fc.boolean(), { maxLength: 40 }),
        (messages, keep, mode, who, most, kept) => {
          const shown = withTools(messages, mode, isTransfer);
          const passed = cutToTokens(
            withSpeakers(cut(shown, keep, new Set()), who, 'b', (node) => node),
            most,
          );
          expectValid(validMessages(passed, openings));
          expectValid(
            validMessages(
              messages.filter((_, index) => kept[index] ?? true),
              openings,
            ),
          );
        },
      ),
    );
  });

  it('has each message once, where it came first', () => {
    const hi: Message = { id: 'm1', role: 'user', text: 'Hi' };
    const answer: Message = { id: 'm2', role: 'assistant', node: 'a', text: 'Hello.' };
    const more: Message = { id: 'm3', role: 'user', text: 'And?' };
    expect(validMessages([hi, answer, hi, answer, more], openings)).toEqual([hi, answer, more]);
  });

  it('tells the turns that Baton takes for the user apart by their words', () => {
    const answer: Message = { id: 'm1', role: 'assistant', node: 'a', text: 'Hello.' };
    const idsOf = (first: string, last: string) => validMessages([answer], { first, last }).map(({ id }) => id);
    const [first, , last] = idsOf('Begin.', 'Go on.');
    expect(idsOf('Begin.', 'Go on.')).toEqual([first, 'm1', last]);
    expect(idsOf('Please begin.', 'Go on.')).toEqual([expect.not.stringMatching(first ?? ''), 'm1', last]);
    expect(idsOf('Begin.', 'Please go on.')).toEqual([first, 'm1', expect.not.stringMatching(last ?? '')]);
  });

  it('has no system message, nothing that is empty, and each call once', () => {
    const hi: Message = { id: 'm1', role: 'user', text: 'Hi' };
    const asks: Message = {
      id: 'm2',
      role: 'assistant',
      node: 'a',
      text: '',
      calls: [{ id: 'c1', tool: 'x', args: {} }],
    };
    const found: Message = { id: 'm3', role: 'tool', call: 'c1', tool: 'x', text: 'found' };
    const list: Message[] = [
      { id: 's1', role: 'system', text: 'You are A.' },
      hi,
      asks,
      { ...asks, id: 'm2~named' },
      found,
      { id: 'm4', role: 'assistant', node: 'a', text: ' ' },
      { id: 'm5', role: 'user', text: '' },
    ];
    expect(validMessages(list, openings)).toEqual([hi, asks, found]);
  });
});

describe('the history that is passed on', () => {
  it('always has the user’s last message, except under "none"', () => {
    fc.assert(
      fc.property(thread, history, tools, fc.nat(200), (messages, keep, mode, most) => {
        const last = messages.findLast(isUsers);
        const ids = cutToTokens(cut(withTools(messages, mode, isTransfer), keep, new Set()), most).map(
          (message) => message.id,
        );
        if (keep === 'none') expect(ids).toEqual([]);
        else if (last) expect(ids).toContain(last.id);
      }),
    );
  });

  it('is made of what the sender saw, in its order', () => {
    fc.assert(
      fc.property(thread, history, tools, speakers, (messages, keep, mode, who) => {
        const passed = withSpeakers(
          cut(withTools(messages, mode, isTransfer), keep, new Set()),
          who,
          'b',
          (node) => node,
        );
        const seen = messages.map((message) => message.id);
        const positions = passed.map((message) => seen.indexOf(baseId(message.id)));
        expect(positions.every((position) => position >= 0)).toBe(true);
        expect(positions).toEqual(positions.toSorted((a, b) => a - b));
      }),
    );
  });

  it('fits into maxTokens, but for the user’s last message', () => {
    fc.assert(
      fc.property(thread, fc.nat(200), (messages, most) => {
        const rest = cutToTokens(messages, most);
        const last = messages.findLast(isUsers);
        expect(sumTokens(rest)).toBeLessThanOrEqual(Math.max(most, last ? sumTokens([last]) : 0));
      }),
    );
  });

  const talk: Message[] = [
    { id: 'm1', role: 'user', text: 'first' },
    {
      id: 'm2',
      role: 'assistant',
      node: 'a',
      text: 'looking',
      calls: [{ id: 'c1', tool: 'search', args: { q: 'x' } }],
    },
    { id: 'm3', role: 'tool', call: 'c1', tool: 'search', text: 'found' },
    { id: 'm4', role: 'user', text: 'second' },
    { id: 'm5', role: 'assistant', node: 'a', text: 'bye', calls: [{ id: 'c2', tool: 'transfer_to_b', args: {} }] },
    { id: 'm6', role: 'tool', call: 'c2', tool: 'transfer_to_b', text: 'Handed over.' },
  ];
  const ids = (messages: readonly Message[]) => messages.map((message) => message.id);

  it('maxTokens: ends before what does not fit, whatever would fit of what is older', () => {
    const say = (id: string, text: string): Message => ({ id, role: 'assistant', node: 'a', text });
    const short = say('m3', 'short');
    const more: Message = { id: 'm4', role: 'user', text: 'more' };
    const messages = [say('m1', 'short'), say('m2', 'long '.repeat(100)), short, more];
    expect(ids(cutToTokens(messages, sumTokens([short, short, more])))).toEqual(['m3', 'm4']);
  });

  it('weighs a message with what it calls', () => {
    const asks = (q: string): Message => ({
      id: 'm1',
      role: 'assistant',
      node: 'a',
      text: 'looking',
      calls: [{ id: 'c1', tool: 'search', args: { q } }],
    });
    expect(sumTokens([asks('x'.repeat(401))]) - sumTokens([asks('x')])).toBe(100);
  });

  it('counts a whole tool group as one message, and puts the user’s last message on top', () => {
    expect(ids(cut(talk, { last: 1 }, new Set()))).toEqual(['m4', 'm5', 'm6']);
    expect(ids(cut(talk.slice(0, 3), { last: 1 }, new Set()))).toEqual(['m1', 'm2', 'm3']);
  });

  it('since: "user" begins with the last turn, "handoff" with what the sender did not receive', () => {
    expect(ids(cut(talk, { since: 'user' }, new Set()))).toEqual(['m4', 'm5', 'm6']);
    expect(ids(cut(talk, { since: 'handoff' }, new Set(['m1', 'm4'])))).toEqual(['m2', 'm3', 'm4', 'm5', 'm6']);
  });

  it.each([
    ['keep', ['m1', 'm2', 'm3', 'm4', 'm5', 'm6']],
    ['no-handoffs', ['m1', 'm2', 'm3', 'm4', 'm5~no-handoffs']],
    ['text', ['m1', 'm2~text', 'm3~text', 'm4', 'm5~text']],
    ['drop', ['m1', 'm2~drop', 'm4', 'm5~drop']],
  ] as const)('tools: %s', (mode, expected) => {
    expect(ids(withTools(talk, mode, isTransfer))).toEqual(expected);
  });

  it('shows who spoke, or not', () => {
    const answer: Message[] = [{ id: 'm1', role: 'assistant', node: 'triage', text: 'Hello.' }];
    const name = () => 'Triage';
    expect(withSpeakers(answer, 'as-is', 'b', name)).toEqual(answer);
    expect(withSpeakers(answer, 'named', 'b', name)).toMatchObject([{ role: 'assistant', text: '[Triage] Hello.' }]);
    expect(withSpeakers(answer, 'as-user', 'b', name)).toMatchObject([{ role: 'user', text: '[Triage] Hello.' }]);
    expect(withSpeakers(answer, 'named', 'triage', name)).toEqual(answer);
    expect(withSpeakers(answer, 'as-user', 'b', name).filter(isUsers)).toEqual([]);
  });
});

describe('a view', () => {
  const view = fc.array(
    fc.oneof(
      fc.integer({ min: 1, max: 60 }).map((n) => `m${n}`),
      fc.integer({ min: 1, max: 60 }).map((n) => `m${n}~named`),
    ),
    { maxLength: 60 },
  );

  it('is kept as ranges and read back as it was', () => {
    fc.assert(
      fc.property(view, (ids) => {
        expect(expandIds(compactIds(ids))).toEqual(ids);
      }),
    );
    expect(compactIds(['m1', 'm2', 'm3', 'm7', 'm8~named', 'm9'])).toEqual(['m1-m3', 'm7', 'm8~named', 'm9']);
  });

  it('keeps what the node saw before, and takes nothing twice, in whatever form it comes', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          view.map((ids) => ids[0] ?? 'm1'),
          { selector: baseId },
        ),
        view,
        (before, added) => {
          const joined = joinViews(before, added);
          expect(joined.slice(0, before.length)).toEqual(before);
          expect(joined.slice(before.length).every((id) => !before.map(baseId).includes(baseId(id)))).toBe(true);
        },
      ),
    );
  });
});
