import { AIMessageChunk, HumanMessage, SystemMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages';
import { ChatOpenAI } from '@langchain/openai';
import { afterEach, describe, expect, it } from 'vitest';
import { startOpenAIServer, type OpenAIServer, type OpenAIServerOptions } from './server.ts';

let server: OpenAIServer;
afterEach(() => server.close());

/** The real client, pointed at a server that answers as the test says. */
async function client(
  options: OpenAIServerOptions,
  fields: { apiKey?: string; logprobs?: boolean } = {},
): Promise<ChatOpenAI> {
  server = await startOpenAIServer(options);
  const { apiKey = server.apiKey, ...rest } = fields;
  return new ChatOpenAI({
    model: 'test-model',
    apiKey,
    configuration: { baseURL: server.baseUrl },
    maxRetries: 0,
    ...rest,
  });
}

async function streamed(
  model: { stream(input: BaseMessage[]): Promise<AsyncIterable<AIMessageChunk>> },
  input: BaseMessage[],
) {
  const chunks = await Array.fromAsync(await model.stream(input));
  return { chunks, whole: chunks.reduce((sum, chunk) => sum.concat(chunk)) };
}

const hello = [new HumanMessage('Hello')];
const look = {
  type: 'function' as const,
  function: {
    name: 'look_up',
    description: 'Finds an order.',
    parameters: { type: 'object', properties: { order: { type: 'string' } } },
  },
};

/** What fetch sees, for what the client hides. */
async function post(
  body: object | string,
  headers: Record<string, string> = { authorization: `Bearer ${server.apiKey}` },
) {
  const response = await fetch(`${server.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: await response.text() };
}
const errorOf = ({ body }: { body: string }): { code: string; param: string; message: string; type: string } =>
  JSON.parse(body).error;
const request = (more: object = {}) => ({
  model: 'test-model',
  messages: [{ role: 'user', content: 'Hello' }],
  ...more,
});

describe('the OpenAI client', () => {
  it('gets text in several pieces, with the usage at the end', async () => {
    const model = await client({
      reply: () => ({ text: 'Good day, how can I help — naïvely put?', usage: { input: 11, output: 7, cached: 3 } }),
    });
    const { chunks, whole } = await streamed(model, hello);
    expect(whole.text).toBe('Good day, how can I help — naïvely put?');
    expect(chunks.filter((chunk) => chunk.text !== '').length).toBeGreaterThan(3);
    expect(whole.usage_metadata).toMatchObject({
      input_tokens: 11,
      output_tokens: 7,
      input_token_details: { cache_read: 3 },
    });
    expect(whole.response_metadata).toMatchObject({ finish_reason: 'stop' });
  });

  it('puts tool calls together from their pieces', async () => {
    const toolCalls = [
      { name: 'look_up', arguments: { order: '1001, the “blue” one' }, id: 'call_a' },
      { name: 'look_up', arguments: { order: '1002' } },
    ];
    const model = await client({ reply: () => ({ text: 'One moment.', toolCalls }) });
    const { whole, chunks } = await streamed(model.bindTools([look]), hello);
    expect(whole.text).toBe('One moment.');
    expect(whole.tool_calls).toMatchObject([
      { name: 'look_up', args: { order: '1001, the “blue” one' }, id: 'call_a' },
      { name: 'look_up', args: { order: '1002' }, id: expect.stringMatching(/^call_\w{24}$/) },
    ]);
    expect(chunks.filter((chunk) => chunk.tool_call_chunks?.length).length).toBeGreaterThan(6);
    expect(whole.response_metadata).toMatchObject({ finish_reason: 'tool_calls' });
  });

  it('goes on after the tool has answered', async () => {
    const model = await client({
      reply: ({ messages }) =>
        messages.at(-1)?.role === 'tool'
          ? { text: 'It is on its way.' }
          : { toolCalls: [{ name: 'look_up', arguments: {} }] },
    });
    const tools = model.bindTools([look]);
    const asked = await tools.invoke([new SystemMessage('Be brief.'), ...hello]);
    const result = new ToolMessage({
      content: '{"status":"sent"}',
      name: 'look_up',
      tool_call_id: asked.tool_calls?.[0]?.id ?? '',
    });
    expect((await tools.invoke([...hello, asked, result])).text).toBe('It is on its way.');
  });

  it('gets a structured answer that fits the schema it sent', async () => {
    const schema = {
      title: 'Ticket',
      type: 'object',
      properties: { intent: { type: 'string' } },
      required: ['intent'],
      additionalProperties: false,
    };
    const model = await client({
      reply: ({ response_format: format }) =>
        format?.type === 'json_schema' ? { json: { intent: format.json_schema.name } } : { text: 'no schema came' },
    });
    const structured = model.withStructuredOutput(schema, { method: 'jsonSchema', strict: true, name: 'ticket' });
    expect(await structured.invoke('Hello')).toEqual({ intent: 'ticket' });
  });

  it('gets the probability of every token when it asks for it', async () => {
    const model = await client({ reply: () => ({ text: 'yes indeed', probability: 0.5 }) }, { logprobs: true });
    const answer = await model.invoke(hello);
    const { content } = answer.response_metadata['logprobs'] as { content: { token: string; logprob: number }[] };
    expect(content.map(({ token }) => token).join('')).toBe('yes indeed');
    expect(content.map(({ logprob }) => Math.exp(logprob))).toEqual(content.map(() => expect.closeTo(0.5)));
  });

  it.each([
    ['no system message in the middle', [...hello, new SystemMessage('Late')], 'one-system-message'],
    [
      'no result without a call',
      [...hello, new ToolMessage({ content: 'x', tool_call_id: 'call_x' })],
      'orphan-tool-message',
    ],
  ])('is refused: %s', async (_, messages, rule) => {
    const model = await client({ reply: () => ({ text: 'never' }) });
    await expect(model.invoke(messages)).rejects.toMatchObject({
      status: 400,
      code: rule,
      type: 'invalid_request_error',
    });
    expect(server.requests[0]?.rejection?.code).toBe(rule);
  });

  it('is refused with a wrong key', async () => {
    const model = await client({ reply: () => ({ text: 'never' }) }, { apiKey: 'sk-wrong' });
    await expect(model.invoke(hello)).rejects.toMatchObject({ status: 401, code: 'invalid_api_key' });
    expect(server.requests).toEqual([]);
  });

  it('is refused a model that is not there', async () => {
    const model = await client({ reply: () => ({ text: 'never' }), models: ['another'] });
    await expect(model.invoke(hello)).rejects.toMatchObject({ status: 404, code: 'model_not_found' });
  });

  it('sees a model think: pieces come when the test lets them', async () => {
    const gate = Promise.withResolvers<void>();
    async function* text() {
      yield 'Let me see. ';
      await gate.promise;
      yield 'Done.';
    }
    const model = await client({ reply: () => ({ text: text() }) });
    let heard = '';
    for await (const chunk of await model.stream(hello)) {
      heard += chunk.text;
      if (heard === 'Let me see. ') gate.resolve();
    }
    expect(heard).toBe('Let me see. Done.');
  });
});

describe('faults', () => {
  it('answers with an error of the API, and says when to come back', async () => {
    server = await startOpenAIServer({ reply: () => ({ status: 429, retryAfter: 7, code: 'rate_limit_exceeded' }) });
    const answer = await post(request());
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(errorOf(answer)).toMatchObject({ type: 'rate_limit_error', code: 'rate_limit_exceeded' });
  });

  it('fails once and then works', async () => {
    server = await startOpenAIServer({ reply: (_, nth) => (nth === 0 ? { status: 503 } : { text: 'Back.' }) });
    expect((await post(request())).status).toBe(503);
    expect((await post(request())).body).toContain('Back.');
  });

  it('cuts the stream', async () => {
    server = await startOpenAIServer({ reply: () => ({ fault: 'cut', after: 3, reply: { text: 'one two three' } }) });
    const response = await fetch(`${server.baseUrl}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.apiKey}` },
      body: JSON.stringify(request({ stream: true })),
    });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  it('cuts the stream, which the client takes for an error', async () => {
    const model = await client({ reply: () => ({ fault: 'cut', after: 1, reply: { text: 'one two three' } }) });
    await expect(streamed(model, hello)).rejects.toThrow('terminated');
  });

  it.each([true, false])('spoils the JSON (stream: %s)', async (stream) => {
    server = await startOpenAIServer({ reply: () => ({ fault: 'malformed', reply: { text: 'one two three' } }) });
    const { body } = await post(request({ stream }));
    const texts = stream ? body.split('\n\n').map((line) => line.replace('data: ', '')) : [body];
    expect(() => texts.filter((text) => text !== '' && text !== '[DONE]').forEach((text) => JSON.parse(text))).toThrow(
      SyntaxError,
    );
  });

  it('closes the connection before a word', async () => {
    server = await startOpenAIServer({ reply: () => ({ fault: 'reset' }) });
    await expect(post(request())).rejects.toThrow('fetch failed');
  });

  it('hangs until the client gives up, and knows that it did', async () => {
    const asked = Promise.withResolvers<void>();
    server = await startOpenAIServer({
      reply: () => {
        asked.resolve();
        return { fault: 'hang' };
      },
    });
    const leaving = new AbortController();
    const waiting = fetch(`${server.baseUrl}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.apiKey}` },
      body: JSON.stringify(request()),
      signal: leaving.signal,
    });
    await asked.promise;
    leaving.abort();
    await expect(waiting).rejects.toThrow('aborted');
    await expect.poll(() => server.requests[0]?.abandoned).toBe(true);
  });

  it('drips, chunk by chunk', async () => {
    const model = await client({ reply: () => ({ fault: 'drip', everyMs: 1, reply: { text: 'one two three' } }) });
    expect((await streamed(model, hello)).whole.text).toBe('one two three');
  });
});

describe('the protocol', () => {
  it.each([
    ['not-json', '{'],
    ['unknown-parameter', request({ temprature: 1 })],
    ['unknown-role', request({ messages: [{ role: 'robot', content: 'Hello' }] })],
    ['invalid-name', request({ messages: [{ role: 'user', content: 'Hello', name: 'Ann Smith' }] })],
    ['invalid-request', request({ messages: [] })],
    ['duplicate-tool', request({ tools: [look, look] })],
    ['invalid-name', request({ tools: [{ ...look, function: { name: 'look up' } }] })],
    ['tool-parameters', request({ tools: [{ ...look, function: { name: 'f', parameters: { type: 'string' } } }] })],
    ['tool-parameters', request({ tools: [{ ...look, function: { ...look.function, strict: true } }] })],
    ['tool-choice', request({ tool_choice: 'required' })],
    ['parallel-calls', request({ parallel_tool_calls: false })],
    [
      'response-format',
      request({
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'a', strict: true, schema: { type: 'array', items: {} } },
        },
      }),
    ],
    ['json-mentioned', request({ response_format: { type: 'json_object' } })],
    ['stream-options', request({ stream_options: { include_usage: true } })],
    ['top-logprobs', request({ top_logprobs: 2 })],
  ])('refuses %s', async (code, body) => {
    server = await startOpenAIServer({ reply: () => ({ text: 'never' }) });
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toMatchObject({
      code,
      type: 'invalid_request_error',
      message: expect.stringMatching(/\w/),
    });
  });

  it('sends usage only when asked, and always ends a stream with [DONE]', async () => {
    server = await startOpenAIServer({ reply: () => ({ text: 'Hi' }) });
    const plain = await post(request({ stream: true }));
    const counted = await post(request({ stream: true, stream_options: { include_usage: true } }));
    expect(plain.body).not.toContain('"usage"');
    expect(counted.body).toMatch(/"choices":\[\],"usage":\{"prompt_tokens":\d+/);
    for (const { body } of [plain, counted]) expect(body.endsWith('data: [DONE]\n\n')).toBe(true);
  });

  it('wants a key, unless told that there is none', async () => {
    server = await startOpenAIServer({ reply: () => ({ text: 'Hi' }) });
    expect((await post(request(), {})).status).toBe(401);
    await server.close();
    server = await startOpenAIServer({ reply: () => ({ text: 'Hi' }), apiKey: null });
    expect((await post(request(), {})).status).toBe(200);
  });

  it('lists its models', async () => {
    server = await startOpenAIServer({ reply: () => ({ text: 'Hi' }), models: ['triage', 'billing'] });
    const answer = await fetch(`${server.baseUrl}/models`, { headers: { authorization: `Bearer ${server.apiKey}` } });
    expect(await answer.json()).toMatchObject({
      object: 'list',
      data: [{ id: 'triage', object: 'model' }, { id: 'billing' }],
    });
  });

  it('does not let a test answer what OpenAI never would', async () => {
    server = await startOpenAIServer({ reply: () => ({ text: 'not JSON' }) });
    const schema = { type: 'object', properties: {}, required: [], additionalProperties: false };
    const answer = await post(
      request({ response_format: { type: 'json_schema', json_schema: { name: 'a', strict: true, schema } } }),
    );
    expect(errorOf(answer)).toMatchObject({ code: 'impossible-reply' });
  });

  it('says so when the reply function of a test throws', async () => {
    server = await startOpenAIServer({
      reply: () => {
        throw new Error('no such order');
      },
    });
    expect(errorOf(await post(request())).message).toContain('no such order');
  });
});
