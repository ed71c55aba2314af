// Everything that the format can say has a place in the forms, where it is shown and where its problems are told; and
// whatever a form lets one choose, the format can say.
import { type Graph, parseGraph, type Problem } from '@baton/shared/graph';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeServer } from '../api/fake-server.ts';
import { useDocument } from '../document/document.ts';
import { useSelection } from '../document/selection.ts';
import { TooltipProvider } from '../ui/Tooltip.tsx';
import { Inspector } from './Inspector.tsx';
import { everything, placesOf, placesOfFormat, tokensOf } from './said.ts';
import { openTool } from './tools/openTool.ts';

/** What is said elsewhere than in a form, and where. */
const elsewhere: readonly [place: RegExp, where: string][] = [
  [/^\/format$/, 'fixed by the format'],
  [/^\/id$/, 'the address of the graph; it is given when the graph is made'],
  [/^\/notes/, 'on the canvas'],
  [/^\/nodes\/\*\/kind$/, 'chosen in the palette'],
  [/^\/nodes\/\*\/position/, 'on the canvas'],
  [/^\/tools\/\*\/type$/, 'chosen when the tool is made'],
  [/^\/handoffs\/\*\/(id|from)$/, 'on the canvas, by drawing and reconnecting; and in the JSON of the handoff'],
  [/^\/handoffs\/\*\/trigger\/on$/, 'the trigger picker'],
];
const inForms = (place: string): boolean => !elsewhere.some(([pattern]) => pattern.test(place));

test('the document of these tests says everything that the format can say', () => {
  const said = new Set(placesOf(everything));
  expect([...placesOfFormat()].filter((place) => !said.has(place))).toEqual([]);
});

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  act(() => openTool(undefined));
  useDocument.getState().close();
  vi.unstubAllGlobals();
});

async function show(graph: Graph, at: { nodes?: string[]; handoffs?: string[]; tool?: number } = {}): Promise<void> {
  fakeServer(graph);
  await useDocument.getState().open(graph.id);
  useSelection.getState().select(at);
  render(
    <TooltipProvider>
      <Inspector />
    </TooltipProvider>,
  );
  if (at.tool !== undefined) act(() => openTool(at.tool));
  unfoldAll();
}

function unfoldAll(): void {
  for (const details of document.querySelectorAll('details')) {
    if (details.open) continue;
    details.open = true;
    fireEvent(details, new Event('toggle'));
  }
  for (const button of screen.queryAllByRole('button', { name: /^Details of/ })) fireEvent.click(button);
}

/** All that can be read in the form: texts, and what stands in its controls. */
function shown(): string {
  const controls = [...document.querySelectorAll<HTMLInputElement>('input, textarea, select')];
  return `${document.body.textContent} ${controls.map(({ value }) => value).join(' ')}`;
}

const places = [
  {
    name: 'the graph’s settings',
    root: '',
    at: {},
    value: { ...everything, nodes: [], handoffs: [], tools: [], notes: [] },
  },
  ...(everything.tools ?? []).map((tool, index) => ({
    name: `a tool of type ${tool.type}`,
    root: `/tools/${index}`,
    at: { tool: index },
    value: tool,
  })),
  ...(everything.nodes ?? []).map((node, index) => ({
    name: `a node of kind ${node.kind}`,
    root: `/nodes/${index}`,
    at: { nodes: [node.id] },
    value: node,
  })),
  ...(everything.handoffs ?? []).map((handoff, index) => ({
    name: `the handoff ${handoff.id}`,
    root: `/handoffs/${index}`,
    at: { handoffs: [handoff.id] },
    value: handoff,
  })),
];

describe.each(places)('$name', ({ root, at, value }) => {
  test('shows all that it says', async () => {
    await show(everything, at);
    const text = shown();
    expect(tokensOf(value).filter((token) => !text.includes(token))).toEqual([]);
  });

  test('tells a problem of each of its values in the form', async () => {
    await show(everything, at);
    const fields = leavesOf(value).filter((field) => field !== '' && inForms(starred(root + field)));
    const problems = fields
      .filter((field) => root !== '' || !/^\/(nodes|handoffs|tools|notes)/.test(field))
      .map((field): Problem => ({ severity: 'error', code: 'x', path: root + field, message: `told at ${field}.` }));
    const silent: string[] = [];
    for (const problem of problems) {
      act(() => useDocument.setState({ problems: [problem] }));
      if (!document.body.textContent?.includes(`Told at${problem.message.slice(7)}`)) silent.push(problem.path);
    }
    expect(silent).toEqual([]);
  }, 120_000);

  test('offers nothing that the format cannot say', async () => {
    await show(everything, at);
    const refused: string[] = [];
    for (const select of document.querySelectorAll('select')) {
      for (const value of [...select.options].map((option) => option.value)) {
        const before = useDocument.getState().graph;
        if (!select.isConnected) break;
        fireEvent.change(select, { target: { value } });
        const { graph } = useDocument.getState();
        const parsed = parseGraph(graph);
        if (!parsed.ok)
          refused.push(
            `${select.labels?.[0]?.textContent ?? select.ariaLabel}: ${value}: ${parsed.problems[0]?.message}`,
          );
        if (graph !== before) act(() => useDocument.getState().undo());
      }
    }
    expect(refused).toEqual([]);
  }, 120_000);
});

/** `/guardrails/input/0/trip` for every value in it that has no others in it. */
function leavesOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, entry]) => leavesOf(entry, `${path}/${key}`));
}

const starred = (path: string): string => path.replaceAll(/\/\d+(?=\/|$)/g, '/*');
