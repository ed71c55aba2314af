// A server that asks who one is: nothing is seen before, and no more than one may is offered after.
import { startBaton, type Baton } from '../fixtures/baton.ts';
import { expect, test as base } from '../fixtures/test.ts';

const password = 'correct horse battery';

const test = base.extend<{ baton: Baton }>({
  baton: async ({ folder }, give) => {
    const baton = await startBaton(folder, 0, { BATON_ADMIN_PASSWORD: password });
    await give(baton);
    await baton.stop();
  },
});

test('asks for a login, lets a person in, and out again', async ({ page }) => {
  await page.goto('/settings');
  await expect(page.getByRole('heading', { name: 'Log in to Baton' })).toBeVisible();
  await expect(page.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('admin');
  await page.keyboard.press('Tab');
  await page.keyboard.type('a wrong password');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('password is not theirs');
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  expect(await page.evaluate(() => document.cookie)).toBe('');
  await page.reload();
  const you = page.getByRole('region', { name: 'You' });
  await expect(you).toContainText('Logged in as admin');
  await you.getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByRole('heading', { name: 'Log in to Baton' })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Password')).toBeVisible();
});

test('shows a viewer no settings of the server, and puts out whoever is taken away', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.goto('/settings');
  await page.getByLabel('Name').fill('admin');
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  const users = page.getByRole('region', { name: 'Users' });
  await users.getByRole('button', { name: 'Add a user' }).click();
  await users.getByRole('textbox', { name: 'Name' }).fill('ann');
  await users.getByLabel('Role').selectOption('viewer');
  await users.getByLabel('Password').fill('a very long password');
  await users.getByRole('button', { name: 'Save' }).click();
  await expect(users.getByRole('listitem').filter({ hasText: 'ann' })).toContainText('viewer');

  const context = await browser.newContext({ baseURL: baseURL ?? '' });
  const anns = await context.newPage();
  await anns.goto('/settings');
  await anns.getByLabel('Name').fill('ann');
  await anns.getByLabel('Password').fill('a very long password');
  await anns.keyboard.press('Enter');
  await expect(anns.getByRole('region', { name: 'Models' })).toBeVisible();
  await expect(anns.getByRole('button', { name: 'Add a provider' })).toHaveCount(0);
  await expect(anns.getByRole('region', { name: 'Users' })).toHaveCount(0);
  await anns.getByRole('link', { name: 'Graphs' }).click();
  await expect(anns.getByText('There are no graphs here yet.')).toBeVisible();
  await anns.goBack();
  await users.getByRole('button', { name: 'Remove ann' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove ann' }).click();
  await anns.getByRole('link', { name: 'Graphs' }).click();
  await expect(anns.getByRole('heading', { name: 'Log in to Baton' })).toBeVisible();
  await context.close();
});

test('offers a viewer nothing in a graph that the server would refuse', async ({ page, baton }) => {
  const asked = async (method: string, path: string, body: object): Promise<Response> =>
    fetch(`${baton.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', origin: baton.url, cookie },
      body: JSON.stringify(body),
    });
  let cookie = '';
  const login = await asked('POST', '/api/session', { name: 'admin', password });
  cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  await asked('PUT', '/api/settings/users/ann', { role: 'viewer', password: 'a very long password' });
  await asked('POST', '/api/graphs', {
    format: 'baton/1',
    id: 'desk',
    name: 'Front desk',
    entry: 'a',
    nodes: [{ id: 'a', kind: 'agent', name: 'Triage', instructions: 'Be short.' }],
    handoffs: [],
  });

  await page.goto('/graphs/desk');
  await page.getByLabel('Name').fill('ann');
  await page.getByLabel('Password').fill('a very long password');
  await page.keyboard.press('Enter');
  await page.locator('.react-flow__node').click();
  await expect(page.getByText('View only')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Instructions' })).toBeDisabled();
  await expect(page.getByRole('textbox', { name: 'Graph name' })).not.toBeEditable();
  await expect(page.getByText('You may look at runs, but not start one.')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Palette' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toHaveCount(0);
  await page.locator('.react-flow__node').click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'Copy' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toHaveCount(0);
});
