import { array, assert, pre, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newerThan, olderThan, sentBefore } from './composer.ts';

describe('messages that were sent', () => {
  const sent = sentBefore(['Hello', 'Where is it?', '', undefined, 'Hello']);

  it('come back newest first, each once', () => {
    expect(sent).toEqual(['Hello', 'Where is it?']);
  });

  it('come into an empty box one by one, and leave it empty on the way back', () => {
    expect(olderThan('', sent)).toBe('Hello');
    expect(olderThan('Hello', sent)).toBe('Where is it?');
    expect(olderThan('Where is it?', sent)).toBeUndefined();
    expect(newerThan('Where is it?', sent)).toBe('Hello');
    expect(newerThan('Hello', sent)).toBe('');
  });

  it('never take the place of something that is being written', () => {
    assert(
      property(array(string()), string({ minLength: 1 }), (inputs, text) => {
        const known = sentBefore(inputs);
        pre(!known.includes(text));
        expect(olderThan(text, known)).toBeUndefined();
        expect(newerThan(text, known)).toBeUndefined();
      }),
    );
  });
});
