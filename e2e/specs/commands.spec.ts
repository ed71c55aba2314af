// Everything can be found by its name, and every key is listed.
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { customerService } from '../fixtures/ways.ts';
import { openTemplate } from '../ui/home.ts';

/** Opens the palette of commands and types. @returns what it finds. */
async function find(page: Page, words: string): Promise<Locator> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Find a node, an action or a graph' }).fill(words);
  return page.getByRole('listbox', { name: 'Found' });
}

test('a node is found by a few letters, and a graph from anywhere', async ({ page, api }) => {
  await api.create({ ...customerService, id: 'front-desk', name: 'Front desk' });
  const editor = await openTemplate(page, 'Customer service');
  const found = await find(page, 'rfdsk');
  await expect(found.getByRole('option', { selected: true })).toContainText('Refund desk');
  await page.keyboard.press('Enter');
  await expect(editor.inspector.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Refund desk');
  await expect(editor.node('Refund desk')).toBeFocused();

  await (await find(page, 'front')).getByRole('option', { name: /^Front desk/ }).click();
  await expect(page.getByRole('textbox', { name: 'Graph name' })).toHaveValue('Front desk');
});

test('the graph is saved as a file as it is on the screen, and duplicated', async ({ page, api }) => {
  const editor = await openTemplate(page, 'Customer service');
  await page.getByRole('textbox', { name: 'Graph name' }).fill('Front desk');
  const saved = page.waitForEvent('download');
  await (await find(page, 'save as a file')).getByRole('option', { name: /^Save as a file/ }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('customer-service.json');
  const text = await readFile(await file.path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ format: 'baton/1', id: 'customer-service', name: 'Front desk' });
  await expect(editor.saved).toBeVisible();
  expect(JSON.parse(text)).toEqual(await api.graph('customer-service'));

  await (await find(page, 'duplicate the graph')).getByRole('option', { name: /^Duplicate the graph/ }).click();
  await expect(page.getByRole('textbox', { name: 'Graph name' })).toHaveValue('Front desk copy');
  await expect(page).toHaveURL(/\/graphs\/front-desk-copy$/);
});

test('what is gone to from elsewhere comes into sight', async ({ page }) => {
  const editor = await openTemplate(page, 'Customer service');
  const percent = editor.canvas.getByTitle('Zoom to 100%');
  await editor.node('Triage').click();
  for (let times = 0; times < 4; times++) await editor.canvas.getByRole('button', { name: 'Zoom in' }).click();
  await expect(percent).toHaveText(/1\d\d%/);
  await find(page, 'refund desk');
  await page.keyboard.press('Enter');
  await expect(editor.node('Refund desk')).toBeInViewport({ ratio: 1 });
  await expect(editor.node('Triage')).not.toBeInViewport();

  const { inspector } = editor;
  await inspector.getByRole('button', { name: /^Supervisor/ }).click();
  await inspector.getByRole('button', { name: 'More for this handoff' }).click();
  await page.getByRole('menuitem', { name: 'Go to Supervisor' }).click();
  await expect(editor.node('Supervisor')).toBeInViewport({ ratio: 1 });
  await inspector.getByRole('button', { name: /^Returns/ }).click();
  await expect(editor.canvas.getByText('More than 200 €', { exact: true })).toBeInViewport({ ratio: 1 });
});

test('an action is done by its name, and what was done last comes first', async ({ page }) => {
  const editor = await openTemplate(page, 'Customer service');
  await expect(editor.inspector).toBeVisible();
  await find(page, 'insp');
  await page.keyboard.press('Enter');
  await expect(editor.inspector).toBeHidden();
  const found = await find(page, '');
  await expect(found.getByRole('option', { selected: true })).toContainText('Inspector');
  await page.keyboard.press('Enter');
  await expect(editor.inspector).toBeVisible();
});

test('the list of shortcuts opens by ? and closes by Esc', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Customer service', exact: true })).toBeVisible();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(list.getByText('Find anything')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
});
