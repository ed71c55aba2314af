// What was run is kept: it can be found, opened, gone back in moment by moment, gone on with, and compared.
import { expect, test } from '../fixtures/test.ts';
import { chargedTwice, moneyBack } from '../fixtures/ways.ts';
import { Editor } from '../ui/editor.ts';
import { openTemplate } from '../ui/home.ts';

test('a run is opened from the history, and replays on the canvas', async ({ page }) => {
  const editor = await openTemplate(page, 'Customer service');
  await editor.run(chargedTwice);
  await expect(editor.status).toContainText('Finished');
  await page.goto('/runs');
  await page.getByRole('link', { name: chargedTwice }).click();
  const opened = new Editor(page);
  await opened.expectRoute('Triage', 'Billing');

  await opened.panel.getByRole('button', { name: 'Replay' }).click();
  const slider = opened.panel.getByRole('slider', { name: 'Moment of the run' });
  await slider.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', /^Triage begins/);
  await expect(opened.node('Triage')).toHaveAccessibleName(/at work/);
  await expect(opened.node('Billing')).not.toHaveAccessibleName(/at work|done/);
  await slider.press('End');
  await expect(opened.node('Billing')).toHaveAccessibleName(/done/);
  await opened.panel.getByRole('button', { name: 'End the replay' }).click();
  await opened.expectRoute('Triage', 'Billing');

  // The conversation goes on where it was.
  await opened.run(chargedTwice);
  await expect(opened.status).toContainText('Finished');
  await expect(opened.conversation.getByText(chargedTwice, { exact: true })).toHaveCount(2);
});

test('runs are filtered by how they went, and two are compared', async ({ page }) => {
  const editor = await openTemplate(page, 'Customer service');
  await editor.run(chargedTwice);
  await expect(editor.status).toContainText('Finished');
  await editor.panel.getByRole('button', { name: 'New conversation' }).click();
  await editor.run(moneyBack);
  await expect(editor.status).toContainText('Waits for an answer');

  await page.goto('/runs');
  const rows = page.getByRole('row').filter({ has: page.getByRole('checkbox') });
  await expect(rows).toHaveCount(2);
  await page.getByLabel('Outcome').selectOption('Paused');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Needs a person');
  await expect(rows).toContainText(moneyBack);
  await expect(rows).toContainText('Customer service: Triage → Returns → Supervisor');
  await page.getByLabel('Outcome').selectOption('All outcomes');
  await expect(rows).toHaveCount(2);

  for (const row of await rows.all()) await row.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Compare' }).click();
  const two = page.getByRole('dialog', { name: 'Two runs' });
  await expect(two.getByRole('row', { name: /Triage Triage/ })).toBeVisible();
  await expect(two.getByRole('cell', { name: 'Supervisor' })).toBeVisible();
});
