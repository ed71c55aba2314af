// A graph is run in the browser by its script, which needs no key and no network.
import type { Graph } from '@baton/shared/graph';
import form from '../../examples/form.json' with { type: 'json' };
import { expect, test } from '../fixtures/test.ts';
import { chargedTwice, customerService, moneyBack } from '../fixtures/ways.ts';
import { Editor } from '../ui/editor.ts';
import { openTemplate } from '../ui/home.ts';

test('a template runs at once, and the canvas ends with its route', async ({ page }) => {
  const editor = await openTemplate(page, 'Customer service');
  await expect(editor.message).toHaveValue(chargedTwice);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(editor.status).toContainText('Finished');
  await editor.expectRoute('Triage', 'Billing');
  await expect(editor.conversation).toContainText('the 129 € will be on your card');
});

test('a run waits for a person, is approved on the screen, and ends', async ({ page }) => {
  const editor = await openTemplate(page, 'Customer service');
  await editor.run(moneyBack);
  await expect(editor.node('Supervisor')).toHaveAccessibleName(/waits for an answer/);
  await expect(editor.status).toContainText('Waits for an answer');
  const question = editor.question('Supervisor');
  await expect(question).toContainText('Refund 900 € for order 1002?');
  await question.getByRole('textbox', { name: 'Comment' }).fill('He is a good customer.');
  await question.getByRole('button', { name: 'Approve' }).click();
  await expect(editor.status).toContainText('Finished');
  await editor.expectRoute('Triage', 'Returns', 'Supervisor', 'Refund desk');
  await expect(question).toContainText('Approved');
});

test('a handoff tells why it was taken, and what was passed on', async ({ page }) => {
  const editor = await openTemplate(page, 'Customer service');
  await editor.run(chargedTwice);
  await expect(editor.status).toContainText('Finished');
  await editor.selectHandoff('Billing question');
  const lens = editor.panel.getByRole('complementary', { name: 'Handoff' });
  await expect(lens).toContainText('model decides: a question about a charge');
  await expect(lens.getByRole('listitem').filter({ has: page.getByLabel('Not taken') })).toHaveCount(2);
  await expect(lens).toContainText('Triage hands over: a question about a charge.');
});

test('an answer that does not fit is refused in words, and the question stays open', async ({ page, api }) => {
  const { id } = await api.create(form as Graph);
  const editor = new Editor(page);
  await editor.open(id);
  await editor.run('I would like to go to the conference in Lisbon');
  const question = editor.question('Manager');
  await question.getByRole('button', { name: 'Answer' }).click();
  await expect(question.getByLabel('Decision')).toHaveAccessibleDescription('Decision is needed.');
  await question.getByLabel('Decision').selectOption('book it');
  await question.getByLabel('Budget in euros').fill('5000');
  await question.getByRole('button', { name: 'Answer' }).click();
  await expect(question.getByLabel('Budget in euros')).toHaveAccessibleDescription('Must be at most 3000, and is 5000');
  await expect(editor.status).toContainText('Waits for an answer');

  await question.getByLabel('Budget in euros').fill('900');
  await question.getByRole('button', { name: 'Answer' }).click();
  await editor.expectRoute('Intake', 'Manager', 'Booking');
});

test('a question that is higher than the panel is read from its first line, and the answer is followed', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  const editor = await openTemplate(page, 'Medical questions');
  await editor.run('My baby has had a fever of 39.5 for three days');
  const question = editor.question('Nurse');
  await expect(question.getByText('A patient writes')).toBeInViewport();
  await question.getByRole('textbox', { name: 'Answer' }).fill('Please come to the clinic.');
  await question.getByRole('button', { name: 'Answer' }).click();
  await editor.expectRoute('Intake', 'Nurse', 'Patient note');
  await expect(editor.conversation.getByText('do not wait for an answer here')).toBeInViewport();
});

test('a run that is refused shows what is wrong with the graph', async ({ page, api }) => {
  const nodes = (customerService.nodes ?? []).map((node) =>
    node.id === 'billing' ? { ...node, model: 'nobody:large' } : node,
  );
  await api.create({ ...customerService, nodes });
  const editor = new Editor(page);
  await editor.open('customer-service');
  await editor.run(chargedTwice);
  await expect(editor.panel.getByRole('alert')).toContainText('No provider is called "nobody"');
  await expect(editor.message).toHaveValue(chargedTwice);
});
