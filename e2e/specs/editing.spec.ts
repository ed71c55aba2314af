// What is edited is saved by itself, and still there when the page is loaded again.
import type { Graph } from '@baton/shared/graph';
import type { Api } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';
import { moneyBack } from '../fixtures/ways.ts';
import { openTemplate } from '../ui/home.ts';

/** Waits until the server has it: nobody presses a button for that. */
const stored = (api: Api, read: (graph: Graph) => unknown) =>
  expect.poll(async () => read(await api.graph('customer-service')));

const nodeIn = (graph: Graph, id: string) => graph.nodes?.find((node) => node.id === id);
const handoffIn = (graph: Graph, id: string) => graph.handoffs?.find((handoff) => handoff.id === id);

test('a node is renamed and told something else', async ({ page, api }) => {
  const editor = await openTemplate(page, 'Customer service');
  const instructions = editor.inspector.getByRole('textbox', { name: 'Instructions' });
  await editor.node('Triage').click();
  await editor.inspector.getByRole('textbox', { name: 'Name', exact: true }).fill('Front desk');
  await instructions.fill('Send everybody to Billing.');
  await stored(api, (graph) => nodeIn(graph, 'triage')).toMatchObject({
    name: 'Front desk',
    instructions: 'Send everybody to Billing.',
  });
  await expect(editor.saved).toBeVisible();
  await page.reload();
  await editor.node('Front desk').click();
  await expect(instructions).toHaveValue('Send everybody to Billing.');
});

test('a condition is changed, and the next run takes the other way', async ({ page, api }) => {
  const editor = await openTemplate(page, 'Customer service');
  const condition = editor.inspector.getByRole('textbox', { name: 'Condition' });
  await editor.selectHandoff('More than 200 €');
  await editor.inspector.getByRole('radio', { name: 'CEL' }).click();
  await condition.fill('output.amount > 1000');
  await stored(api, (graph) => handoffIn(graph, 'returns-supervisor')?.trigger).toEqual({
    on: 'rule',
    if: 'output.amount > 1000',
  });
  await page.reload();
  await editor.selectHandoff('More than 200 €');
  await expect(condition).toHaveValue('output.amount > 1000');
  await editor.run(moneyBack);
  await expect(editor.status).toContainText('Finished');
  await editor.expectRoute('Triage', 'Returns', 'Refund desk');
});

test('a condition that does not make sense is said where it is typed', async ({ page }) => {
  const editor = await openTemplate(page, 'Customer service');
  await editor.selectHandoff('More than 200 €');
  await editor.inspector.getByRole('radio', { name: 'CEL' }).click();
  const condition = editor.inspector.getByRole('textbox', { name: 'Condition' });
  await condition.fill('output.amont > 200');
  await expect(condition).toHaveAccessibleDescription(/amont/);
  await expect(page.getByRole('button', { name: /1 problem/ })).toBeVisible();
});

test('a trigger becomes one of another kind', async ({ page, api }) => {
  const editor = await openTemplate(page, 'Customer service');
  await editor.selectHandoff('Refused');
  await editor.inspector.getByRole('button', { name: 'When' }).click();
  await page.getByRole('menuitem', { name: /^Always/ }).click();
  await stored(api, (graph) => handoffIn(graph, 'supervisor-refusal')?.trigger).toEqual({ on: 'always' });
});

test('a node is moved by mouse, and undo and redo move it back and forth', async ({ page, api }) => {
  const editor = await openTemplate(page, 'Customer service');
  const before = nodeIn(await api.graph('customer-service'), 'triage')?.position;
  const { x, y, width, height } = (await editor.node('Triage').boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + height / 2 + 60, { steps: 4 });
  await page.mouse.up();
  await stored(api, (graph) => nodeIn(graph, 'triage')?.position?.y).toBeGreaterThan((before?.y ?? 0) + 40);
  const moved = nodeIn(await api.graph('customer-service'), 'triage')?.position;

  await page.getByRole('button', { name: /^Undo/ }).click();
  await stored(api, (graph) => nodeIn(graph, 'triage')?.position).toEqual(before);
  await page.getByRole('button', { name: /^Redo/ }).click();
  await stored(api, (graph) => nodeIn(graph, 'triage')?.position).toEqual(moved);
});

test('a node is moved, removed and brought back by keyboard alone', async ({ page, api }) => {
  const editor = await openTemplate(page, 'Customer service');
  const before = nodeIn(await api.graph('customer-service'), 'triage')?.position;
  await editor.node('Triage').focus();
  await page.keyboard.press('Shift+ArrowDown');
  await stored(api, (graph) => nodeIn(graph, 'triage')?.position?.y).toBeGreaterThan(before?.y ?? 0);
  await page.keyboard.press('Delete');
  await stored(api, (graph) => nodeIn(graph, 'triage')).toBeUndefined();
  await page.keyboard.press('ControlOrMeta+z');
  await stored(api, (graph) => nodeIn(graph, 'triage')?.name).toBe('Triage');
  await expect(editor.node('Triage')).toBeVisible();
});
