// Long lists are searched: targets of a handoff, models of a server, and one node among a thousand.
import type { Graph } from '@baton/shared/graph';
import type { Node } from '@baton/shared/nodes';
import { expect, test } from '../fixtures/test.ts';
import { Editor } from '../ui/editor.ts';

const crowd = (size: number): Graph => ({
  format: 'baton/1',
  id: 'crowd',
  entry: 'n0',
  nodes: Array.from({ length: size }, (_, index): Node => ({
    id: `n${index}`,
    kind: 'agent',
    name: `Agent ${index}`,
    position: { x: (index % 30) * 380, y: Math.floor(index / 30) * 160 },
  })),
  handoffs: [{ id: 'n0-n1', from: 'n0', to: 'n1', trigger: { on: 'always' } }],
});

test('a target among a few is in a menu, and among many is found by typing', async ({ page, api }) => {
  await api.create(crowd(5));
  const editor = new Editor(page);
  await editor.open('crowd');
  await editor.node('Agent 0').click();
  const add = editor.inspector.getByRole('button', { name: 'Hand over to', exact: true });
  await add.click();
  await expect(page.getByRole('menuitem')).toHaveCount(5);
  await page.keyboard.press('Escape');

  await api.create({ ...crowd(1000), id: 'town' });
  await editor.open('town');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Find a node, an action or a graph' }).fill('agent 0');
  await page.keyboard.press('Enter');
  await test.step('and one among a thousand that is looked for is shown so near that it can be read', async () => {
    await expect.poll(async () => (await editor.node('Agent 0').boundingBox())!.width).toBeGreaterThan(120);
  });
  const field = page.getByRole('combobox', { name: 'Hand over to' });
  await test.step('by keyboard alone', async () => {
    await add.focus();
    await page.keyboard.press('Enter');
    await expect(field).toBeFocused();
    await expect(page.getByText('900 more: type to find them')).toBeVisible();
    await page.keyboard.type('agent 99');
    await expect(page.getByRole('option')).toHaveText(['Agent 99', ...tens(990)]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('option', { selected: true })).toHaveText('Agent 991');
    await page.keyboard.press('Escape');
    await expect(add).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.type('agent 997');
    await page.keyboard.press('Enter');
    await expect(editor.inspector.getByRole('heading', { level: 2, name: 'Agent 0 → Agent 997' })).toBeVisible();
  });
  await test.step('and where a handoff leads to is a list of the same kind', async () => {
    await editor.inspector.getByRole('button', { name: 'To whom: Agent 997' }).click();
    await page.getByRole('combobox', { name: 'To whom' }).fill('nobody');
    await expect(page.getByText('Nothing is called that.')).toBeVisible();
    await page.getByRole('combobox', { name: 'To whom' }).fill('501');
    await page.getByRole('option', { name: 'Agent 501' }).click();
    await expect(editor.inspector.getByRole('heading', { level: 2, name: 'Agent 0 → Agent 501' })).toBeVisible();
    await expect.poll(async () => (await api.graph('town')).handoffs?.at(-1)?.to).toBe('n501');
  });
});

const tens = (first: number): string[] => Array.from({ length: 10 }, (_, index) => `Agent ${first + index}`);

test('a model among many is found by a part of its name', async ({ page, api }) => {
  const models = Array.from({ length: 300 }, (_, index) => `vendor/model-${index}`);
  await api.addProvider('desk', { kind: 'openai-compatible', baseUrl: 'https://models.example/v1', models });
  await api.create(crowd(2));
  const editor = new Editor(page);
  await editor.open('crowd');
  await editor.node('Agent 0').click();
  await editor.inspector.getByRole('button', { name: 'Choose: Model' }).click();
  await page.keyboard.type('model-123');
  await expect(page.getByRole('option')).toHaveText(['desk:vendor/model-123']);
  await page.keyboard.press('Enter');
  await expect(editor.inspector.getByLabel('Model', { exact: true })).toHaveValue('desk:vendor/model-123');
  await editor.inspector.getByRole('button', { name: 'Choose: Model' }).click();
  await page.getByRole('option', { name: /^The default/ }).click();
  await expect(editor.inspector.getByLabel('Model', { exact: true })).toHaveValue('');
});
