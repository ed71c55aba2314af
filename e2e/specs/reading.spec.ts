// Whatever there is to read can be read, however long it is, and leads to where something can be done about it.
import { expect, test } from '../fixtures/test.ts';
import { Editor } from '../ui/editor.ts';

const long = 'A name that is much longer than any card, panel or list has room for, and yet is the name of this';

test('what is cut off is told in full where one points at it, and nothing else is', async ({ page, api }) => {
  await api.create({
    format: 'baton/1',
    id: 'long',
    entry: 'long',
    nodes: [
      { id: 'long', kind: 'agent', name: long, position: { x: 0, y: 0 } },
      { id: 'short', kind: 'agent', name: 'Short', position: { x: 0, y: 200 } },
    ],
  });
  const editor = new Editor(page);
  await editor.open('long');
  const title = editor.inspector.getByRole('heading', { level: 2 });
  await editor.node(long).click();
  await title.hover();
  await expect(title).toHaveAttribute('title', long);
  const name = editor.canvas.getByText(long, { exact: true });
  await name.hover();
  await expect(name).toHaveAttribute('title', long);
  await editor.node('Short').click();
  await title.hover();
  await expect(title).not.toHaveAttribute('title');
});

test('a handoff in the conversation keeps its reason and its sender, however long the name of its receiver is', async ({
  page,
  api,
}) => {
  await api.create({
    format: 'baton/1',
    id: 'handed',
    entry: 'short',
    nodes: [
      { id: 'short', kind: 'agent', name: 'Short' },
      { id: 'long', kind: 'agent', name: `${long}. ${long}` },
    ],
    handoffs: [{ id: 'over', from: 'short', to: 'long', trigger: { on: 'always' } }],
  });
  const editor = new Editor(page);
  await editor.open('handed');
  await editor.run('Hello');
  await expect(editor.status).toContainText('Finished');
  const hop = editor.conversation.getByRole('button', { name: /^1 ?Short/ });
  const isCut = (words: string): Promise<boolean> =>
    hop.getByText(words, { exact: true }).evaluate((element) => element.scrollWidth > element.clientWidth);
  expect(await isCut('Short')).toBe(false);
  expect(await isCut('always')).toBe(false);
  expect(await isCut(`${long}. ${long}`)).toBe(true);
});

test('a problem of a tool says of which, and opens it', async ({ page, api }) => {
  const args = { type: 'object', properties: { order: { type: 'string' } } };
  await api.create({
    format: 'baton/1',
    id: 'tooled',
    entry: 'desk',
    tools: [{ id: 'order', type: 'http', url: 'https://shop.example/{{ args.number }}', args }],
    nodes: [{ id: 'desk', kind: 'agent', tools: ['order'] }],
  });
  const editor = new Editor(page);
  await editor.open('tooled');
  await expect(editor.inspector.getByRole('list', { name: 'Problems' })).toContainText(/order.*number/);
  await page.getByRole('button', { name: /problem/ }).click();
  await page
    .getByRole('dialog', { name: 'Problems' })
    .getByRole('button', { name: /order.*number/ })
    .first()
    .click();
  await expect(page.getByRole('dialog', { name: 'order' }).getByLabel('Address')).toBeVisible();
});

test('a part that cannot be loaded says so, and takes nothing else with it', async ({ page, api }) => {
  await api.create({
    format: 'baton/1',
    id: 'one',
    entry: 'desk',
    nodes: [{ id: 'desk', kind: 'agent', name: 'Desk' }],
  });
  const editor = new Editor(page);
  await editor.open('one');
  await page.route(/(monaco|ShortcutList|SettingsScreen).*\.(js|css)$/, (route) => route.abort());
  await page.keyboard.press('ControlOrMeta+j');
  await expect(page.getByRole('region', { name: 'JSON' }).getByRole('alert')).toContainText('could not be loaded');
  await expect(editor.node('Desk')).toBeVisible();
  await page.getByRole('button', { name: 'Close the JSON view' }).click();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'This could not be loaded' }).getByRole('button', { name: 'Close' }).click();
  await page.getByRole('link', { name: 'Your graphs' }).click();
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { name: 'This page could not be loaded' })).toBeVisible();
  await page.unroute(/(monaco|ShortcutList|SettingsScreen).*\.(js|css)$/);
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('a form that is longer than its panel makes the page no longer', async ({ page, api }) => {
  const state = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`key_${index}`, { type: 'string' }]));
  await api.create({ format: 'baton/1', id: 'one', entry: 'desk', state, nodes: [{ id: 'desk', kind: 'agent' }] });
  const editor = new Editor(page);
  await editor.open('one');
  await editor.inspector.getByRole('heading', { name: 'State' }).click();
  await editor.inspector.getByRole('textbox').last().focus();
  const edges = () => page.evaluate(() => [document.documentElement.scrollHeight - innerHeight, scrollY]);
  expect(await edges()).toEqual([0, 0]);
  await expect(page.getByRole('banner')).toBeInViewport({ ratio: 1 });
});
