// One graph in two tabs: nobody's work is overwritten without a word, not even while nobody answers.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { startBaton } from '../fixtures/baton.ts';
import { Editor } from '../ui/editor.ts';
import { openTemplate } from '../ui/home.ts';

const name = (page: Page) => page.getByRole('textbox', { name: 'Graph name' });
const kept = (page: Page) => page.getByRole('button', { name: 'Kept in this browser' });

test('an edit that was also made elsewhere is a choice, with both sides drawn', async ({ page, api, context }) => {
  await openTemplate(page, 'Customer service');
  const other = new Editor(await context.newPage());
  await other.open('customer-service');
  await name(page).fill('Front desk');
  await expect.poll(async () => (await api.graph('customer-service')).name).toBe('Front desk');
  await name(other.page).fill('Help desk');
  const choice = other.page.getByRole('dialog', { name: 'This graph was also changed elsewhere' });
  await expect(choice).toContainText('Settings: name “Help desk”');
  await expect(choice).toContainText('Settings: name “Front desk”');
  // Put off, the choice is where the status says that there is one.
  await other.page.keyboard.press('Escape');
  await expect(choice).toBeHidden();
  await other.page.getByRole('button', { name: 'Changed elsewhere' }).click();
  await choice.getByRole('button', { name: 'Take the other version' }).click();
  await expect(name(other.page)).toHaveValue('Front desk');
  await other.page.keyboard.press('ControlOrMeta+z');
  await expect.poll(async () => (await api.graph('customer-service')).name).toBe('Help desk');

  // Whoever comes back to a tab with nothing unsaved sees the graph as it is now.
  await expect(name(page)).toHaveValue('Front desk');
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await expect(name(page)).toHaveValue('Help desk');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(async () => (await api.graph('customer-service')).name).toBe('Front desk');
});

test('two tabs that are offline keep both works, through a reload and a restart of the server', async ({
  page,
  baton,
  context,
}) => {
  await openTemplate(page, 'Customer service');
  const other = new Editor(await context.newPage());
  await other.open('customer-service');
  await expect(other.saved).toBeVisible();
  await baton.stop();
  await name(page).fill('First tab');
  await name(other.page).fill('Second tab');
  await expect(kept(page)).toBeVisible();
  await expect(kept(other.page)).toBeVisible();

  const again = await startBaton(baton.data, baton.port);
  const [asked, saved] = await Promise.race(
    [page, other.page].map(async (one, index, both) => {
      await expect(one.getByRole('dialog', { name: 'This graph was also changed elsewhere' })).toBeVisible();
      return [one, both[1 - index] ?? one] as const;
    }),
  );
  await expect(saved.getByRole('banner').getByText('Saved', { exact: true })).toBeVisible();
  // What is not decided yet is still there after a reload.
  const mine = await name(asked).inputValue();
  await asked.reload();
  await expect(name(asked)).toHaveValue(mine);
  await asked.getByRole('button', { name: 'Keep this version' }).click();
  await expect(asked.getByRole('banner').getByText('Saved', { exact: true })).toBeVisible();
  await again.stop();
});
