// Every gesture of the canvas by mouse. Each is one step: as many undos as gestures give the start again.
import type { Locator, Page } from '@playwright/test';
import { desk } from '../../fixtures/desk.ts';
import { expect, test } from '../../fixtures/test.ts';
import { Editor } from '../../ui/editor.ts';
import { at, drag, from, undoAll } from '../../ui/hand.ts';

const handoffs = (editor: Editor): Locator => editor.canvas.getByRole('group', { name: /^Handoff from/ });
const nodes = (editor: Editor): Locator => editor.canvas.getByRole('group', { name: / (Agent|Router|Person)\b/ });
const picker = (editor: Editor, word: string): Locator => editor.canvas.getByRole('combobox', { name: word });
const selected = (editor: Editor, count: number): Promise<void> =>
  expect(editor.inspector.getByRole('heading', { level: 2, name: `${count} selected` })).toBeVisible();

/** Far enough away that a hand is not near the edges, where the view follows it. */
async function stepBack({ page, canvas }: Editor): Promise<void> {
  const percent = canvas.getByTitle('Zoom to 100%');
  for (let step = 0; step < 2; step++) {
    const before = await percent.innerText();
    await page.keyboard.press('ControlOrMeta+-');
    await expect(percent).not.toHaveText(before);
  }
}

// The view is at once where it goes.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

async function fromMenu(page: Page, on: Locator, item: string): Promise<void> {
  await on.click({ button: 'right' });
  await page.getByRole('menuitem', { name: item }).click();
}

test('nodes are added and connected', async ({ page, api }) => {
  await api.create(desk);
  const editor = new Editor(page);
  await editor.open('desk');
  const palette = page.getByRole('navigation', { name: 'Palette' });
  const start = await api.graph('desk');
  const triage = await at(editor.node('Triage'), 1);
  const empty = await at(editor.node('Triage'), 0.5, 2.6);

  await test.step('pulled out of a card and called off: nothing', async () => {
    const before = (): Promise<void> => page.keyboard.press('Escape');
    await drag(page, triage, await at(editor.node('Archive')), { before });
    await expect(handoffs(editor)).toHaveCount(2);
  });
  await test.step('1, 2: dropped on the body of a card, or where handoffs arrive, it connects', async () => {
    await drag(page, triage, await at(editor.node('Archive'), 0.3, 0.7));
    await expect(editor.handoff('Triage', 'Archive')).toBeVisible();
    await drag(page, await at(editor.node('Archive'), 1), await at(editor.node('Returns'), 0));
    await expect(editor.handoff('Archive', 'Returns')).toBeVisible();
  });
  await test.step('3: dropped on nothing, it asks what comes next; Esc leaves all as it was', async () => {
    await drag(page, triage, empty);
    await expect(picker(editor, 'Triage hands over to')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(nodes(editor)).toHaveCount(4);
    await drag(page, triage, empty);
    await editor.canvas.getByRole('option', { name: /^New person/ }).click();
    await expect(editor.handoff('Triage', 'Person')).toBeVisible();
  });
  await test.step('4: a click in the palette adds beside what is selected', async () => {
    await palette.getByRole('button', { name: 'Add Router' }).click();
    await expect(editor.node('Router')).toBeInViewport();
  });
  await test.step('5: dragged from the palette onto a handoff, it is put into it', async () => {
    const middle = await at(editor.canvas.getByText(/topic = returns/));
    const dataTransfer = await page.evaluateHandle(() => new DataTransfer());
    await palette.getByRole('button', { name: 'Add Agent' }).dispatchEvent('dragstart', { dataTransfer });
    for (const event of ['dragover', 'drop'])
      await editor.canvas
        .getByRole('application')
        .dispatchEvent(event, { dataTransfer, clientX: middle.x, clientY: middle.y });
    await expect(editor.handoff('Agent', 'Returns')).toBeVisible();
    await expect(editor.handoff('Triage', 'Agent')).toBeVisible();
  });
  await test.step('6: a double click on nothing asks what shall be there', async () => {
    const corner = await at(editor.canvas, 0.95, 0.08);
    await page.mouse.dblclick(corner.x, corner.y);
    await expect(picker(editor, 'Add a node')).toBeFocused();
    await editor.canvas.getByRole('option', { name: /^Join/ }).click();
    await expect(editor.node('Join')).toBeVisible();
  });

  await undoAll(page, 6);
  await expect.poll(() => api.graph('desk')).toEqual(start);
});

test('tools and stored graphs come out of the palette', async ({ page, api }) => {
  const prices = {
    id: 'prices',
    type: 'builtin',
    builtin: 'lookup',
    description: 'What things cost.',
    data: {},
  } as const;
  await api.create({ ...desk, tools: [prices, { id: 'shop', type: 'mcp', server: 'https://shop.example/mcp' }] });
  await api.create({ ...desk, id: 'refunds', name: 'Refunds' });
  const editor = new Editor(page);
  await editor.open('desk');
  const palette = page.getByRole('navigation', { name: 'Palette' });
  const start = await api.graph('desk');

  await test.step('1, 2: a tool that is dropped onto an agent is one that it may call', async () => {
    for (const [tool, agent] of [
      ['Add a node that calls prices', 'Billing'],
      ['shop: drag it onto an agent', 'Returns'],
    ] as const) {
      await palette.getByRole('button', { name: tool }).dragTo(editor.node(agent));
      await expect(editor.inspector.getByRole('heading', { level: 2, name: agent })).toBeVisible();
    }
    await expect
      .poll(async () => (await api.graph('desk')).nodes)
      .toMatchObject([
        { id: 'triage' },
        { id: 'billing', tools: ['prices'] },
        { id: 'returns', tools: ['shop'] },
        { id: 'archive' },
      ]);
  });
  await test.step('3: a click begins a node that runs a graph', async () => {
    await palette.getByRole('button', { name: 'Add a node that runs Refunds' }).click();
    await expect(editor.node('Refunds')).toBeInViewport();
  });
  await test.step('4: by keyboard they are found by their names', async () => {
    await page.keyboard.press('a');
    await picker(editor, 'Add a node').fill('pric');
    await page.keyboard.press('Enter');
    await expect(editor.node('prices')).toBeVisible();
  });
  await test.step('5: on nothing a tool begins a node that calls it', async () => {
    const { width } = (await editor.canvas.boundingBox())!;
    const corner = { x: width - 60, y: 60 };
    await palette
      .getByRole('button', { name: 'Add a node that calls prices' })
      .dragTo(editor.canvas, { targetPosition: corner });
    await expect(editor.node('prices 2')).toBeVisible();
  });
  await expect
    .poll(async () => (await api.graph('desk')).nodes)
    .toMatchObject([
      ...(start.nodes ?? []).map(({ id }) => ({ id })),
      { kind: 'graph', graph: 'refunds' },
      { kind: 'tool', tool: 'prices' },
      { kind: 'tool', tool: 'prices' },
    ]);

  await undoAll(page, 5);
  await expect.poll(() => api.graph('desk')).toEqual(start);
});

test('what is there is led elsewhere, put between, taken out, switched off and copied', async ({ page, api }) => {
  await api.create(desk);
  const editor = new Editor(page);
  await editor.open('desk');
  await stepBack(editor);
  const start = await api.graph('desk');
  const end = (which: 'from' | 'to'): Locator => editor.canvas.locator(`[data-end="${which}"]`);

  await test.step('the end of a handoff, pulled and called off, stays and is still selected', async () => {
    await editor.canvas.getByText(/topic = returns/).click();
    const before = (): Promise<void> => page.keyboard.press('Escape');
    await drag(page, await at(end('to')), await at(editor.node('Archive')), { before });
    await expect(editor.handoff('Triage', 'Returns')).toBeVisible();
    await expect(end('to')).toBeVisible();
  });
  await test.step('1, 2: each of its ends is led to another node', async () => {
    await drag(page, await at(end('to')), await at(editor.node('Archive')));
    await expect(editor.handoff('Triage', 'Archive')).toBeVisible();
    await drag(page, await at(end('from')), await at(editor.node('Returns')));
    await expect(editor.handoff('Returns', 'Archive')).toBeVisible();
    await expect(handoffs(editor)).toHaveCount(2);
  });
  await test.step('both undone', async () => undoAll(page, 2));

  await test.step('1: a node is put into the handoff under the pointer, wherever the hand holds its card', async () => {
    await drag(page, await at(editor.node('Archive'), 0.1, 0.2), await at(editor.canvas.getByText(/topic = billing/)));
    await expect(editor.handoff('Triage', 'Archive')).toBeVisible();
    await expect(editor.handoff('Archive', 'Billing')).toBeVisible();
  });
  await test.step('2: it is deleted, and what was around it is connected', async () => {
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: 'Connect what was around' }).click();
    await expect(editor.handoff('Triage', 'Billing')).toBeVisible();
  });
  await test.step('both undone', async () => undoAll(page, 2));

  await test.step('1: a frame around two cards selects them, and Alt drags copies', async () => {
    const [billing, returns] = [await at(editor.node('Billing'), 0, 0), await at(editor.node('Returns'), 1, 1)];
    await drag(page, from(billing, -12, -12), from(returns, 12, 12));
    await selected(editor, 2);
    const middle = await at(editor.node('Billing'));
    await drag(page, middle, from(middle, -40, 80), { key: 'Alt' });
    await expect(editor.node('Returns.*')).toHaveCount(2);
  });
  await test.step('what is after a node, and what leads to it', async () => {
    await fromMenu(page, editor.node('Triage'), 'Select what comes after');
    await selected(editor, 5);
    await page.keyboard.press('Escape');
    await fromMenu(page, editor.node('Returns'), 'Select what leads here');
    await selected(editor, 3);
  });
  await test.step('2, 3: from the menu of a card, another start and a switch', async () => {
    const returns = editor.node('Returns');
    await page.keyboard.press('Escape');
    await fromMenu(page, returns, 'Switch off');
    await expect(returns).toHaveAccessibleName(/switched off/);
    await fromMenu(page, returns, 'Start here');
    await expect(returns).toHaveAccessibleName(/start/);
  });
  await test.step('4: from the menu of a handoff, later than the other', async () => {
    await fromMenu(page, editor.canvas.getByText(/topic = billing/), 'Ask later');
    await expect
      .poll(async () => (await api.graph('desk')).handoffs?.map(({ to }) => to))
      .toEqual(['returns', 'billing']);
  });

  await undoAll(page, 4);
  await expect.poll(() => api.graph('desk')).toEqual(start);
});

test('things are moved, aligned, framed and sized', async ({ page, api }) => {
  await api.create(desk);
  const editor = new Editor(page);
  await editor.open('desk');
  await stepBack(editor);
  const start = await api.graph('desk');
  const place = async (id: string) => (await api.graph('desk')).nodes?.find((node) => node.id === id)?.position;
  const archive = editor.node('Archive');

  await test.step('a drag that is called off', async () => {
    const [middle, before] = [await at(archive), (): Promise<void> => page.keyboard.press('Escape')];
    await drag(page, middle, from(middle, 90, 30), { before });
    expect(await at(archive)).toEqual(middle);
  });
  await test.step('1, 2: the edge of another card draws it, but not with Ctrl held', async () => {
    await drag(page, await at(archive), from(await at(archive), 9, 24));
    await expect.poll(() => place('archive')).toMatchObject({ x: 0 });
    await drag(page, await at(archive), from(await at(archive), 9, 24), { key: 'Control' });
    await expect.poll(() => place('archive')).toMatchObject({ x: 8 });
  });
  await test.step('3: those that a click with Shift has added go along', async () => {
    await editor.node('Billing').click();
    await editor.node('Returns').click({ modifiers: ['Shift'] });
    await selected(editor, 2);
    await drag(page, await at(editor.node('Returns')), from(await at(editor.node('Returns')), 40, 0), {
      key: 'Control',
    });
    await expect.poll(async () => (await place('billing'))?.x).toBeGreaterThan(560);
    expect((await place('billing'))?.x).toBe((await place('returns'))?.x);
  });
  await test.step('a click on one of them takes it alone, and one with Shift the other again', async () => {
    await editor.node('Returns').click();
    await expect(editor.inspector.getByRole('heading', { level: 2, name: 'Returns' })).toBeVisible();
    await editor.node('Billing').click({ modifiers: ['Shift'] });
    await selected(editor, 2);
  });
  await test.step('what is done with several stands over their list', async () => {
    const apart = async () => (await place('returns'))!.y - (await place('billing'))!.y;
    const bar = editor.inspector.getByRole('toolbar', { name: 'Selection' });
    await expect(bar.getByRole('button', { name: 'Distribute across' })).toBeDisabled();
    await bar.getByRole('button', { name: 'Align top' }).click();
    await expect.poll(apart).toBe(0);
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(apart).toBe(256);
  });
  const note = editor.canvas.getByRole('group', { name: /^Note: Money/ });
  await test.step('4, 5: they are framed in a note, which is written at once', async () => {
    await fromMenu(page, editor.node('Billing'), 'Frame in a note');
    await page.keyboard.type('Money');
    await page.keyboard.press('Escape');
    await expect(note).toBeFocused();
  });
  await test.step('6: what stands on a note goes with it', async () => {
    const [title, was] = [await at(note, 0.5, 0.05), (await place('returns'))!];
    await drag(page, title, from(title, 0, -32), { key: 'Control' });
    await expect.poll(async () => (await place('returns'))?.y).toBeLessThan(was.y);
    expect((await place('returns'))!.y - (await place('billing'))!.y).toBe(256);
  });
  await test.step('7: a note is sized by its corner', async () => {
    const { width } = (await note.boundingBox())!;
    await drag(page, await at(note, 1, 1), from(await at(note, 1, 1), 24, 24));
    await expect.poll(async () => (await note.boundingBox())!.width).toBeGreaterThan(width);
  });

  await undoAll(page, 7);
  await expect.poll(() => api.graph('desk')).toEqual(start);
});

test('a key that is held before a card is taken lets go of nothing', async ({ page, api }) => {
  await api.create(desk);
  const editor = new Editor(page);
  await editor.open('desk');
  await stepBack(editor);
  const [billing, returns] = [editor.node('Billing').first(), editor.node('Returns').first()];
  const places = async () =>
    Object.fromEntries((await api.graph('desk')).nodes?.map(({ id, position }) => [id, position?.y]) ?? []);

  await test.step('a hand that slips in a click still clicks', async () => {
    const middle = await at(billing);
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    await page.mouse.move(middle.x + 2, middle.y + 1);
    await page.mouse.up();
    await expect(editor.inspector.getByRole('heading', { level: 2, name: 'Billing' })).toBeVisible();
  });
  for (const key of ['Control', 'Meta', 'Shift'])
    await test.step(`${key} and a click adds a card, a drag moves both, a click takes it out`, async () => {
      await returns.click({ modifiers: [key as 'Control'] });
      await selected(editor, 2);
      const [before, middle] = [await places(), await at(returns)];
      await page.keyboard.down(key);
      await drag(page, middle, from(middle, 0, 60));
      await page.keyboard.up(key);
      await selected(editor, 2);
      await expect.poll(async () => (await places())['returns']).toBeGreaterThan(before['returns'] ?? 0);
      const { billing: first, returns: second } = await places();
      expect((second ?? 0) - (first ?? 0)).toBe(256);
      await returns.click({ modifiers: [key as 'Control'] });
      await expect(editor.inspector.getByRole('heading', { level: 2, name: 'Billing' })).toBeVisible();
    });
  await test.step('a card that is not among the selected is added with a key, and taken alone without', async () => {
    await page.keyboard.down('Control');
    await drag(page, await at(returns), from(await at(returns), 0, 20));
    await page.keyboard.up('Control');
    await selected(editor, 2);
    await drag(page, await at(editor.node('Archive')), from(await at(editor.node('Archive')), 0, 20));
    await expect(editor.inspector.getByRole('heading', { level: 2, name: 'Archive' })).toBeVisible();
  });
  await test.step('Alt leaves both where they are and puts down copies', async () => {
    await billing.click();
    await returns.click({ modifiers: ['Shift'] });
    const middle = await at(returns);
    await page.keyboard.down('Alt');
    await drag(page, middle, from(middle, -20, 60));
    await page.keyboard.up('Alt');
    await expect(editor.node('Billing.*')).toHaveCount(2);
    await expect(editor.node('Returns.*')).toHaveCount(2);
  });
});
