import { describe, expect, test } from 'vitest';
import { checkGraph } from '../checks/index.ts';
import { graphJsonSchema } from '../graph/json-schema.ts';
import { validateJson } from '../graph/validate.ts';
import { parseGraphText } from '../graph/parse.ts';
import { writeGraph } from '../graph/write.ts';
import { templates } from './index.ts';

/** Cards of 240 × 96 on a grid of 20, with room for a label of a handoff between any two of them. */
const card = { width: 240, height: 96 };
const room = { across: 140, down: 80 };
const grid = 20;

test('there are four teams to start from, and every pattern, each under a name of its own', () => {
  const ids = Object.groupBy(templates(), (template) => template.group);
  expect(ids.team?.map((template) => template.id)).toEqual([
    'customer-service',
    'software-team',
    'medical-questions',
    'research-write-edit',
  ]);
  expect(ids.pattern?.map((template) => template.id)).toEqual([
    'chaining',
    'routing',
    'sectioning',
    'voting',
    'orchestrator-workers',
    'evaluator-optimiser',
    'gated-agent',
    'human-escalation',
  ]);
});

describe.each(templates())('$id', ({ graph, group, message, alternatives }) => {
  const nodes = graph.nodes ?? [];
  const scenarios = graph.scenarios ?? [];

  test('has nothing that a check would remark on', () => {
    expect(checkGraph(graph)).toEqual([]);
  });

  test('is accepted by the published JSON Schema, and written and read again without a change', () => {
    expect(validateJson(graphJsonSchema(), graph)).toEqual([]);
    expect(parseGraphText(writeGraph(graph))).toEqual({ ok: true, graph });
  });

  test('says what each node is for, and what its model is told', () => {
    const unsaid = nodes.filter((node) => !node.name || !node.description);
    const untold = nodes.filter(
      (node) => node.kind === 'agent' && (node.instructions ?? '').length < (group === 'team' ? 150 : 60),
    );
    expect([...unsaid, ...untold].map((node) => node.id)).toEqual([]);
  });

  test('lies on the grid, with room for labels between the cards', () => {
    const at = nodes.map(({ id, position }) => ({ id, x: position?.x ?? NaN, y: position?.y ?? NaN }));
    expect(at.filter(({ x, y }) => x % grid !== 0 || y % grid !== 0)).toEqual([]);
    const close = at.flatMap((one) =>
      at
        .filter((other) => other.id > one.id)
        .filter((other) => Math.abs(one.x - other.x) < card.width + room.across)
        .filter((other) => Math.abs(one.y - other.y) < card.height + room.down)
        .map((other) => `${one.id} and ${other.id}`),
    );
    expect(close).toEqual([]);
  });

  test('has a scenario for every message that it proposes, and they take different routes', () => {
    const said = scenarios.map((scenario) => scenario.say[0]);
    for (const proposed of [message, ...alternatives]) expect(said).toContain(proposed);
    const routes = new Set(scenarios.map((scenario) => scenario.expect?.route?.join(' ')));
    if (group === 'team') expect(routes.size).toBeGreaterThanOrEqual(3);
  });

  test('takes every handoff and visits every node in one scenario or another', () => {
    const visited = new Set(scenarios.flatMap((scenario) => scenario.expect?.route ?? []));
    expect(nodes.map((node) => node.id).filter((id) => !visited.has(id))).toEqual([]);
  });

  test('plays a script wherever a model would be asked, with no step that only a model could follow', () => {
    const asked = nodes.flatMap((node) =>
      node.kind === 'agent' || (node.kind === 'router' && node.classify)
        ? [{ id: node.id, script: node.script ?? [] }]
        : [],
    );
    // The last step holds whatever is said.
    expect(asked.filter(({ script }) => script.at(-1) === undefined || script.at(-1)?.if !== undefined)).toEqual([]);
    const targets = asked.flatMap(({ id, script }) =>
      script.flatMap((step) => step.handoff ?? []).map((to) => ({ from: id, to })),
    );
    expect(graph.handoffs).toEqual(expect.arrayContaining(targets.map((ends) => expect.objectContaining(ends))));
  });
});
