import { describe, expect, test } from 'vitest';
import { trigger as schema, triggerKinds, triggerWords, type Trigger } from './index.ts';

describe('the words that stand on the canvas', () => {
  test.each<[Trigger, string]>([
    [{ on: 'model' }, 'model decides'],
    [{ on: 'model', when: 'A question about a charge.', tool: 'to_billing' }, 'model decides'],
    [{ on: 'rule', if: 'state.intent == "billing"' }, 'when intent = billing'],
    [{ on: 'rule', if: "output.label == 'refund'", at: 'exit' }, 'when label = refund'],
    [{ on: 'rule', if: 'state.amount > 200 && visits < 3' }, 'when state.amount > 200 && visits < 3'],
    [{ on: 'rule', if: 'input.contains("chest pain")', at: 'entry' }, 'on entry, when input.contains("chest pain")'],
    [{ on: 'confidence', below: 0.7 }, 'confidence < 70%'],
    [{ on: 'confidence', below: 0.125 }, 'confidence < 12.5%'],
    [{ on: 'confidence', atLeast: 0.9 }, 'confidence ≥ 90%'],
    [{ on: 'confidence', atLeast: 0 }, 'confidence ≥ 0%'],
    [{ on: 'capability', needs: ['code execution'] }, 'needs code execution'],
    [{ on: 'capability', needs: ['maths', 'charts'] }, 'needs maths or charts'],
    [{ on: 'capability' }, 'needs what the target can do'],
    [{ on: 'error' }, 'on error'],
    [{ on: 'error', kinds: ['timeout', 'tool'] }, 'on timeout or tool error'],
    [{ on: 'always' }, 'always'],
    [{ on: 'otherwise' }, 'otherwise'],
  ])('%j: %s', (trigger, words) => {
    expect(triggerWords(trigger)).toBe(words);
  });
});

test.each(Object.entries(triggerKinds))(
  'a new %s is a trigger of its kind, with a title and a sentence',
  (on, info) => {
    expect(info.fresh.on).toBe(on);
    expect(schema.safeParse(info.fresh)).toMatchObject({ success: true });
    expect(info.title).toMatch(/^[A-Z]/);
    expect(info.help).toMatch(/\.$/);
  },
);
