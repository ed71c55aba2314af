// Every gesture of the canvas by keyboard alone, and parts of a graph that go through the clipboard.
import type { Graph } from '@baton/shared/graph';
import type { Locator } from '@playwright/test';
import { desk } from '../../fixtures/desk.ts';
import { expect, test } from '../../fixtures/test.ts';
import { Editor } from '../../ui/editor.ts';
import { undoAll } from '../../ui/hand.ts';

const nodes = (editor: Editor): Locator => editor.canvas.getByRole('group', { name: / (Agent|Router|Person)\b/ });
const blank: Graph = { format: 'baton/1', id: 'blank', name: 'Blank', entry: 'a', nodes: [], handoffs: [] };

test('a graph is walked, changed and arranged, and undone', async ({ page, api }) => {
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
  const selected = (title: string): Promise<void> =>
    expect(editor.inspector.getByRole('heading', { level: 2, name: title })).toBeVisible();

  await test.step('along its first handoff to the next one, along that, and back', async () => {
    await editor.node('Triage').focus();
    await press('ArrowRight', 'ArrowDown', 'ArrowRight');
    await expect(editor.node('Returns')).toBeFocused();
    await press('ArrowUp');
    await expect(editor.node('Billing')).toBeFocused();
    await press('ArrowDown', 'ArrowLeft');
    await expect(editor.handoff('Triage', 'Returns')).toBeFocused();
  });
  await test.step('1, 2, 3: asked earlier, switched off, a node put into it', async () => {
    await press('Alt+ArrowUp', 'd', 'i');
    await choose(/^Insert/, 'router');
    await expect(editor.node('Router')).toBeFocused();
  });
  await test.step('4: hands over to a node that is there', async () => {
    await press('c');
    await choose('Router hands over to', 'archive');
    await expect(editor.handoff('Router', 'Archive')).toBeFocused();
  });
  await test.step('5, 6: led to another node, and from another', async () => {
    await press('r');
    await choose('Lead to a node', 'billing');
    await expect(editor.handoff('Router', 'Billing')).toBeFocused();
    await press('Shift+R');
    await choose('Lead from a node', 'archive');
    await expect(editor.handoff('Archive', 'Billing')).toBeFocused();
  });
  await test.step('7, 8, 9: a new node, a copy of it, deleted', async () => {
    await press('a');
    await choose(/^Add/, 'person');
    await expect(editor.node('Person')).toBeFocused();
    await press('ControlOrMeta+d');
    await expect(editor.node('Person.*')).toHaveCount(2);
    await press('Delete');
    await expect(editor.node('Person.*')).toHaveCount(1);
  });
  await test.step('10: another start, from the menu key', async () => {
    await editor.node('Archive').focus();
    await press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Start here' }).press('Enter');
    await expect(editor.node('Archive')).toHaveAccessibleName(/start/);
  });
  await test.step('what comes after, what leads here, and one after the other', async () => {
    await editor.node('Triage').focus();
    await press('ControlOrMeta+Shift+ArrowRight');
    await selected('7 selected');
    await press('Escape', 'ArrowRight');
    await press('ArrowRight', 'ControlOrMeta+Shift+ArrowLeft');
    await selected('3 selected');
    await editor.node('Billing').focus();
    await press('Space', 'ControlOrMeta+ArrowDown');
    await selected('Billing');
    await press('Shift+Space');
    await selected('2 selected');
  });
  await test.step('11: moved with the arrows, all in one step', async () => {
    await press('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight');
    await expect
      .poll(async () => (await api.graph('desk')).nodes?.find(({ id }) => id === 'billing')?.position)
      .toEqual({ x: 568, y: 16 });
  });
  await test.step('12, 13, 14, 15: all aligned, distributed, framed in a note that is written at once', async () => {
    await press('ControlOrMeta+a', 'Alt+a', 'Alt+Shift+v', 'ControlOrMeta+g');
    await expect(editor.canvas.getByRole('textbox', { name: 'Text of the note' })).toBeFocused();
    await page.keyboard.type('The desk');
    await press('Escape');
  });
  await test.step('16: the note is sized', async () => {
    const note = editor.canvas.getByRole('group', { name: 'Note: The desk' });
    await expect(note).toBeFocused();
    const { width } = (await note.boundingBox())!;
    await press('Alt+ArrowRight', 'Alt+ArrowRight', 'Alt+ArrowDown');
    await expect.poll(async () => (await note.boundingBox())!.width).toBeGreaterThan(width);
  });

  await undoAll(page, 16);
  await expect.poll(() => api.graph('desk')).toEqual(start);
});

test('parts go between windows and come from a text', async ({ page, context, api }) => {
  await api.create(desk);
  await api.create(blank);
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
  const pasteText = (text: string) =>
    other.page.evaluate((data) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', data);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  await pasteText(`Here it is:\n\n\`\`\`json\n${JSON.stringify(desk)}\n\`\`\``);
  await expect(nodes(other)).toHaveCount(8);

  await pasteText(JSON.stringify({ ...desk, nodes: [{ id: 'a', kind: 'robot' }] }));
  await expect(other.page.getByText('What was copied is no valid graph. /nodes/0/kind:').first()).toBeVisible();
  await expect(nodes(other)).toHaveCount(8);
});
