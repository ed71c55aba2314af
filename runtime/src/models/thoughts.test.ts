import { describe, expect, it } from 'vitest';
import { Speech } from './thoughts.ts';

/** Heard as a whole, in two pieces at each place, and letter by letter. */
function heard(text: string): Set<string> {
  const letters = text.split('');
  const ways = [[text], letters, ...letters.map((_, at) => [text.slice(0, at), text.slice(at)])];
  return new Set(
    ways.map((way) => {
      const speech = new Speech();
      const told = [...way.map((piece) => speech.hear(piece)), speech.end()].join('');
      expect(speech.words).toBe(told);
      return told;
    }),
  );
}

describe('what a model says', () => {
  it.each([
    ['Hello.', 'Hello.'],
    ['  {"a": 1}\n', '  {"a": 1}\n'],
    ['<think>Greet them.</think>\n\nHello.', 'Hello.'],
    ['\n<think>\n</think>Hello.', 'Hello.'],
    ['Say <think>x</think> like this.', 'Say <think>x</think> like this.'],
    ['<thinking aloud>', '<thinking aloud>'],
    ['<thi', '<thi'],
    ['<think>and was cut off', ''],
    ['<think>only this</think>', ''],
    ['', ''],
  ])('of %j is %j, in whatever pieces it comes', (text, words) => {
    expect([...heard(text)]).toEqual([words]);
  });
});
