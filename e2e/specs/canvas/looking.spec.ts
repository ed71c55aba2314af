// How a graph is looked at: searched, listed, mapped, nearer and farther, laid out, and kept as a picture.
import type { Locator } from '@playwright/test';
import { desk } from '../../fixtures/desk.ts';
import { expect, test } from '../../fixtures/test.ts';
import { chargedTwice } from '../../fixtures/ways.ts';
import { Editor } from '../../ui/editor.ts';
import { undoAll } from '../../ui/hand.ts';
import { openTemplate } from '../../ui/home.ts';

test('the graph is searched, listed, mapped, zoomed, arranged and kept as a picture', async ({ page, api }) => {
  await api.create(desk);
  const editor = new Editor(page);
  await editor.open('desk');
  const percent = editor.canvas.getByTitle('Zoom to 100%');

  await test.step('search shows the first as it is typed, and Enter goes on', async () => {
    await editor.node('Triage').focus();
    await page.keyboard.press('ControlOrMeta+f');
    await page.keyboard.type('topic');
    const search = editor.canvas.getByRole('search');
    await expect(search).toContainText('1 of 2');
    await page.keyboard.press('Enter');
    await expect(search).toContainText('2 of 2');
    await page.keyboard.press('Escape');
    await expect(editor.handoff('Triage', 'Returns')).toBeFocused();
  });
  await test.step('zoomed to what is selected, to everything, and to 100%', async () => {
    await editor.node('Archive').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+@');
    await expect(editor.node('Billing')).not.toBeInViewport();
    await page.keyboard.press('Shift+!');
    await expect(editor.node('Billing')).toBeInViewport();
    await page.keyboard.press('ControlOrMeta+-');
    await expect(percent).not.toHaveText('100%');
    await percent.click();
    await expect(percent).toHaveText('100%');
  });
  await test.step('map and list', async () => {
    await page.keyboard.press('m');
    await expect(editor.canvas.getByRole('img', { name: 'Map' })).toBeVisible();
    await page.keyboard.press('l');
    const list = editor.canvas.getByRole('region', { name: 'List of the graph' });
    await list.getByRole('button', { name: /^Billing/ }).click();
    await expect(editor.inspector.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(/Billing/);
    // Nothing that is looked for lies under what lies over the canvas.
    const covers = [list, editor.canvas.locator('.react-flow__minimap')];
    for (const node of desk.nodes ?? []) {
      await editor.canvas.getByRole('button', { name: 'Show everything' }).click();
      await list.getByRole('button', { name: new RegExp(`^${node.name}`) }).click();
      const card = editor.node(node.name ?? '');
      for (const cover of covers) await expect.poll(() => meet(card, cover)).toBe(false);
    }
  });
  await test.step('arranged', async () => {
    const before = (await api.graph('desk')).nodes;
    await editor.canvas.getByRole('button', { name: 'Arrange' }).click();
    await expect.poll(async () => (await api.graph('desk')).nodes).not.toEqual(before);
    await undoAll(page, 1);
    await expect.poll(async () => (await api.graph('desk')).nodes).toEqual(before);
  });
  await test.step('as SVG and PNG', async () => {
    for (const type of ['SVG', 'PNG']) {
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('combobox', { name: 'Find a node, an action or a graph' }).fill(`Save as ${type}`);
      const download = page.waitForEvent('download');
      await page.keyboard.press('Enter');
      expect((await download).suggestedFilename()).toBe(`desk.${type.toLowerCase()}`);
    }
  });
  await test.step('a graph without nodes has no map, though one was asked for', async () => {
    await api.create({ format: 'baton/1', id: 'blank', name: 'Blank', entry: 'a', nodes: [], handoffs: [] });
    await editor.open('blank');
    await expect(editor.canvas.getByText('press A to add one')).toBeVisible();
    await expect(editor.canvas.getByRole('img', { name: 'Map' })).toHaveCount(0);
  });
  await test.step('one that opens far away has its handoffs, and still has them near by', async () => {
    const away = { id: 'away', kind: 'agent', name: 'Away', position: { x: 6000, y: 0 } } as const;
    await api.create({ ...desk, id: 'far', nodes: [...(desk.nodes ?? []), away] });
    await editor.open('far');
    const handoffs = editor.canvas.getByRole('group', { name: /^Handoff from/ });
    await expect(handoffs).toHaveCount(2);
    await page.keyboard.press('ControlOrMeta+0');
    await expect(percent).toHaveText('100%');
    await expect(handoffs).toHaveCount(2);
  });
});

test('a handoff that is selected is told from one that was taken, also from far away', async ({ page }) => {
  const editor = await openTemplate(page, 'Customer service');
  await editor.run(chargedTwice);
  await expect(editor.status).toContainText('Finished');
  const [taken, other] = [editor.handoff('Triage', 'Billing'), editor.handoff('Triage', 'Technical')];
  await expect
    .poll(async () => {
      await page.keyboard.press('ControlOrMeta+-');
      return Number.parseInt(await editor.canvas.getByTitle('Zoom to 100%').innerText(), 10);
    })
    .toBeLessThan(40);
  /** How wide and how opaque the lines are that it is drawn with. */
  const look = (handoff: Locator): Promise<string> =>
    handoff.evaluate((group) =>
      [...group.querySelectorAll('path')]
        .map((path) => getComputedStyle(path))
        .map(({ strokeWidth, strokeOpacity }) => `${strokeWidth} ${strokeOpacity}`)
        .join(', '),
    );
  const looks = [await look(other), await look(taken)];
  for (const handoff of [other, taken]) {
    await handoff.focus();
    await page.keyboard.press('Space');
    await expect(handoff.locator('[data-selected]').first()).toBeAttached();
    looks.push(await look(handoff));
  }
  expect(new Set(looks).size).toBe(looks.length);
});

async function meet(one: Locator, other: Locator): Promise<boolean> {
  const [a, b] = [(await one.boundingBox())!, (await other.boundingBox())!];
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
