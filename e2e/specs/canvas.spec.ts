// The gestures of the canvas, by mouse and by keyboard. Each is one step: as many undos as gestures give the start again.
import type { Graph, Handoff } from '@baton/shared/graph';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { Editor } from '../ui/editor.ts';

const handoff = (from: string, to: string): Handoff => ({
  id: `${from}-${to}`,
  from,
  to,
  trigger: { on: 'rule', if: `state.topic == "${to}"` },
});

const desk: Graph = {
  format: 'baton/1',
  id: 'desk',
  name: 'Desk',
  entry: 'triage',
  state: { topic: { type: 'string' } },
  nodes: [
    { id: 'triage', kind: 'agent', name: 'Triage', position: { x: 0, y: 0 } },
    { id: 'billing', kind: 'agent', name: 'Billing', position: { x: 560, y: 0 } },
    { id: 'returns', kind: 'agent', name: 'Returns', position: { x: 560, y: 256 } },
    { id: 'archive', kind: 'agent', name: 'Archive', position: { x: 0, y: 384 } },
  ],
  handoffs: [handoff('triage', 'billing'), handoff('triage', 'returns')],
};

const handoffs = (editor: Editor): Locator => editor.canvas.getByRole('group', { name: /^Handoff from/ });
const nodes = (editor: Editor): Locator => editor.canvas.getByRole('group', { name: / (Agent|Router|Person)\b/ });
const picker = (editor: Editor, word: string): Locator => editor.canvas.getByRole('combobox', { name: word });

interface Point {
  x: number;
  y: number;
}

async function at(place: Locator, right = 0.5, down = 0.5): Promise<Point> {
  const { x, y, width, height } = (await place.boundingBox())!;
  return { x: x + width * right, y: y + height * down };
}

/** Presses at one point and goes to another. @param before what is done there before the button is let go. */
async function drag(page: Page, from: Point, to: Point, before?: () => Promise<void>): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  // A hand begins slowly: what is taken is held where it was taken.
  await page.mouse.move(from.x + 4, from.y, { steps: 4 });
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await before?.();
  await page.mouse.up();
}

async function undoAll(page: Page, steps: number): Promise<void> {
  const undo = page.getByRole('button', { name: /^Undo/ });
  for (let step = 0; step < steps; step++) await undo.click();
  await expect(undo).toBeDisabled();
}

test('nodes are added, connected and put between by mouse', async ({ page, api }) => {
  await api.create(desk);
  const editor = new Editor(page);
  await editor.open('desk');
  const palette = page.getByRole('navigation', { name: 'Palette' });
  const start = await api.graph('desk');
  const triage = await at(editor.node('Triage'), 1);
  const empty = await at(editor.node('Triage'), 0.5, 2.6);

  // Pulled out of a card and called off: nothing.
  await drag(page, triage, await at(editor.node('Archive')), () => page.keyboard.press('Escape'));
  await expect(handoffs(editor)).toHaveCount(2);
  // Onto the body of a card: connected.
  await drag(page, triage, await at(editor.node('Archive'), 0.3, 0.7));
  await expect(editor.handoff('Triage', 'Archive')).toBeVisible();
  // Onto nothing: what comes next is asked there, and Esc leaves all as it was.
  await drag(page, triage, empty);
  await expect(picker(editor, 'Triage hands over to')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(nodes(editor)).toHaveCount(4);
  await drag(page, triage, empty);
  await editor.canvas.getByRole('option', { name: /^Person/ }).click();
  await expect(editor.handoff('Triage', 'Person')).toBeVisible();
  // From the palette, by a click and by dragging onto a handoff.
  await palette.getByRole('button', { name: 'Add Router' }).click();
  await expect(editor.node('Router')).toBeInViewport();
  const middle = await at(editor.canvas.getByText(/topic = returns/));
  const dataTransfer = await page.evaluateHandle(() => new DataTransfer());
  await palette.getByRole('button', { name: 'Add Agent' }).dispatchEvent('dragstart', { dataTransfer });
  for (const event of ['dragover', 'drop'])
    await editor.canvas
      .getByRole('application')
      .dispatchEvent(event, { dataTransfer, clientX: middle.x, clientY: middle.y });
  await expect(editor.handoff('Agent', 'Returns')).toBeVisible();
  await expect(editor.handoff('Triage', 'Agent')).toBeVisible();

  await undoAll(page, 4);
  await expect.poll(() => api.graph('desk')).toEqual(start);
});

test('a node is put into a handoff and taken out again by mouse', async ({ page, api }) => {
  await api.create(desk);
  const editor = new Editor(page);
  await editor.open('desk');
  await drag(page, await at(editor.node('Archive')), await at(editor.canvas.getByText(/topic = billing/)));
  await expect(editor.handoff('Archive', 'Billing')).toBeVisible();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Connect what was around' }).click();
  await expect(editor.handoff('Triage', 'Billing')).toBeVisible();
});

test('the same by keyboard', async ({ page, api }) => {
  await api.create(desk);
  const editor = new Editor(page);
  await editor.open('desk');
  const start = await api.graph('desk');
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const choose = async (name: string | RegExp, typed: string): Promise<void> => {
    await expect(editor.canvas.getByRole('combobox', { name })).toBeFocused();
    await page.keyboard.type(typed);
    await press('Enter');
  };
  await editor.node('Triage').focus();
  // Walk: to its first handoff, to the next one, along it, and back.
  await press('ArrowRight', 'ArrowDown', 'ArrowRight');
  await expect(editor.node('Returns')).toBeFocused();
  await press('ArrowLeft');
  await expect(editor.handoff('Triage', 'Returns')).toBeFocused();
  // 1: asked earlier, 2: switched off, 3: a node put into it.
  await press('Alt+ArrowUp', 'd', 'i');
  await choose(/^Insert/, 'router');
  await expect(editor.node('Router')).toBeFocused();
  // 4: hands over to a node that is there, 5: led elsewhere.
  await press('c');
  await choose('Router hands over to', 'archive');
  await expect(editor.handoff('Router', 'Archive')).toBeFocused();
  await press('r');
  await choose(/^Lead to/, 'billing');
  await expect(editor.handoff('Router', 'Billing')).toBeFocused();
  // 6: a new node, 7: a copy of it, 8: deleted.
  await press('a');
  await choose(/^Add/, 'person');
  await expect(editor.node('Person')).toBeFocused();
  await press('ControlOrMeta+d');
  await expect(editor.node('Person.*')).toHaveCount(2);
  await press('Delete');
  await expect(editor.node('Person.*')).toHaveCount(1);
  // 9, 10, 11: all selected, aligned, distributed, framed in a note that is written at once (12).
  await press('ControlOrMeta+a', 'Alt+a', 'Alt+Shift+v', 'ControlOrMeta+g');
  await expect(editor.canvas.getByRole('textbox', { name: 'Text of the note' })).toBeFocused();
  await page.keyboard.type('The desk');
  await press('Escape');
  await expect(editor.canvas.getByRole('group', { name: 'Note: The desk' })).toBeVisible();

  await undoAll(page, 12);
  await expect.poll(() => api.graph('desk')).toEqual(start);
});

test('parts go between windows and come from a text', async ({ page, context, api }) => {
  await api.create(desk);
  await api.create({ format: 'baton/1', id: 'blank', name: 'Blank', entry: 'a', nodes: [], handoffs: [] });
  const editor = new Editor(page);
  await editor.open('desk');
  await editor.node('Triage').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  await page.keyboard.press('ControlOrMeta+x');
  await expect(nodes(editor)).toHaveCount(0);

  const other = new Editor(await context.newPage());
  await other.open('blank');
  await other.page.keyboard.press('ControlOrMeta+v');
  await expect(nodes(other)).toHaveCount(4);
  await expect(other.handoff('Triage', 'Returns')).toBeVisible();
  await other.page.evaluate(
    (text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    `Here it is:\n\n\`\`\`json\n${JSON.stringify(desk)}\n\`\`\``,
  );
  await expect(nodes(other)).toHaveCount(8);
});

test('the graph is searched, listed, mapped, arranged and kept as a picture', async ({ page, api }) => {
  await api.create(desk);
  const editor = new Editor(page);
  await editor.open('desk');
  await editor.node('Triage').focus();
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('return');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(editor.node('Returns')).toBeFocused();
  await page.keyboard.press('m');
  await expect(editor.canvas.getByRole('img', { name: 'Map' })).toBeVisible();
  await page.keyboard.press('l');
  const list = editor.canvas.getByRole('region', { name: 'List of the graph' });
  await list.getByRole('button', { name: /^Billing/ }).click();
  await expect(editor.inspector.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(/Billing/);
  const before = (await api.graph('desk')).nodes;
  await editor.canvas.getByRole('button', { name: 'Arrange' }).click();
  await expect.poll(async () => (await api.graph('desk')).nodes).not.toEqual(before);
  await undoAll(page, 1);
  await expect.poll(async () => (await api.graph('desk')).nodes).toEqual(before);

  for (const type of ['SVG', 'PNG']) {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: 'Find a node, an action or a graph' }).fill(`Save as ${type}`);
    const download = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    expect((await download).suggestedFilename()).toBe(`desk.${type.toLowerCase()}`);
  }
});

test('a graph that opens far away has its handoffs, and still has them near by', async ({ page, api }) => {
  const away = { id: 'away', kind: 'agent', name: 'Away', position: { x: 6000, y: 0 } } as const;
  await api.create({ ...desk, nodes: [...(desk.nodes ?? []), away] });
  const editor = new Editor(page);
  await editor.open('desk');
  await expect(handoffs(editor)).toHaveCount(2);
  await page.keyboard.press('ControlOrMeta+0');
  await expect(editor.canvas.getByRole('button', { name: '100%' })).toBeVisible();
  await expect(handoffs(editor)).toHaveCount(2);
});
