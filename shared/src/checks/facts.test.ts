import { describe, expect, test } from 'vitest';
import { applyFix } from '../graph/edit/fix.ts';
import type { Graph } from '../graph/schema.ts';
import { agent, graph, handoff } from './examples/made.ts';
import { checkGraph, type Facts } from './index.ts';

const found = (document: Graph, facts: Facts) =>
  checkGraph(document, facts)
    .filter(({ severity }) => severity !== 'hint')
    .map(({ code, path, message }) => `${code} ${path} ${message}`);
const inner = (id: string, to: string): Graph =>
  graph({ id, nodes: [agent('a'), { id: 'b', kind: 'graph', graph: to }], handoffs: [handoff('a', 'b')] });

describe('what a document names outside of itself', () => {
  test('is not looked at where nothing is known of it', () => {
    expect(found(inner('home', 'away'), {})).toEqual([]);
  });

  test('a model must be there, wherever one is named; a default that is missing is told once', () => {
    const asked = graph({
      defaults: { model: 'gone:default' },
      nodes: [
        agent('a'),
        agent('b'),
        agent('c', { model: 'here:one', guardrails: { output: [{ judge: 'Is it kind?', model: 'gone:judge' }] } }),
      ],
      handoffs: [
        handoff('a', 'b'),
        handoff('b', 'c', { context: { history: { summary: 'Short.', model: 'gone:summary' } } }),
      ],
    });
    const modelProblem = (model: string) => (model.startsWith('gone') ? `there is no ${model}` : undefined);
    expect(found(asked, { modelProblem })).toEqual([
      'unknown-model /defaults/model There is no gone:default.',
      'unknown-model /nodes/2/guardrails/output/0/model There is no gone:judge.',
      'unknown-model /handoffs/1/context/history/model There is no gone:summary.',
    ]);
  });

  test('a graph must be there, in the version that is named', () => {
    const facts: Facts = { graph: (id, version) => (id === 'away' && version !== 7 ? graph({ id }) : undefined) };
    expect(found(inner('home', 'away'), facts)).toEqual([]);
    expect(checkGraph(inner('home', 'nowhere'), facts)[0]).toMatchObject({ severity: 'error', code: 'unknown-graph' });
    expect(found(inner('home', 'nowhere'), facts)).toEqual([
      'unknown-graph /nodes/1/graph There is no graph "nowhere" here; choose one that there is, or make it first.',
    ]);
    const tool = { id: 'ask', type: 'graph', graph: 'away', version: 7 } as const;
    expect(found(graph({ tools: [tool] }), facts)).toEqual([
      'unknown-graph /tools/0/graph There is no graph "away" in version 7 here; choose one that there is, or make it first.',
    ]);
  });

  test('a secret and an MCP server must be there', () => {
    const document = graph({
      tools: [
        { id: 'web', type: 'http', url: 'https://example.com', headers: { key: '{{ secrets.TOKN }}' } },
        { id: 'files', type: 'mcp', server: 'flies' },
        { id: 'far', type: 'mcp', server: 'https://example.com/mcp' },
      ],
    });
    const facts: Facts = { secrets: new Set(['TOKEN']), servers: new Set(['files']) };
    expect(found(document, facts)).toEqual([
      'unknown-server /tools/1/server There is no MCP server "flies" here; did you mean "files"?',
      'unknown-secret /tools/0/headers/key There is no secret "TOKN" here; did you mean "TOKEN"?',
    ]);
    const repaired = checkGraph(document, facts).reduce(
      (left, { fix }) => (fix ? applyFix(left, fix) : left),
      document,
    );
    expect(found(repaired, facts)).toEqual([]);
    expect(found(document, { secrets: new Set(['TOKN']), servers: new Set(['flies']) })).toEqual([]);
  });
});

describe('graphs that run each other', () => {
  const facts = (...graphs: Graph[]): Facts => ({ graph: (id) => graphs.find((one) => one.id === id) });
  const endless = 'endless-graph /nodes/1/graph b runs this graph again';

  test('without an end are told of, however many lie between', () => {
    const two = [inner('home', 'away'), inner('away', 'home')] as const;
    expect(found(two[0], facts(...two))[0]).toContain(`${endless}, through "away"`);
    const three = [inner('home', 'away'), inner('away', 'far'), inner('far', 'home')] as const;
    expect(found(three[0], facts(...three))[0]).toContain(endless);
  });

  test('may do so where some way ends before', () => {
    const away: Graph = {
      ...inner('away', 'home'),
      handoffs: [handoff('a', 'b', { trigger: { on: 'model' } })],
    };
    expect(found(inner('home', 'away'), facts(inner('home', 'away'), away))).toEqual([]);
  });

  test('that others run without an end are theirs to mend', () => {
    const away = inner('away', 'away');
    expect(found(inner('home', 'away'), facts(away))).toEqual([]);
  });
});
