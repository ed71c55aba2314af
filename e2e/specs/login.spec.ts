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
