import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Graph, Redaction } from '@baton/shared/graph';
import { of, play } from '../testing/play.ts';
import { redactJson, redactor } from './redact.ts';

describe('what is left out of a text', () => {
  it.each<[Redaction, string, string]>([
    ['email', 'Write to ann.lee+x@mail.example.org, please.', 'Write to [email], please.'],
    ['card', 'It is 4111 1111 1111 1111.', 'It is [card].'],
    ['card', 'It is 4111-1111-1111-1111', 'It is [card]'],
    ['card', 'Order 4111 1111 1111 1112 is no card', 'Order 4111 1111 1111 1112 is no card'],
    ['iban', 'To DE89 3704 0044 0532 0130 00, thanks', 'To [iban], thanks'],
    ['iban', 'To GB29NWBK60161331926819.', 'To [iban].'],
    ['iban', 'DE00 3704 0044 0532 0130 00 has a wrong sum', 'DE00 3704 0044 0532 0130 00 has a wrong sum'],
    ['phone', 'Call +49 30 1234567 or (030) 123-4567', 'Call [phone] or [phone]'],
    ['phone', 'Order 1001 of 2026-11-25 from 192.168.10.20', 'Order 1001 of 2026-11-25 from 192.168.10.20'],
    [{ pattern: 'ORD-\\d+', with: '[order]' }, 'See ORD-12 and ORD-3', 'See [order] and [order]'],
    [{ pattern: 'secret' }, 'a secret', 'a [redacted]'],
  ])('%j: %s', (rule, text, told) => {
    expect(redactor([rule])(text)).toBe(told);
  });

  it('is each of several kinds, as what it is: a number in another is none of its own', () => {
    const redact = redactor(['phone', 'card', 'iban', 'email', { pattern: 'ORD-\\d+', with: '[order]' }]);
    expect(redact('ORD-12 of a@b.cc, from DE89 3704 0044 0532 0130 00 or 3782 822463 10005, call +49 30 1234567')).toBe(
      '[order] of [email], from [iban] or [card], call [phone]',
    );
  });

  it('is left out of every text in a value, and of numbers that read like it', () => {
    const redact = redactor(['card', 'email']);
    expect(redactJson({ a: ['x@y.zz', { n: 4111111111111111, m: 5 }], b: null }, redact)).toEqual({
      a: ['[email]', { n: '[card]', m: 5 }],
      b: null,
    });
  });

  it('is found wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '.', '\n', 'é'), maxLength: 20 }),
        fc.string({ unit: fc.constantFrom(' ', '\n', ','), minLength: 1, maxLength: 3 }),
        (text, gap) => {
          const told = redactor(['email', 'iban', 'card'])(
            `${text}${gap}a@b.cc${gap}4111111111111111${gap}GB29NWBK60161331926819${gap}${text}`,
          );
          expect(told).toBe(`${text}${gap}[email]${gap}[card]${gap}[iban]${gap}${text}`);
        },
      ),
    );
  });

  it('says of a pattern that it cannot use what is wrong with it', () => {
    const words = 'the pattern "(?=a)" cannot be used: RE2 has no looking ahead or behind';
    expect(() => redactor([{ pattern: '(?=a)' }])).toThrow(words);
  });

  it('takes linear time, whatever the pattern', () => {
    const redact = redactor([{ pattern: '(a+)+b' }]);
    expect(redact('a'.repeat(20_000))).toHaveLength(20_000);
  });
});

describe('a handoff that leaves something out', () => {
  const seesAll: Graph = {
    format: 'baton/1',
    id: 'g',
    entry: 'a',
    state: { mail: { type: 'string' } },
    nodes: [
      { id: 'a', kind: 'agent', output: { type: 'object' }, into: ['mail'], script: [{ output: { mail: 'x@y.zz' } }] },
      { id: 'b', kind: 'agent', instructions: 'State {{ state.mail }}, input {{ input }}', script: [{ say: 'ok' }] },
      { id: 'c', kind: 'agent', instructions: 'State {{ state.mail }}, input {{ input }}', script: [{ say: 'fine' }] },
    ],
    handoffs: [
      { id: 'ab', from: 'a', to: 'b', context: { redact: ['email'], brief: 'Of {{ state.mail }}' } },
      { id: 'bc', from: 'b', to: 'c' },
    ],
  };

  it('shows it to no receiver, then or later, in messages, state, brief or templates', async () => {
    const { log, view } = await play({ graph: seesAll, input: 'I am x@y.zz' });
    expect(view.status).toBe('finished');
    for (const node of ['b', 'c']) {
      const request = of(log, 'model.finished').find((event) => event.node === node)?.request;
      const texts = request?.messages.map((id) => view.messages[id]?.text).join('\n') ?? '';
      expect(texts).toContain('State [email], input I am [email]');
      expect(texts).not.toContain('x@y.zz');
    }
    expect(of(log, 'handoff.taken')[0]?.context).toMatchObject({ state: { mail: '[email]' }, brief: 'Of [email]' });
    expect(view.state).toEqual({ mail: 'x@y.zz' });
  });

  it('shows it in no item of a branch, then or later; conditions see it as it is', async () => {
    const instructions = 'Item {{ item.mail }}';
    const script = [{ if: 'item.mail == "x@y.zz"', say: 'Of {{ item.mail }}' }];
    const graph: Graph = {
      format: 'baton/1',
      id: 'g',
      entry: 'a',
      nodes: [
        { id: 'a', kind: 'router' },
        { id: 'b', kind: 'agent', instructions, script },
        { id: 'c', kind: 'agent', instructions, script },
      ],
      handoffs: [
        { id: 'ab', from: 'a', to: 'b', each: '[{"mail": "x@y.zz"}]', context: { redact: ['email'] } },
        { id: 'bc', from: 'b', to: 'c', context: { brief: 'About {{ item.mail }}' } },
      ],
    };
    const { log, view } = await play({ graph, input: 'Hi' });
    expect(of(log, 'handoff.taken')[1]?.context.brief).toBe('About [email]');
    for (const { request } of of(log, 'model.finished'))
      expect(view.messages[request.messages[0] ?? '']?.text).toMatch(/^Item \[email\]/);
    expect(view.output).toBe('Of [email]');
  });

  it('shows it nowhere in the package: not in what the model said with the handoff, nor in results and calls of tools', async () => {
    const graph: Graph = {
      format: 'baton/1',
      id: 'g',
      entry: 'a',
      tools: [{ id: 'find', type: 'builtin', builtin: 'lookup', data: { 'x@y.zz': 'gold' } }],
      nodes: [
        {
          id: 'a',
          kind: 'agent',
          tools: ['find'],
          script: [
            { calls: [{ tool: 'find', args: { key: 'x@y.zz' } }], once: true },
            { handoff: 'b', args: { why: 'x@y.zz is gold' } },
          ],
        },
        { id: 'b', kind: 'agent', script: [{ say: 'Mail x@y.zz.' }] },
        { id: 'c', kind: 'agent', script: [{ say: 'C.' }] },
      ],
      handoffs: [
        { id: 'ab', from: 'a', to: 'b', trigger: { on: 'model' }, context: { redact: ['email'], tools: 'keep' } },
        { id: 'bc', from: 'b', to: 'c', context: { redact: ['email'], results: ['b'] } },
      ],
    };
    const { log, view } = await play({ graph, input: 'Hi' });
    const [first, second] = of(log, 'handoff.taken').map(({ context }) => context);
    expect(first).toMatchObject({ reason: 'why “[email] is gold”', args: { why: '[email] is gold' } });
    const told = first?.history.map((id) => view.messages[id]);
    expect(told?.[1]).toMatchObject({ role: 'assistant', calls: [{ tool: 'find', args: { key: '[email]' } }] });
    expect(second?.results).toEqual([{ node: 'b', output: 'Mail [email].' }]);
  });

  it('shows it in nothing that a join makes of it: its output, the state, and whatever tells of them', async () => {
    const says = (id: string, say: string) => ({ id, kind: 'agent' as const, script: [{ say }] });
    const redact = ['email' as const];
    const graph: Graph = {
      format: 'baton/1',
      id: 'g',
      entry: 'a',
      state: { both: {} },
      nodes: [
        { id: 'a', kind: 'router', route: 'all' },
        says('b', 'Mail b@y.zz.'),
        says('c', 'Mail c@y.zz.'),
        { id: 'j', kind: 'join', into: 'both' },
        { id: 'd', kind: 'agent', instructions: 'Both: {{ state.both }}', script: [{ say: 'D.' }] },
      ],
      handoffs: [
        { id: 'ab', from: 'a', to: 'b' },
        { id: 'ac', from: 'a', to: 'c' },
        { id: 'bj', from: 'b', to: 'j', context: { redact } },
        { id: 'cj', from: 'c', to: 'j', context: { redact } },
        { id: 'jd', from: 'j', to: 'd', context: { results: ['j'], brief: '{{ output }}, {{ message }}' } },
      ],
    };
    const { view } = await play({ graph, input: 'Hi' });
    const both = ['Mail [email].', 'Mail [email].'];
    const { results, brief, state } = view.hops.at(-1)?.context ?? {};
    expect({ results, state }).toEqual({ results: [{ node: 'j', output: both }], state: { both } });
    expect(brief).toBe(`${JSON.stringify(both)}, ${JSON.stringify(both)}`);
    const request = view.visits.at(-1)?.models[0]?.request.messages.map((id) => view.messages[id]?.text);
    expect(request?.join('\n')).not.toContain('@y.zz');
  });

  it('does not bring it back with the result of who knew it, however far on the way, nor behind a join', async () => {
    const says = (id: string, say: string) => ({ id, kind: 'agent' as const, script: [{ say }] });
    const results = ['a', 'b'];
    const nodes = [says('a', 'Mail x@y.zz.'), says('b', 'Mine is b@y.zz.'), says('c', 'C.'), says('d', 'D.')];
    const redact = ['email' as const];
    const chain: Graph = {
      format: 'baton/1',
      id: 'g',
      entry: 'a',
      nodes,
      handoffs: [
        { id: 'ab', from: 'a', to: 'b', context: { redact } },
        { id: 'bc', from: 'b', to: 'c', context: { results } },
        { id: 'cd', from: 'c', to: 'd', context: { results } },
      ],
    };
    const passed = async (graph: Graph, handoff: string) =>
      of((await play({ graph, input: 'Hi' })).log, 'handoff.taken')
        .find((event) => event.handoff === handoff)
        ?.context.results.map((one) => one.output);
    expect(await passed(chain, 'bc')).toEqual(['Mail [email].', 'Mine is b@y.zz.']);
    expect(await passed(chain, 'cd')).toEqual(['Mail [email].', 'Mine is [email].']);
    const joined: Graph = {
      ...chain,
      nodes: [
        ...nodes.map((node) => (node.id === 'a' ? { ...node, route: 'all' as const } : node)),
        { id: 'j', kind: 'join' },
      ],
      handoffs: [
        { id: 'ab', from: 'a', to: 'b' },
        { id: 'ac', from: 'a', to: 'c' },
        { id: 'bj', from: 'b', to: 'j' },
        { id: 'cj', from: 'c', to: 'j', context: { redact } },
        { id: 'jd', from: 'j', to: 'd', context: { results } },
      ],
    };
    expect(await passed(joined, 'jd')).toEqual(['Mail [email].', 'Mine is [email].']);
    const open = joined.handoffs?.map(({ context: _, ...handoff }) => handoff) ?? [];
    const told = open.map((one) => (one.id === 'jd' ? { ...one, context: { results } } : one));
    expect(await passed({ ...joined, handoffs: told }, 'jd')).toEqual(['Mail x@y.zz.', 'Mine is b@y.zz.']);
  });
});
