import type { EventOf, RunEvent } from '@baton/shared/events';
import { array, assert, boolean, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Redactor } from './redact.ts';
import { redactedSpeech, SpeechRedactor } from './redact-speech.ts';

const secret = 'canary-7d21f0-secret';

/** What a listener has heard of these pieces. */
function heard(redactor: Redactor, pieces: readonly string[]): string {
  const speech = new SpeechRedactor(redactor);
  let from = 0;
  let text = '';
  for (const piece of pieces) {
    const delta: EventOf<'model.delta'> = {
      type: 'model.delta',
      at: '',
      run: 'r',
      node: 'a',
      visit: 1,
      text: piece,
      from,
    };
    const told = speech.say(delta);
    if (told) text = text.slice(0, told.from) + told.text;
    expect(text).not.toContain(secret);
    from += piece.length;
  }
  return text;
}

const hiding = (...secrets: string[]): Redactor => {
  const redactor = new Redactor();
  for (const one of secrets) redactor.hide(one);
  return redactor;
};

describe('words as they are said', () => {
  it.each([
    ['whole', [`It is ${secret}.`]],
    ['in two', ['It is canary-7d2', '1f0-secret.']],
    ['letter by letter', `It is ${secret}.`.split('')],
    ['in large letters', ['It is CANARY-7D2', '1F0-SECRET.']],
    ['after a false beginning', ['It is cana', 'canary-7d21f0', '-secret.']],
  ])('hide a secret that comes %s', (_, pieces) => {
    expect(heard(hiding(secret), pieces)).toMatch(/^It is (cana)?\[secret\]\.$/);
  });

  it('hide the longer of two, and two that overlap', () => {
    expect(heard(hiding('abcdefgh', 'abcdefgh-and-more'), ['x abcdefgh', '-and-', 'more.'])).toBe('x [secret].');
    expect(heard(hiding('abcdefgh', 'ghijklmnop'), ['x abcdefgh', ' y '])).toBe('x [secret] y ');
  });

  it('come at once where nothing like a secret begins, and as they are', () => {
    expect(heard(hiding(secret), ['It works', ' well.'])).toBe('It works well.');
    expect(heard(hiding(), ['cana', 'ry'])).toBe('canary');
  });

  it('begin anew with a new call at the same place', () => {
    const speech = new SpeechRedactor(hiding(secret));
    const say = (text: string, from: number) =>
      speech.say({ type: 'model.delta', at: '', run: 'r', node: 'a', visit: 1, text, from });
    expect(say('It is canary-7d', 0)).toMatchObject({ text: 'It is ', from: 0 });
    expect(say('21f0-secret', 0)).toMatchObject({ text: '21f0-secret', from: 0 });
    expect(say(' is a part.', 11)).toMatchObject({ text: ' is a part.', from: 11 });
  });

  it('end with what was kept back, when it was no secret', async () => {
    const place = { at: '', run: 'r', node: 'a', visit: 1 };
    const finished: EventOf<'model.finished'> = {
      ...place,
      type: 'model.finished',
      seq: 3,
      model: 'script',
      request: { added: [], messages: [], tools: [] },
      tokens: { input: 1, output: 1, cached: 0 },
      costUsd: 0,
      ms: 1,
      message: { id: 'm1', role: 'assistant', node: 'a', text: 'It sings, cana' },
    };
    async function* run(): AsyncGenerator<RunEvent> {
      yield { type: 'model.delta', ...place, text: 'It sings, cana', from: 0 };
      yield finished;
    }
    const told: RunEvent[] = [];
    for await (const event of redactedSpeech(run(), hiding(secret))) told.push(event);
    expect(told).toEqual([
      { type: 'model.delta', ...place, text: 'It sings, ', from: 0 },
      { type: 'model.delta', ...place, text: 'cana', from: 10 },
      finished,
    ]);
  });

  it('leave no secret in any text, however it is cut, and hold back less than one', () => {
    const pieces = array(boolean(), { minLength: 80, maxLength: 80 });
    assert(
      property(string({ minLength: 8, maxLength: 20 }), string(), string(), pieces, (value, before, after, cuts) => {
        const text = `${before}${value}${after}`;
        const all = text
          .split('')
          .reduce<string[]>(
            (parts, letter, i) =>
              cuts[i % 80] ? [...parts, letter] : [...parts.slice(0, -1), (parts.at(-1) ?? '') + letter],
            [],
          );
        const redactor = hiding(value);
        const told = heard(redactor, all);
        expect(told).not.toContain(value);
        expect(redactor.text(text).length - told.length).toBeLessThan(8 * value.length);
      }),
    );
  });
});
