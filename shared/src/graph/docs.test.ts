import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkGraph } from '../checks/index.ts';
import { expressionLimits } from '../expressions/index.ts';
import { functions, methods } from '../expressions/functions.ts';
import { loops } from '../expressions/loops.ts';
import { defaultAttempts, defaultBackoffMs, defaultLimits, defaultMaxSteps } from './defaults.ts';
import { isObject } from './json.ts';
import { graphJsonSchema } from './json-schema.ts';
import { modelOptionNames } from './model-options.ts';
import { parseGraphText } from './parse.ts';

const page = readFileSync(new URL('../../../docs/graph-format.md', import.meta.url), 'utf8');

/** Every key that a document may have, wherever it may stand. */
function keysOf(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(keysOf);
  if (!isObject(schema)) return [];
  const own = isObject(schema['properties']) ? Object.keys(schema['properties']) : [];
  return [...own, ...Object.values(schema).flatMap(keysOf)];
}

/** What is there for people who look at a graph, and means nothing to a run. */
const onlySeen = new Set(['notes', 'position', 'width', 'height']);

/** What a field may say, where that is one of a few words. */
function wordsOf(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(wordsOf);
  if (!isObject(schema)) return [];
  const own = [schema['enum'] ?? [], schema['const'] ?? []].flat();
  return [...own.filter((word) => typeof word === 'string'), ...Object.values(schema).flatMap(wordsOf)];
}

/** The words of all tests that run graphs. */
function wordsOfRuns(): Set<string> {
  const folder = new URL('../../../runtime/src/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
  return new Set(files.flatMap((name) => readFileSync(new URL(name, folder), 'utf8').match(/[\w/-]+/g) ?? []));
}

describe('docs/graph-format.md', () => {
  test('names every field of the format', () => {
    const words = new Set(page.match(/\w+/g));
    expect([...new Set(keysOf(graphJsonSchema()))].filter((key) => !words.has(key))).toEqual([]);
  });

  test('names no field, and no word that a field may say, which no test runs', () => {
    const said = [...keysOf(graphJsonSchema()), ...wordsOf(graphJsonSchema())];
    const run = wordsOfRuns();
    expect([...new Set(said)].filter((word) => !run.has(word) && !onlySeen.has(word))).toEqual([]);
  });

  test('names every function of an expression, and its bounds', () => {
    const section = page.slice(page.indexOf('## Expressions'));
    const names = [...functions.keys(), ...methods.keys(), ...loops.keys()].filter((name) => name !== 'dyn');
    expect(names.filter((name) => !section.includes(`\`${name}\``))).toEqual([]);
    expect(section).toContain(`${expressionLimits.source} characters, ${expressionLimits.maxAstNodes} nodes`);
    expect(section).toContain(
      `${expressionLimits.maxDepth} levels of brackets, ${expressionLimits.maxListElements} elements`,
    );
  });

  test('says how much a template may make', () => {
    const section = page.slice(page.indexOf('## Templates'));
    const said = (count: number) => count.toLocaleString('en').replaceAll(',', ' ');
    expect(section).toContain(`${said(expressionLimits.text)} characters, a brief ${said(expressionLimits.brief)}`);
  });

  test('gives the limits their defaults', () => {
    const section = page.slice(page.indexOf('## Limits'), page.indexOf('## Scenarios'));
    const shown = [...section.matchAll(/`(\w+)` \| ([\d ]+) \|/g)].map(([, name, value = '']) => [
      name,
      Number(value.replaceAll(' ', '')),
    ]);
    expect(Object.fromEntries(shown)).toEqual(defaultLimits);
  });

  test('gives tries and steps their defaults', () => {
    const row = (field: string): string => page.split('\n').find((line) => line.startsWith(`| \`${field}\` |`)) ?? '';
    expect(row('retry')).toContain(`${defaultAttempts} tries, ${defaultBackoffMs} ms`);
    expect(row('maxSteps')).toContain(`${defaultMaxSteps} by default`);
  });

  test('names every model option that is passed on', () => {
    const row = page.split('\n').find((line) => line.includes('`modelOptions`')) ?? '';
    expect([...row.matchAll(/`(\w+)`/g)].map(([, name]) => name)).toEqual(
      expect.arrayContaining([...modelOptionNames]),
    );
  });

  test('begins with a graph that runs', () => {
    const [, text = ''] = /```json\n(\{\n {2}"format"[^`]*)```/.exec(page) ?? [];
    const parsed = parseGraphText(text);
    expect(parsed.ok && checkGraph(parsed.graph).filter(({ severity }) => severity !== 'hint')).toEqual([]);
  });
});
