// The forms of the inspector and the JSON view, as somebody uses them: what is built there is what the server then has.
import type { Graph } from '@baton/shared/graph';
import type { Api } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';
import { moneyBack } from '../fixtures/ways.ts';
import { openTemplate } from '../ui/home.ts';

const stored = (api: Api, read: (graph: Graph) => unknown) =>
  expect.poll(async () => read(await api.graph('customer-service')));
const nodeIn = (graph: Graph, id: string) => graph.nodes?.find((node) => node.id === id);
const ruleIn = (graph: Graph, id: string) => {
  const trigger = graph.handoffs?.find((handoff) => handoff.id === id)?.trigger;
  return trigger?.on === 'rule' ? trigger.if : undefined;
};

test('a condition is built from rows, typed as CEL, and shown as rows again', async ({ page, api }) => {
  const { inspector, ...editor } = await openTemplate(page, 'Customer service');
  await editor.canvas.getByText('More than 200 €', { exact: true }).click();
  await inspector.getByLabel('Compared with, in row 1').fill('500');
  await inspector.getByRole('button', { name: 'Add a row' }).click();
  await inspector.getByLabel('Value of row 2').selectOption('input');
  await inspector.getByLabel('Comparison of row 2').selectOption({ label: 'contains' });
  await inspector.getByLabel('Compared with, in row 2').fill('euros');
  await inspector.getByRole('radio', { name: 'Any of these' }).click();
  await stored(api, (graph) => ruleIn(graph, 'returns-supervisor')).toBe(
    'output.amount > 500 || input.contains("euros")',
  );

  await inspector.getByRole('radio', { name: 'CEL' }).click();
  const condition = inspector.getByRole('textbox', { name: 'Condition' });
  await condition.fill('!output.rea');
  await condition.press('End');
  await condition.press('Control+ ');
  await expect(page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option').first()).toContainText('reason');
  await condition.press('Enter');
  await condition.pressSequentially('.con');
  await condition.press('Tab');
  await condition.pressSequentially('"broken"');
  await condition.press('End');
  await condition.press('Tab');
  await expect(condition).not.toBeFocused();
  await expect(condition).toHaveValue('!output.reason.contains("broken")');
  await inspector.getByRole('radio', { name: 'Rows' }).click();
  await expect(inspector.getByLabel('Comparison of row 1')).toHaveValue('not-contains');
  await expect(inspector.getByLabel('Compared with, in row 1')).toHaveValue('broken');
});

test('a condition says what it gives with the values of the last run', async ({ page }) => {
  const editor = await openTemplate(page, 'Customer service');
  await editor.run(moneyBack);
  await expect(editor.question('Supervisor')).toBeVisible();
  await editor.selectHandoff('More than 200 €');
  const outcome = editor.inspector.getByLabel('With the last run’s values');
  await expect(outcome).toContainText('true');
  await expect(outcome).toContainText('output.amount');
  await expect(outcome).toContainText('900');
  await editor.inspector.getByLabel('Compared with, in row 1').fill('1000');
  await expect(outcome).toContainText('false');
});

test('a template is completed while it is typed', async ({ page, api }) => {
  const editor = await openTemplate(page, 'Customer service');
  await editor.node('Triage').click();
  const instructions = editor.inspector.getByRole('textbox', { name: 'Instructions' });
  await instructions.fill('');
  await instructions.pressSequentially('The order is {{state.or');
  await expect(page.getByRole('option', { name: /^order/ })).toBeVisible();
  await instructions.press('Enter');
  await expect(instructions).toHaveValue('The order is {{state.order }}');
  await stored(api, (graph) => nodeIn(graph, 'triage')).toMatchObject({
    instructions: 'The order is {{state.order }}',
  });
  await instructions.press('End');
  await instructions.pressSequentially(' {{ state.nothing }}');
  await expect(instructions).toHaveAccessibleDescription(/nothing/);
});

test('the form of another thing begins at its top, and that of one thing keeps its place', async ({ page }) => {
  const editor = await openTemplate(page, 'Customer service');
  const last = editor.inspector.getByRole('heading', { name: 'Time and retries' });
  const id = editor.inspector.getByRole('textbox', { name: 'Id' });
  await editor.node('Billing').click();
  await id.fill('bills');
  await last.scrollIntoViewIfNeeded();
  await id.evaluate((field) => field.blur());
  await expect(id).toHaveValue('bills');
  await expect(editor.saved).toBeVisible();
  await expect(last).toBeInViewport();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(id).toHaveValue('billing');
  await expect(last).toBeInViewport();
  await editor.selectHandoff('More than 200 €');
  await expect(editor.inspector.getByLabel('When', { exact: true })).toBeInViewport();
});

test('JSON and canvas edit each other, and neither loses its place', async ({ page, api }) => {
  const editor = await openTemplate(page, 'Customer service');
  await page.keyboard.press('ControlOrMeta+j');
  const json = page.getByRole('textbox', { name: 'JSON of the graph' });
  await expect(json).toBeAttached({ timeout: 30_000 });
  await editor.node('Triage').click();

  // The name of the graph is on the fourth line.
  await json.focus();
  await page.keyboard.press('ControlOrMeta+Home');
  for (let line = 1; line < 4; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(' desk');
  await stored(api, (graph) => graph.name).toBe('Customer service desk');
  await expect(page.getByRole('textbox', { name: 'Graph name' })).toHaveValue('Customer service desk');

  // What the form edits is in the text, and the cursor is still where it was.
  await editor.node('Triage').click();
  await editor.inspector.getByRole('textbox', { name: 'Name', exact: true }).fill('Front');
  await stored(api, (graph) => nodeIn(graph, 'triage')?.name).toBe('Front');
  await json.focus();
  await page.keyboard.type('s');
  await stored(api, (graph) => graph.name).toBe('Customer service desks');
  await page.keyboard.press('ControlOrMeta+z');
  await stored(api, (graph) => graph.name).toBe('Customer service desk');
  await stored(api, (graph) => nodeIn(graph, 'triage')?.name).toBe('Front');

  // What is no graph changes nothing, and says so.
  await page.keyboard.press('End');
  await page.keyboard.type('nonsense');
  await expect(page.getByRole('alert').filter({ hasText: 'This is not a graph yet' })).toBeVisible();
  await expect(editor.node('Front')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');

  // Neither does another id, and it is not said to be no graph.
  await page.keyboard.press('ControlOrMeta+Home');
  for (let line = 1; line < 3; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('-x');
  await expect(page.getByRole('alert').filter({ hasText: 'a graph under another id' })).toBeVisible();
  await expect(page.getByText('This is not a graph yet')).toBeHidden();
});

test('the JSON view can be closed and opened again', async ({ page }) => {
  const editor = await openTemplate(page, 'Customer service');
  const json = page.getByRole('textbox', { name: 'JSON of the graph' });
  await page.keyboard.press('ControlOrMeta+j');
  await expect(json).toBeAttached({ timeout: 30_000 });
  // The language has come when it says what is wrong with the text.
  await json.focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('x');
  await expect(page.locator('.squiggly-error').first()).toBeAttached();
  await page.keyboard.press('ControlOrMeta+z');
  await page.getByRole('button', { name: 'Close the JSON view' }).click();
  await page.keyboard.press('ControlOrMeta+j');
  await expect(json).toBeAttached();
  await editor.node('Triage').click();
  await expect(page.getByRole('region', { name: 'JSON', exact: true })).toContainText('"triage"');
});

test('an http tool is made from the agent, and its answer gets a shape', async ({ page, api }) => {
  const editor = await openTemplate(page, 'Customer service');
  await editor.node('Billing').click();
  await editor.inspector.getByRole('button', { name: 'New tool' }).click();
  await page.getByRole('menuitem', { name: /^HTTP request/ }).click();
  const tool = page.getByRole('dialog');
  await tool.getByRole('textbox', { name: 'Name', exact: true }).fill('find-invoice');
  await tool.getByRole('textbox', { name: 'Name', exact: true }).press('Enter');
  await tool.getByRole('textbox', { name: 'When to use it' }).fill('Finds an invoice by its number.');
  await tool.getByRole('button', { name: 'Add an argument' }).click();
  await tool.getByRole('textbox', { name: 'Name of argument' }).fill('number');
  await tool.getByRole('textbox', { name: 'Name of argument' }).press('Enter');
  const address = tool.getByRole('textbox', { name: 'Address' });
  await address.fill('https://shop.example.com/invoices/');
  await address.press('End');
  await address.pressSequentially('{{args.num');
  await expect(page.getByRole('option', { name: /^number/ })).toBeVisible();
  await address.press('Enter');
  await tool.getByRole('button', { name: 'Done' }).click();
  await stored(api, (graph) => graph.tools?.find(({ id }) => id === 'find-invoice')).toEqual({
    id: 'find-invoice',
    type: 'http',
    method: 'GET',
    url: 'https://shop.example.com/invoices/{{args.number }}',
    description: 'Finds an invoice by its number.',
    args: { type: 'object', properties: { number: { type: 'string' } }, required: ['number'] },
  });

  await editor.inspector.getByRole('heading', { name: 'Output' }).click();
  await editor.inspector.getByRole('button', { name: 'Add a field' }).click();
  const name = editor.inspector.getByRole('textbox', { name: 'Name of field' });
  await name.fill('amount');
  await name.press('Enter');
  await editor.inspector.getByLabel('Type of amount').selectOption({ label: 'Number' });
  await stored(api, (graph) => nodeIn(graph, 'billing')).toMatchObject({
    tools: expect.arrayContaining(['find-invoice']),
    output: { type: 'object', properties: { amount: { type: 'number' } }, required: ['amount'] },
  });
});

test('an agent is given the ways on that are easily forgotten', async ({ page, api }) => {
  const editor = await openTemplate(page, 'Customer service');
  await editor.node('Billing').click();
  await editor.inspector.getByRole('button', { name: /^When it fails/ }).click();
  await page.getByRole('menuitem', { name: 'Colleague' }).click();
  await stored(api, (graph) => graph.handoffs?.filter(({ from }) => from === 'billing').at(-1)).toMatchObject({
    to: 'colleague',
    trigger: { on: 'error' },
  });
  await expect(editor.inspector.getByRole('button', { name: /^When it fails/ })).toHaveCount(0);
});

test('a handoff shows what its receiver will see, as the run that took it recorded it', async ({ page }) => {
  const editor = await openTemplate(page, 'Customer service');
  await editor.run(moneyBack);
  await expect(editor.question('Supervisor')).toBeVisible();
  await editor.selectHandoff('More than 200 €');
  const passed = editor.inspector.getByRole('region', { name: 'Passed on' });
  await expect(passed).toContainText(moneyBack);
  const tokens = /(\d+) tokens/.exec((await passed.textContent()) ?? '')?.[1];
  await expect(page.getByRole('complementary', { name: 'Handoff' })).toContainText(`${tokens} tokens`);
});
