// Whatever a person can be asked in a run is asked in the test panel, and what they say is what happens.
import { agent, guarded } from '../fixtures/guarded.ts';
import { expect, test } from '../fixtures/test.ts';
import { Editor } from '../ui/editor.ts';

test.describe('a handoff that a person must allow', () => {
  test('is shown with what would be passed on, and allowed with changes', async ({ page, api }) => {
    await api.create(guarded);
    const editor = new Editor(page);
    await editor.open('guarded');
    await editor.run('I want my money back');
    const question = editor.question('Triage: Wants money back');
    await expect(question).toContainText('Pay it back?');
    await expect(question.getByRole('checkbox', { name: /I want my money back/ })).toBeChecked();
    await question.getByLabel('Amount').fill('90');
    await question.getByRole('button', { name: 'Allow with changes' }).click();
    await expect(question).toContainText('Approved, with changes');
    await expect(editor.conversation).toContainText('Refunded 90 €.');
    await editor.expectRoute('Triage', 'Refunds');
    await editor.conversation.getByRole('button', { name: /Triage to Refunds/ }).click();
    await expect(editor.panel.getByRole('complementary', { name: 'Handoff' })).toContainText(/"amount": 90\b/);
  });

  test('is sent elsewhere', async ({ page, api }) => {
    await api.create(guarded);
    const editor = new Editor(page);
    await editor.open('guarded');
    await editor.run('I want my money back');
    const question = editor.question('Triage: Wants money back');
    await question.getByRole('button', { name: 'Send elsewhere…' }).click();
    await question.getByLabel('Send it to').selectOption('Voucher');
    await question.getByRole('button', { name: 'Send', exact: true }).click();
    await editor.expectRoute('Triage', 'Voucher');
    await expect(question).toContainText('Sent to Voucher');
  });

  test('is refused, and its sender goes on', async ({ page, api }) => {
    await api.create(guarded);
    const editor = new Editor(page);
    await editor.open('guarded');
    await editor.run('I want my money back');
    const question = editor.question('Triage: Wants money back');
    await question.getByRole('button', { name: 'Refuse…' }).click();
    await question.getByLabel('Why not, for Triage').fill('Too late for that.');
    await question.getByRole('button', { name: 'Refuse', exact: true }).click();
    // What its sender says then stands below the question.
    await expect(editor.conversation).toContainText(/Refused.*Then I cannot help\./);
  });
});

test('a person takes over, talks with the user, and hands back', async ({ page, api }) => {
  await api.create({
    format: 'baton/1',
    id: 'takeover',
    entry: 'support',
    nodes: [
      { id: 'support', kind: 'human', name: 'Support', ask: 'An angry customer.', answer: 'takeover' },
      agent('after', 'Follow-up', [{ say: 'Anything else?' }]),
    ],
    handoffs: [{ id: 'support-after', from: 'support', to: 'after', trigger: { on: 'always' } }],
  });
  const editor = new Editor(page);
  await editor.open('takeover');
  await editor.run('I have been waiting for weeks');
  const question = editor.question('Support');
  await question.getByLabel('Words of Support to the user').fill('Hello, this is Ada.');
  await question.getByRole('button', { name: 'Say' }).click();
  const talk = question.getByRole('list', { name: 'What was said' });
  await expect(talk).toContainText('Hello, this is Ada.');
  await question.getByRole('radio', { name: 'As the user' }).click();
  await question.getByLabel('Words of the user').fill('At last.');
  await page.keyboard.press('Enter');
  await expect(talk).toContainText('At last.');
  await expect(editor.status).toContainText('Waits for an answer');
  await question.getByRole('button', { name: 'Hand back…' }).click();
  await question.getByLabel('Note for whoever goes on (optional)').fill('Send a voucher.');
  await question.getByRole('button', { name: 'Hand back' }).click();
  await expect(editor.conversation).toContainText('Anything else?');
  await expect(question).toContainText('Handed back');
});

test('who was consulted answers the one who asked', async ({ page, api }) => {
  await api.create({
    format: 'baton/1',
    id: 'consult',
    entry: 'triage',
    nodes: [
      agent('triage', 'Triage', [{ handoff: 'billing', once: true }, { say: 'It was 129 €.' }]),
      agent('billing', 'Billing', [{ say: 'The invoice says 129 €.' }]),
    ],
    handoffs: [{ id: 'ask', from: 'triage', to: 'billing', returns: true, trigger: { on: 'model', when: 'Prices' } }],
  });
  const editor = new Editor(page);
  await editor.open('consult');
  await editor.run('How much was it?');
  await expect(editor.status).toContainText('Finished');
  await expect(editor.conversation).toContainText(/Billing\s*answered\s*Triage.*It was 129 €\./);
});
