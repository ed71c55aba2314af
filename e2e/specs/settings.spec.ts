// Settings are changed where people change them: providers are asked for real, and what is secret is never shown again.
import { expect, test } from '../fixtures/test.ts';

test('adds a provider with prices, tests it with a real call, and never shows its key again', async ({
  page,
  openai,
}) => {
  const server = await openai({ reply: () => ({ text: 'Here I am.' }), models: ['small', 'large'] });
  await page.goto('/settings');
  const models = page.getByRole('region', { name: 'Models' });
  await models.getByRole('button', { name: 'Add a provider' }).click();
  await models.getByLabel('Kind').selectOption('openai-compatible');
  await models.getByRole('textbox', { name: 'Name' }).fill('desk');
  await models.getByLabel('Address').fill(server.baseUrl);
  await models.getByLabel('Key').fill(server.apiKey);
  await models.getByRole('button', { name: 'Add a price' }).click();
  await models.getByRole('combobox', { name: 'Model', exact: true }).fill('large');
  await models.getByRole('spinbutton', { name: 'In' }).fill('1.25');
  await models.getByRole('button', { name: 'Save' }).click();

  const row = models.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'More for desk' }) });
  await expect(row).toContainText('key is set');
  await row.getByRole('button', { name: 'Test' }).click();
  await expect(row.getByLabel('It works')).toBeVisible();
  expect(await page.content()).not.toContain(server.apiKey);
  await page.reload();
  await row.getByRole('button', { name: 'More for desk' }).click();
  await page.getByRole('menuitem', { name: 'Change' }).click();
  await expect(models.getByRole('spinbutton', { name: 'In' })).toHaveValue('1.25');
});

test('says what to do when the provider refuses the key', async ({ page, api, openai }) => {
  const server = await openai({ reply: () => ({ text: 'never' }) });
  await api.addProvider('desk', { kind: 'openai-compatible', baseUrl: server.baseUrl, apiKey: 'sk-wrong' });
  await page.goto('/settings');
  const row = page.getByRole('listitem').filter({ hasText: 'desk' });
  await row.getByRole('button', { name: 'Test' }).click();
  await expect(row.getByLabel('It does not work')).toBeVisible();
  await expect(row.getByRole('status')).toContainText('key');
});

test('keeps a secret, replaces it, and forgets it', async ({ page }) => {
  await page.goto('/settings');
  const secrets = page.getByRole('region', { name: 'Secrets' });
  await secrets.getByRole('button', { name: 'Add a secret' }).click();
  await secrets.getByRole('textbox', { name: 'Name' }).fill('not a name');
  await expect(secrets).toContainText('letters, digits and underscores');
  await secrets.getByRole('textbox', { name: 'Name' }).fill('SHOP_TOKEN');
  await secrets.getByLabel('Value').fill('canary-7d21f0');
  await secrets.getByLabel('May be sent to').fill('api.shop.example');
  // The first adds the host, the second sends the form.
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(secrets.getByRole('listitem')).toContainText('SHOP_TOKENto api.shop.example');
  await page.reload();
  await secrets.getByRole('button', { name: 'Replace SHOP_TOKEN' }).click();
  await expect(secrets.getByLabel('New value')).toHaveValue('');
  await secrets.getByRole('button', { name: 'Cancel' }).click();
  expect(await page.content()).not.toContain('canary');
  await secrets.getByRole('button', { name: 'Remove SHOP_TOKEN' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove SHOP_TOKEN' }).click();
  await expect(secrets.getByRole('listitem')).toHaveCount(0);
});

test('makes a key that a program can use, shows it once, and takes it back', async ({ page, baton }) => {
  await page.goto('/settings');
  const keys = page.getByRole('region', { name: 'API keys' });
  await keys.getByRole('button', { name: 'Make a key' }).click();
  await keys.getByLabel('What it is for').fill('Nightly report');
  await keys.getByLabel('It may').selectOption('read');
  await keys.getByRole('button', { name: 'Make the key' }).click();
  const key = await keys.getByRole('textbox', { name: 'Key Nightly report' }).inputValue();
  const ask = (method: string) =>
    fetch(`${baton.url}/api/graphs`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(method === 'POST' && { body: '{}' }),
    });
  expect((await ask('GET')).status).toBe(200);
  expect((await ask('POST')).status).toBe(403);
  await keys.getByRole('button', { name: 'Done' }).click();
  expect(await page.content()).not.toContain(key);
  await keys.getByRole('button', { name: 'Revoke Nightly report' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke Nightly report' }).click();
  await expect(keys.getByRole('listitem')).toHaveCount(0);
  expect((await ask('GET')).status).toBe(401);
});

test('says which host is none, and keeps those that are', async ({ page }) => {
  await page.goto('/settings');
  const hosts = page.getByRole('region', { name: 'Private hosts' });
  await hosts.getByLabel('Tools may also reach').fill('intranet:8080,http://x,');
  await hosts.getByRole('button', { name: 'Save' }).click();
  await expect(hosts).toContainText('"http://x" is no host');
  await hosts.getByRole('button', { name: 'Remove http://x' }).click();
  await hosts.getByRole('button', { name: 'Save' }).click();
  await expect(hosts.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await page.reload();
  await expect(hosts.getByRole('button', { name: 'Remove intranet:8080' })).toBeVisible();
});
