// Everything that the format can say has a place in the forms, where it is shown and where its problems are told; and
// whatever a form lets one choose, the format can say.
import { type Graph, parseGraph, type Problem } from '@baton/shared/graph';
import { act, cleanup, fireEvent, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeServer } from '../api/fake-server.ts';
import { useDocument } from '../document/document.ts';
import { useSelection } from '../document/selection.ts';
import { TooltipProvider } from '../ui/Tooltip.tsx';
import { Inspector } from './Inspector.tsx';
import { everything, placesOf, placesOfFormat, tokensOf } from './completeness.fixture.ts';
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
}

/** The form that is looked at: a tool's stands over the graph's. */
const form = (): Element => document.querySelector('dialog') ?? document.body;
const sections = (): HTMLDetailsElement[] => [...form().querySelectorAll('details')];

function unfoldAll(): void {
  for (const section of sections()) turn(section, true);
  unfoldDetails();
}

function unfoldDetails(): void {
  for (const button of form().querySelectorAll('button[aria-label^="Details of"]')) fireEvent.click(button);
}

function turn(section: HTMLDetailsElement, open: boolean): void {
  if (section.open === open) return;
  section.open = open;
  fireEvent(section, new Event('toggle'));
}

/** All that can be read in the form: texts, and what stands in its controls. */
function shown(): string {
  const controls = [...form().querySelectorAll<HTMLInputElement>('input, textarea, select')];
  return `${form().textContent} ${controls.map(({ value }) => value).join(' ')}`;
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
    unfoldAll();
    const text = shown();
    expect(tokensOf(value).filter((token) => !text.includes(token))).toEqual([]);
  });

  test('tells a problem of each of its values by the field of it', async () => {
    await show(everything, at);
    unfoldAll();
    const fields = leavesOf(value).filter((field) => field !== '' && inForms(starred(root + field)));
    // A field tells one problem at a time: what is told now is mended before the next round.
    let left = fields.filter(ofForm(root)).map((field) => problemAt(root + field));
    for (let told = -1; told !== 0;) {
      tell(left);
      const words = toldByFields();
      const next = left.filter(({ message }) => !words.has(message));
      told = left.length - next.length;
      left = next;
    }
    expect(left.map(({ path }) => path)).toEqual([]);
  });

  test('says every problem of it, whole or part, folded and unfolded', async () => {
    await show(everything, at);
    const paths = partsOf(value)
      .filter(ofForm(root))
      .map((part) => root + part);
    const unsaid = (): string[] => {
      const words = new Set([...form().querySelectorAll('[data-severity] p')].map((note) => note.textContent));
      return paths.filter((path) => !words.has(problemAt(path).message));
    };
    for (const section of sections()) turn(section, false);
    tell(paths.map(problemAt));
    expect(unsaid()).toEqual([]);
    unfoldAll();
    expect(unsaid()).toEqual([]);
  });

  test('offers nothing that the format cannot say', async () => {
    await show(everything, at);
    // A section at a time: with all of them unfolded each choice draws a form of hundreds of fields.
    for (const section of sections()) turn(section, false);
    const refused = refusedChoices(form());
    for (const section of sections()) {
      turn(section, true);
      unfoldDetails();
      refused.push(...refusedChoices(section));
      turn(section, false);
    }
    expect(refused).toEqual([]);
  }, 30_000);
});

/** Chooses everything that the selects in `root` offer; what the format refused then. */
function refusedChoices(root: Element): string[] {
  const refused: string[] = [];
  for (const select of root.querySelectorAll('select')) {
    const before = useDocument.getState().graph;
    for (const value of [...select.options].map((option) => option.value)) {
      if (!select.isConnected) break;
      if (select.value === value) continue;
      fireEvent.change(select, { target: { value } });
      const parsed = parseGraph(useDocument.getState().graph);
      if (parsed.ok) continue;
      const label = select.labels?.[0]?.textContent ?? select.ariaLabel;
      refused.push(`${label}: ${value}: ${parsed.problems[0]?.message}`);
    }
    while (useDocument.getState().graph !== before) act(() => useDocument.getState().undo());
  }
  return refused;
}

const problemAt = (path: string): Problem => ({ severity: 'error', code: 'x', path, message: `Told at ${path}.` });

function tell(problems: readonly Problem[]): void {
  act(() => useDocument.setState({ problems }));
}

/** What the fields say, without the list of what no field says. */
function toldByFields(): Set<string | null> {
  const notes = [...form().querySelectorAll('[data-severity] p')];
  return new Set(notes.filter((note) => !note.closest('[aria-label="Problems"]')).map((note) => note.textContent));
}

/** The settings of the graph leave out what has a form of its own. */
const ofForm =
  (root: string) =>
  (field: string): boolean =>
    root !== '' || !/^\/(nodes|handoffs|tools|notes)/.test(field);

/** `''`, `/guardrails`, `/guardrails/input`, …: every value in it, and itself. */
function partsOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, entry]) => partsOf(entry, `${path}/${key}`))];
}

/** `/guardrails/input/0/trip` for every value in it that has no others in it. */
function leavesOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, entry]) => leavesOf(entry, `${path}/${key}`));
}

const starred = (path: string): string => path.replaceAll(/\/\d+(?=\/|$)/g, '/*');
