import { describe, expect, it } from 'vitest';
import { brokenRule } from './message-rules.ts';
import type { ChatMessage } from './protocol.ts';

const system: ChatMessage = { role: 'system', content: 'You sort letters.' };
const user = (content = 'Hello'): ChatMessage => ({ role: 'user', content });
const says = (content = 'Good day'): ChatMessage => ({ role: 'assistant', content });
const calls = (...ids: string[]): ChatMessage => ({
  role: 'assistant',
  content: null,
  tool_calls: ids.map((id) => ({ id, type: 'function', function: { name: 'look', arguments: '{}' } })),
});
const answers = (id: string, content = 'found'): ChatMessage => ({ role: 'tool', tool_call_id: id, content });

describe('a message list that any model accepts', () => {
  it.each([
    ['a user alone', [user()]],
    ['several calls, answered in another order', [system, user(), calls('a', 'b'), answers('b'), answers('a'), says()]],
    ['a tool that answers with nothing', [user(), calls('a'), answers('a', '')]],
    ['calls after calls', [user(), calls('a'), answers('a'), calls('b'), answers('b')]],
    ['two users in a row, where turns are not counted', [user(), user()]],
    ['a picture without words', [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:,' } }] }]],
  ] satisfies [string, ChatMessage[]][])('%s', (_, messages) => {
    expect(brokenRule(messages)).toBeUndefined();
  });

  it.each([
    ['one-system-message', [user(), system]],
    ['one-system-message', [system, system, user()]],
    ['empty-message', [user('')]],
    ['empty-message', [user(), says('  \n')]],
    ['empty-message', [user(), { role: 'assistant', content: null }]],
    ['call-not-answered', [user(), calls('a')]],
    ['call-not-answered', [user(), calls('a', 'b'), answers('a')]],
    ['call-not-answered', [user(), calls('a'), user(), answers('a')]],
    ['call-not-answered', [user(), calls('a', 'b'), answers('a'), says(), answers('b')]],
    ['call-answered-twice', [user(), calls('a'), answers('a'), answers('a')]],
    ['orphan-tool-message', [user(), answers('a')]],
    ['orphan-tool-message', [user(), calls('a'), answers('x'), answers('a')]],
    ['duplicate-call-id', [user(), calls('a', 'a'), answers('a')]],
    ['duplicate-call-id', [user(), calls('a'), answers('a'), calls('a'), answers('a')]],
  ] satisfies [string, ChatMessage[]][])('%s', (rule, messages) => {
    expect(brokenRule(messages)?.code).toBe(rule);
  });

  it('names the calls that were not answered, as OpenAI does', () => {
    expect(brokenRule([user(), calls('a', 'b', 'c'), answers('b')])?.message).toMatch(
      /did not have response messages: a, c$/,
    );
  });

  it('wants the arguments of a call as a JSON object', () => {
    const broken: ChatMessage = {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: 'a', type: 'function', function: { name: 'look', arguments: '{"order": 10' } }],
    };
    expect(brokenRule([user(), broken, answers('a')])?.code).toBe('call-arguments');
  });
});

describe('alternation, where a chat template asks for it', () => {
  it.each([
    ['turns', [system, user(), says(), user()]],
    ['a tool call inside a turn', [user(), calls('a'), answers('a')]],
    ['an answer after tools', [user(), calls('a'), answers('a'), says(), user()]],
  ] satisfies [string, ChatMessage[]][])('takes %s', (_, messages) => {
    expect(brokenRule(messages, { alternation: true })).toBeUndefined();
  });

  it.each([
    ['an assistant that begins', [says(), user()]],
    ['two users in a row', [user(), user()]],
    ['two assistants in a row', [user(), says(), says(), user()]],
    ['an assistant that speaks last', [user(), says()]],
    ['a user who follows a tool', [user(), calls('a'), answers('a'), user()]],
  ] satisfies [string, ChatMessage[]][])('refuses %s', (_, messages) => {
    expect(brokenRule(messages, { alternation: true })?.code).toBe('alternation');
  });
});
