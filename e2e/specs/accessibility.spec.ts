// What axe finds on every screen, in both themes on one visit. Warnings of little weight are left to people; the rest is an error.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { chargedTwice } from '../fixtures/ways.ts';
import { openTemplate } from '../ui/home.ts';

async function seriousOn(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    found.push(
      ...serious.map(({ id, nodes }) => `${colorScheme}: ${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
    );
  }
  return found;
}

// A colour on its way to the other theme has neither's contrast.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('home', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Customer service' })).toBeVisible();
  expect(await seriousOn(page)).toEqual([]);
});

test('settings, with the form open', async ({ page }) => {
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Add a provider' }).click();
  expect(await seriousOn(page)).toEqual([]);
});

test('runs, and two of them compared', async ({ page }) => {
  const editor = await openTemplate(page, 'Customer service');
  for (const message of [chargedTwice, 'The app crashes when I open my photos']) {
    await editor.run(message);
    await expect(editor.status).toContainText('Finished');
  }
  await editor.panel.getByRole('button', { name: 'Replay' }).click();
  await editor.panel.getByRole('slider', { name: 'Moment of the run' }).press('ArrowRight');
  expect(await seriousOn(page)).toEqual([]);
  await page.goto('/runs');
  const choices = page.getByRole('checkbox');
  await choices.first().check();
  await choices.last().check();
  expect(await seriousOn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('dialog', { name: 'Two runs' })).toBeVisible();
  expect(await seriousOn(page)).toEqual([]);
});

test('what can be found, and the keys', async ({ page }) => {
  await openTemplate(page, 'Customer service');
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox', { name: 'Find a node, an action or a graph' })).toBeVisible();
  expect(await seriousOn(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  expect(await seriousOn(page)).toEqual([]);
});

test('a graph, with a node in the inspector', async ({ page }) => {
  const editor = await openTemplate(page, 'Customer service');
  await editor.node('Triage').click();
  await expect(editor.inspector).toContainText('Instructions');
  expect(await seriousOn(page)).toEqual([]);
});

test('the forms of a handoff, with all of them unfolded, and a tool', async ({ page }) => {
  const editor = await openTemplate(page, 'Customer service');
  await editor.selectHandoff('More than 200 €');
  await editor.inspector.getByRole('heading', { name: 'Bounds' }).click();
  expect(await seriousOn(page)).toEqual([]);
  await editor.node('Returns').click();
  for (const name of ['Output', 'Guardrails', 'Script', 'Model options', 'Time and retries'])
    await editor.inspector.getByRole('heading', { name }).click();
  await editor.inspector.getByRole('button', { name: 'Details of amount' }).click();
  expect(await seriousOn(page)).toEqual([]);
  await editor.inspector.getByRole('button', { name: 'Open the tool lookup-order' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await seriousOn(page)).toEqual([]);
});

test('the settings of a graph, unfolded, with the JSON view', async ({ page }) => {
  const editor = await openTemplate(page, 'Customer service');
  for (const name of ['State', 'Tools', 'Limits of one turn', 'Scenarios'])
    await editor.inspector.getByRole('heading', { name }).click();
  await editor.inspector.getByRole('button', { name: 'Details of state.order' }).click();
  await page.keyboard.press('ControlOrMeta+j');
  await expect(page.getByRole('textbox', { name: 'JSON of the graph' })).toBeAttached({ timeout: 30_000 });
  expect(await seriousOn(page)).toEqual([]);
});
