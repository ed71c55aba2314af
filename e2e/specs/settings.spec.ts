// A provider is added where people add it, and asked for real.
import { expect, test } from '../fixtures/test.ts';

test('adds a provider, tests it with a real call, and never shows its key again', async ({ page, openai }) => {
  const server = await openai({ reply: () => ({ text: 'Here I am.' }), models: ['small', 'large'] });
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Add a provider' }).click();
  await page.getByLabel('Kind').selectOption('openai-compatible');
  await page.getByRole('textbox', { name: 'Name' }).fill('desk');
  await page.getByLabel('Address').fill(server.baseUrl);
  await page.getByLabel('Key').fill(server.apiKey);
  await page.getByRole('button', { name: 'Save' }).click();

  const row = page.getByRole('listitem').filter({ hasText: 'desk' });
  await expect(row).toContainText('key is set');
  await row.getByRole('button', { name: 'Test' }).click();
  await expect(row.getByLabel('It works')).toBeVisible();
  expect(await page.content()).not.toContain(server.apiKey);
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
