import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { graphs } from '../testing/graphs.ts';
import { damagedGraphs } from '../testing/mutations.ts';
import { parseGraph, parseGraphText } from './parse.ts';
import { pointerKeys } from './problem.ts';
import { writeGraph } from './write.ts';

const minimal = { format: 'baton/1', id: 'desk', entry: 'a' };
const problemsOf = (document: unknown) => {
  const parsed = parseGraph(document);
  return parsed.ok ? [] : parsed.problems;
};

describe('a document that is a graph', () => {
  test('is written again as it was read, byte for byte', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const text = writeGraph(graph);
        const parsed = parseGraphText(text);
        expect(parsed.ok && writeGraph(parsed.graph)).toBe(text);
      }),
    );
  });

  test('is written with two spaces and one line break at its end, as git and people like it', () => {
    const text = '{\n  "format": "baton/1",\n  "id": "desk",\n  "entry": "a"\n}\n';
    const parsed = parseGraphText(text);
    expect(parsed.ok && writeGraph(parsed.graph)).toBe(text);
  });

  test('is given no default, loses no key, and is the very value that came in', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const before = structuredClone(graph);
        const parsed = parseGraph(graph);
        expect(parsed.ok && parsed.graph).toBe(graph);
        expect(graph).toEqual(before);
      }),
    );
  });

  test('keeps the order of its keys', () => {
    const text = '{"entry":"a","nodes":[{"kind":"agent","id":"a"}],"id":"desk","format":"baton/1"}';
    const parsed = parseGraphText(text);
    expect(parsed.ok && JSON.stringify(parsed.graph)).toBe(text);
  });

  test('needs no more than a format, an id and an entry', () => {
    expect(problemsOf(minimal)).toEqual([]);
  });
});

describe('a document that is none', () => {
  test('is never thrown at anyone: there are problems, each with a path into the document', () => {
    fc.assert(
      fc.property(fc.oneof(damagedGraphs, fc.jsonValue()), (document) => {
        for (const { code, message, path, severity } of problemsOf(document)) {
          expect([severity, code !== '', message !== '']).toEqual(['error', true, true]);
          expect(path === '' || path.startsWith('/')).toBe(true);
          expect(parentAt(document, pointerKeys(path))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('any text is parsed or refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseGraphText(text)).toHaveProperty('ok');
      }),
    );
    expect(parseGraphText('{"format": ')).toMatchObject({ ok: false, problems: [{ code: 'not-json', path: '' }] });
  });

  test.each([null, 'baton/1', 7, [], [minimal]])('%j is no graph', (document) => {
    expect(problemsOf(document)).toMatchObject([{ code: 'not-a-graph', path: '' }]);
  });

  test.each([
    [{ nmae: 'Desk' }, '/nmae', 'did you mean "name"?'],
    [
      { nodes: [{ id: 'a', kind: 'agent', instrucions: 'Hi' }] },
      '/nodes/0/instrucions',
      'did you mean "instructions"?',
    ],
    [{ handoffs: [{ id: 'h', form: 'a', from: 'a', to: 'a' }] }, '/handoffs/0/form', 'did you mean "from"?'],
    [
      { handoffs: [{ id: 'h', from: 'a', to: 'a', trigger: { on: 'rule', iff: 'x', if: 'y' } }] },
      '/handoffs/0/trigger/iff',
      'did you mean "if"?',
    ],
    [{ limits: { hanoffs: 3 } }, '/limits/hanoffs', 'did you mean "handoffs"?'],
    [
      { handoffs: [{ id: 'h', from: 'a', to: 'a', context: { breif: '' } }] },
      '/handoffs/0/context/breif',
      'did you mean "brief"?',
    ],
    [{ zzz: 1 }, '/zzz', 'known are format, id, name'],
  ])('an unknown key is named, and the nearest known one: %j', (part, path, message) => {
    expect(problemsOf({ ...minimal, ...part })).toMatchObject([
      { code: 'unknown-key', path, message: expect.stringContaining(message) as string },
    ]);
  });

  test.each([
    [{ nodes: [{ id: 'a', kind: 'agnet' }] }, '/nodes/0/kind', 'did you mean "agent"?'],
    [
      { handoffs: [{ id: 'h', from: 'a', to: 'a', trigger: { on: 'rules' } }] },
      '/handoffs/0/trigger/on',
      'did you mean "rule"?',
    ],
    [{ tools: [{ id: 't', type: 'htpp', url: 'x' }] }, '/tools/0/type', 'did you mean "http"?'],
    [{ resume: 'start' }, '/resume', 'must be "active" or "entry"'],
    [{ id: 'My desk' }, '/id', 'lower-case letters'],
    [{ state: { 'my key': {} } }, '/state/my key', 'a state key is'],
    [{ defaults: { model: 'gpt-5' } }, '/defaults/model', 'provider:name'],
    [{ limits: { visits: 0 } }, '/limits/visits', 'must be more than 0'],
    [
      { handoffs: [{ id: 'h', from: 'a', to: 'a', trigger: { on: 'confidence' } }] },
      '/handoffs/0/trigger',
      'either "below" or "atLeast"',
    ],
    [{ limits: { visits: 'three' } }, '/limits/visits', 'must be a number, and is a text'],
    [{ nodes: {} }, '/nodes', 'must be a list, and is an object'],
    [{ scenarios: [{ id: 's', say: [] }] }, '/scenarios/0/say', 'needs at least 1'],
    [{ nodes: [{ id: 'a', kind: 'human', answer: 'aproval' }] }, '/nodes/0/answer', 'did you mean "approval"?'],
    [
      { nodes: [{ id: 'a', kind: 'human', answer: 7 }] },
      '/nodes/0/answer',
      'must be "text" or "approval" or "takeover", or an object',
    ],
    [{ nodes: [{ id: 'a', kind: 'agent', position: { x: 1e308, y: 0 } }] }, '/nodes/0/position/x', 'at most 1000000'],
    [{ notes: [{ id: 'n', text: '', position: { x: 0, y: -1e7 } }] }, '/notes/0/position/y', 'at least -1000000'],
    [{ nodes: [{ id: 'a', kind: 'human', timeoutSeconds: 1e9 }] }, '/nodes/0/timeoutSeconds', 'at most 31536000'],
    [
      { nodes: [{ id: 'a', kind: 'agent', retry: { backoffMs: 2 ** 31 } }] },
      '/nodes/0/retry/backoffMs',
      'at most 3600000',
    ],
    [{ limits: { seconds: 3e6 } }, '/limits/seconds', 'at most 1814400'],
    [{ entry: undefined }, '/entry', '"entry" is required'],
  ])('what does not fit is told with its place: %j', (part, path, message) => {
    const problems = problemsOf({ ...minimal, ...part });
    expect(problems).toMatchObject([{ path, message: expect.stringContaining(message) as string }]);
  });

  test('where there are alternatives, the one that was meant is judged', () => {
    const withHistory = (history: unknown) =>
      problemsOf({ ...minimal, handoffs: [{ id: 'h', from: 'a', to: 'a', context: { history } }] });
    expect(withHistory({ lst: 3 }).map((problem) => problem.path)).toContain('/handoffs/0/context/history/lst');
    expect(withHistory({ lst: 3 }).map((problem) => problem.message)).toContain(
      'unknown key "lst"; did you mean "last"?',
    );
    expect(withHistory({ last: 0 })).toMatchObject([
      { path: '/handoffs/0/context/history/last', message: 'must be more than 0' },
    ]);
    expect(withHistory('al')).toMatchObject([
      { path: '/handoffs/0/context/history', message: expect.stringContaining('did you mean "all"?') as string },
    ]);
  });

  test.each([
    [undefined, '"format" is required'],
    ['baton/2', 'unknown format "baton/2"'],
    [7, 'this Baton reads "baton/1"'],
  ])('the format %j', (format, message) => {
    expect(problemsOf({ ...minimal, format })).toMatchObject([
      { code: 'format', path: '/format', message: expect.stringContaining(message) as string },
    ]);
  });
});

describe('keys and depth that would harm their readers', () => {
  test.each(['__proto__', 'constructor', 'prototype'])('%s is refused as a key, wherever it stands', (key) => {
    const inside = (text: string) => `{"format":"baton/1","id":"desk","entry":"a",${text}}`;
    const places: [string, string][] = [
      [inside(`"${key}":{"admin":true}`), `/${key}`],
      [inside(`"state":{"${key}":{}}`), `/state/${key}`],
      [
        inside(`"nodes":[{"id":"a","kind":"agent","output":{"properties":{"${key}":{}}}}]`),
        `/nodes/0/output/properties/${key}`,
      ],
      [
        inside(`"nodes":[{"id":"a","kind":"agent","modelOptions":{"x":[{"${key}":1}]}}]`),
        `/nodes/0/modelOptions/x/0/${key}`,
      ],
    ];
    for (const [text, path] of places) {
      expect(parseGraphText(text)).toMatchObject({ ok: false, problems: [{ code: 'reserved-key', path }] });
    }
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  const nested = (levels: number): string => `${'{"a":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`;
  /** The document itself, `state`, the key and what is nested in it. */
  const withState = (levels: number): string =>
    `{"format":"baton/1","id":"desk","entry":"a","state":{"deep":${nested(levels - 2)}}}`;

  test('64 levels are read, and one more is refused before anything recurses into it', () => {
    expect(parseGraphText(withState(64))).toMatchObject({ ok: true });
    expect(parseGraphText(withState(65))).toMatchObject({ ok: false, problems: [{ code: 'too-deep' }] });
    expect(parseGraphText('['.repeat(200_000))).toMatchObject({ ok: false, problems: [{ code: 'too-deep' }] });
    expect(
      parseGraphText(`{"format":"baton/1","id":"desk","entry":"a","name":${JSON.stringify('[{'.repeat(100))}}`),
    ).toMatchObject({ ok: true });
  });

  test('a value that nests too deeply is refused, too', () => {
    expect(parseGraph(JSON.parse(withState(64)))).toMatchObject({ ok: true });
    expect(parseGraph(JSON.parse(withState(10_000)))).toMatchObject({ ok: false, problems: [{ code: 'too-deep' }] });
  });
});

/** Whether all but the last key of a path lead somewhere in the document. */
function parentAt(document: unknown, keys: readonly string[]): boolean {
  let value = document;
  for (const key of keys.slice(0, -1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false;
    value = (value as { [key: string]: unknown })[key];
  }
  return true;
}
