import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Graph, JsonObject } from '../graph/index.ts';
import { requestOf, type HttpTool, type RequestTemplate } from './request.ts';

const graph: Graph = { format: 'baton/1', id: 'g', entry: 'a', state: { order: { type: 'string' } } };
const tool = (fields: Partial<HttpTool>): HttpTool => ({ id: 't', type: 'http', url: 'https://a.example/', ...fields });
const problems = (fields: Partial<HttpTool>): string[] => {
  const made = requestOf(graph, tool(fields));
  return made.ok ? [] : made.problems.map(({ path, message }) => `${path.join('/')}: ${message}`);
};

function render(fields: Partial<HttpTool>, args: JsonObject = {}, secrets: JsonObject = {}) {
  const made = requestOf(graph, tool(fields));
  if (!made.ok) throw new Error(made.problems[0]?.message);
  const rendered = made.request.render({ args, state: { order: '1001' }, secrets });
  if (!rendered.ok) throw new Error(rendered.error);
  return rendered.request;
}
const url = (template: string, args: JsonObject = {}, secrets: JsonObject = {}) =>
  render({ url: template }, args, secrets).url.href;

const errorOf = (rendered: ReturnType<RequestTemplate['render']>): string => (rendered.ok ? '' : rendered.error);

describe('the address', () => {
  it.each([
    ['https://a.example/orders/{{ args.x }}', 'a/b?c#d', 'https://a.example/orders/a%2Fb%3Fc%23d'],
    ['https://a.example/?q={{ args.x }}&z=1', 'a&z=2 é', 'https://a.example/?q=a%26z%3D2%20%C3%A9&z=1'],
    ['https://a.example/{{ args.x }}', '@evil.example', 'https://a.example/%40evil.example'],
    ['https://a.example/{{ args.x }}', '//evil.example', 'https://a.example/%2F%2Fevil.example'],
    ['https://a.example/{{ args.x }}', '%2e%2e', 'https://a.example/%252e%252e'],
    ['https://a.example/{{ args.x }}/b', '..c', 'https://a.example/..c/b'],
    ['https://a.example/?q={{ args.x }}', '', 'https://a.example/?q='],
    ['https://a.example?q={{ args.x }}', '1', 'https://a.example/?q=1'],
    ['https://a.example/?q={{ args.x }}&r={{ args.x }}', '', 'https://a.example/?q=&r='],
    ['https://a.example/orders/{{ state.order }}', '', 'https://a.example/orders/1001'],
  ])('%s with %j is %s', (template, x, result) => {
    expect(url(template, { x })).toBe(result);
  });

  it.each([
    ['https://{{ args.x }}/', 'args.x'],
    ['https://{{ args.x }}.example/', 'args.x'],
    ['https://a.example{{ args.x }}', 'args.x'],
    ['https://a.example:{{ args.x }}/', 'args.x'],
    ['{{ args.x }}', 'args.x'],
    ['{{ args.x }}://a.example/', 'args.x'],
    ['https://{{ state.order }}/', 'state.order'],
    ['https:/{{ args.x }}/', 'args.x'],
    ['https:/a{{ args.x }}/', 'args.x'],
    ['https:a{{ args.x }}/', 'args.x'],
    ['https:\\\\{{ args.x }}/', 'args.x'],
    ['https://a.example{{ args.x }}{{ secrets.HOST }}/', 'args.x'],
  ])('%s is refused: the conversation would choose the host', (template, slot) => {
    expect(problems({ url: template })).toEqual([expect.stringMatching(new RegExp(`^url: The host .*${slot}`))]);
  });

  it.each([
    '{{ secrets.HOOK }}',
    '{{ secrets.BASE }}/orders/{{ args.x }}',
    '{{ secrets.SCHEME }}://a.example/',
    'https://{{ secrets.HOST }}/{{ args.x }}',
    'https://{{ secrets.HOST }}.example/',
    'https://a.example:{{ secrets.PORT }}/',
    'https://me:{{ secrets.PASSWORD }}@a.example/',
    'https://a.example{{ secrets.HOST }}',
    'https:/{{ secrets.HOST }}/',
    'https:\\\\{{ secrets.HOST }}/',
  ])('%s is refused: hosts are told', (template) => {
    expect(problems({ url: template })).toEqual([expect.stringMatching(/^url: The host .* is a secret/)]);
  });

  it('may have a secret in its path and its query, percent-encoded', () => {
    const template = 'https://a.example/hooks/{{ secrets.KEY }}?key={{ secrets.KEY }}';
    expect(url(template, {}, { KEY: 'a&b/c' })).toBe('https://a.example/hooks/a%26b%2Fc?key=a%26b%2Fc');
  });

  it.each([
    ['https://a.example/{{ args.x }}/b', '..', /may not be "\." or "\.\."/],
    ['https://a.example/a/{{ args.x }}', '.', /may not be "\." or "\.\."/],
    ['https://a.example/a/.{{ args.x }}/b', '.', /may not be "\." or "\.\."/],
    ['https://a.example/a/../{{ args.x }}', '..', /may not be "\." or "\.\."/],
    ['https://a.example/orders/{{ args.x }}', '', /is empty, and stands in the path/],
    ['https://a.example/orders/{{ args.y }}', 'x', /\{\{ args\.y \}\} has no value/],
    ['https://a.example/{{ args.x }}', '\ud800', /no well-formed text/],
  ])('%s with %j fails in words', (template, x, words) => {
    expect(() => url(template, { x })).toThrow(words);
  });

  it.each([
    ['ftp://a.example/', /calls https or http, not ftp/],
    ['https://u:p@a.example/', /send it as a header/],
    ['a.example/x', /is no address/],
    ['//a.example/x', /is no address/],
  ])('%s is refused before a run', (template, words) => {
    expect(problems({ url: template })).toEqual([expect.stringMatching(words)]);
  });

  it('goes to the same host whatever the values are', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('.', '/', '\\', '@', ':', '?', '#', '%', '2', 'e', 'f', '\t', '\n', ' ', '[', ']', 'a'),
      }),
    );
    const template = 'https://a.example/{{ args.x }}/b/{{ args.y }}?q={{ args.x }}&r={{ args.y }}';
    fc.assert(
      fc.property(value, value, (x, y) => {
        let made: URL;
        try {
          made = new URL(url(template, { x, y }));
        } catch (error) {
          expect(String(error)).toMatch(/is empty|may not be|well-formed/);
          return;
        }
        expect(made.host).toBe('a.example');
        expect(made.pathname.split('/').length).toBe(4);
        expect(decodeURIComponent(made.pathname.split('/')[1]!)).toBe(x);
        expect(new URLSearchParams(made.search.replaceAll('+', '%2B')).get('q')).toBe(x);
      }),
    );
  });
});

describe('secrets', () => {
  it('are the ones that stand in the templates', () => {
    const made = requestOf(
      graph,
      tool({
        method: 'POST',
        headers: { a: '{{ secrets.A }}', b: '{{ secrets["B"] }}' },
        body: '{"c": "{{ secrets.A }}"}',
      }),
    );
    expect(made.ok && made.request.secrets).toEqual(['A', 'B']);
  });

  it.each([
    '{{ secrets[args.name] }}',
    '{{ secrets }}',
    '{{ size(secrets) }}',
    '{{ secrets.exists(s, true) }}',
    '{{ int(secrets.A.substring(0, 6)) }}',
    '{{ secrets.A + "" }}',
    '{{ secrets.A.split("").join("-") }}',
    '{{ secrets.A == args.guess ? "1" : "0" }}',
    '{{ has(secrets.A) }}',
    '{{ [secrets.A][0] }}',
    '{{ [1].map(secrets, secrets)[0] }}',
    '{{ {"a": secrets.A}.a }}',
  ])('stand alone in their braces: %s is refused wherever it stands', (slot) => {
    const words = /Name each secret as it stands/;
    expect(problems({ headers: { a: `Bearer ${slot}` } })).toEqual([expect.stringMatching(/^headers\/a: /)]);
    expect(problems({ headers: { a: `Bearer ${slot}` } }).join()).toMatch(words);
    expect(problems({ url: `https://a.example/?a=${slot}` }).join()).toMatch(words);
    expect(problems({ method: 'POST', body: `{"a": ${slot}}` }).join()).toMatch(words);
  });

  it('are in no error, whatever is wrong around them', () => {
    const value = fc.string({ unit: fc.constantFrom('S', 'é', '日', '"', '\\', '{', '}', '.'), minLength: 8 });
    const broken: Partial<HttpTool>[] = [
      { method: 'POST', body: '{"a": oops "{{ secrets.A }}"}' },
      { method: 'POST', body: '{{ secrets.A }} {{ secrets.A }}' },
      { method: 'POST', body: '{"a": {{ secrets.A }}' },
      { headers: { a: '日{{ secrets.A }}' } },
      { url: 'https://a.example/{{ secrets.A }}/{{ args.x }}' },
    ];
    fc.assert(
      fc.property(value, fc.constantFrom(...broken), (A, fields) => {
        const made = requestOf(graph, tool(fields));
        const rendered = made.ok && made.request.render({ args: { x: '..' }, state: {}, secrets: { A } });
        expect(rendered).toMatchObject({ ok: false });
        expect(rendered).toEqual({
          ok: false,
          error: made.ok && errorOf(made.request.render({ args: { x: '..' }, state: {}, secrets: { A: 'other' } })),
        });
      }),
    );
  });
});

describe('headers', () => {
  it('are rendered, without line breaks', () => {
    const headers = { 'X-Order': '{{ args.x }}' };
    expect(render({ headers }, { x: 'a b' }).headers).toEqual([['X-Order', 'a b']]);
    expect(() => render({ headers }, { x: 'a\r\nCookie: b' })).toThrow(/may not have a line break/);
    expect(() => render({ headers }, { x: '日' })).toThrow(/beyond Latin-1/);
  });

  it.each(['Host', 'content-length', 'Transfer-Encoding', 'Connection', 'a b', ''])('"%s" is refused', (name) => {
    expect(problems({ headers: { [name]: 'x' } })).toHaveLength(1);
  });
});

describe('a request', () => {
  const many = 'x{{ args.x }}'.repeat(1000);
  const x = 'y'.repeat(100_000);
  it.each([
    [{ url: `https://a.example/${many}` }, 'the address would be longer than 1000000 characters'],
    [{ headers: { 'X-A': many } }, 'the header X-A would be longer than 1000000 characters'],
    [{ method: 'POST', body: `"${many}"` }, 'the body would be longer than 1000000 characters'],
    [{ method: 'POST', body: many, headers: { 'content-type': 'text/plain' } }, 'the body would be longer'],
  ] as [Partial<HttpTool>, string][])('is not made longer than a text may be: %j', (fields, words) => {
    expect(() => render(fields, { x })).toThrow(words);
  });
});

describe('the body', () => {
  const body = (template: string, args: JsonObject, headers: Record<string, string> = {}) =>
    render({ method: 'POST', body: template, headers }, args);

  it.each([
    ['{"name": "{{ args.x }}"}', 'a "quoted" \\ text\n', { name: 'a "quoted" \\ text\n' }],
    ['{"name": {{ args.x }}}', 'a', { name: 'a' }],
    ['{"all": {{ args }}, "n": "no {{ args.x }}"}', 7, { all: { x: 7 }, n: 'no 7' }],
    ['{{ args }}', [1], { x: [1] }],
    ['{"a\\"b": "\\\\{{ args.x }}", "c": {{ args.x }}}', '"', { 'a"b': '\\"', c: '"' }],
    ['{"x": {{ args.x }}}', null, { x: null }],
  ])('%s keeps %j what it is', (template, x, result) => {
    const made = body(template, { x });
    expect(JSON.parse(made.body ?? '')).toEqual(result);
    expect(made.headers).toEqual([['content-type', 'application/json']]);
  });

  it('in JSON keeps any text what it is, inside of quotes and outside', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (x) => {
        const made = body('{"a": "<{{ args.x }}>", "b": {{ args.x }}}', { x });
        expect(JSON.parse(made.body ?? '')).toEqual({ a: `<${x}>`, b: x });
      }),
    );
  });

  it('is encoded in a form, and left alone in a text', () => {
    expect(
      body('a={{ args.x }}&b=1', { x: '1&b=2' }, { 'Content-Type': 'application/x-www-form-urlencoded' }).body,
    ).toBe('a=1%26b%3D2&b=1');
    expect(body('<a>{{ args.x }}</a>', { x: '"' }, { 'content-type': 'application/xml' }).body).toBe('<a>"</a>');
  });

  it('that is no JSON says what to do', () => {
    expect(() => body('hello {{ args.x }}', { x: '1' })).toThrow(/is no JSON: .*Content-Type/);
    expect(problems({ body: '{}' })).toEqual([expect.stringContaining('A GET request has no body')]);
  });
});
