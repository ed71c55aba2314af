// Customer service, built from nothing by hand: few enough actions that somebody would, and it runs.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { moneyBack } from '../fixtures/ways.ts';
import { Editor } from '../ui/editor.ts';

/** What a hand does, counted: a click, a key, a text typed, a choice made. */
class Hand {
  actions = 0;
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }
  async click(what: Locator): Promise<void> {
    this.actions++;
    await what.click();
  }
  async fill(what: Locator, text: string): Promise<void> {
    this.actions++;
    await what.fill(text);
  }
  async choose(what: Locator, label: string): Promise<void> {
    this.actions++;
    await what.selectOption({ label });
  }
  async press(key: string): Promise<void> {
    this.actions++;
    await this.#page.keyboard.press(key);
  }
  async type(text: string): Promise<void> {
    this.actions++;
    await this.#page.keyboard.type(text);
  }
}

const specialists = [
  ['Billing', 'Charges, invoices and payments'],
  ['Technical', 'The app, logging in, and errors'],
  ['Returns', 'Money back, refunds, returns'],
] as const;

test('customer service is built from nothing in under 60 actions, and runs', async ({ page, api }) => {
  await page.goto('/');
  const editor = new Editor(page);
  const { inspector } = editor;
  const hand = new Hand(page);
  const shows = (title: string) => expect(inspector.getByRole('heading', { level: 2, name: title })).toBeVisible();

  const go = async (name: string): Promise<void> => {
    await hand.click(editor.node(name));
    await shows(name);
  };
  /** By keyboard: C on a node, the kind, Enter; then its name in the form. */
  const handOver = async (from: string, kind: string, called: string): Promise<void> => {
    await go(from);
    await hand.press('c');
    await expect(editor.canvas.getByRole('combobox', { name: `${from} hands over to` })).toBeFocused();
    await hand.type(kind);
    await hand.press('Enter');
    await shows(kind);
    await hand.fill(inspector.getByRole('textbox', { name: 'Name', exact: true }), called);
  };
  const goAlong = async (from: string, to: string): Promise<void> => {
    await go(from);
    await hand.click(inspector.getByRole('listitem').getByRole('button', { name: new RegExp(`^${to}`) }));
    await shows(`${from} → ${to}`);
  };

  await hand.click(page.getByRole('button', { name: /^(New|Blank) graph/ }).first());
  await hand.type('Help desk');
  await hand.press('Enter');
  await expect(page).toHaveURL(/\/graphs\/help-desk$/);
  await go('Agent');
  await hand.fill(inspector.getByRole('textbox', { name: 'Name', exact: true }), 'Triage');
  for (const [name, when] of specialists) {
    await handOver('Triage', 'Agent', name);
    await goAlong('Triage', name);
    await hand.fill(inspector.getByRole('textbox', { name: 'When should it hand over?' }), when);
  }

  await handOver('Returns', 'Person', 'Supervisor');
  await hand.fill(inspector.getByRole('textbox', { name: 'Question' }), 'May this be refunded?');
  await hand.choose(inspector.getByRole('combobox', { name: 'Answer' }), 'Yes or no, with a comment');
  await goAlong('Returns', 'Supervisor');
  await hand.click(inspector.getByRole('button', { name: 'When', exact: true }));
  await hand.click(page.getByRole('menuitem', { name: /^Rule/ }));
  await hand.click(inspector.getByRole('button', { name: 'Add a row' }));
  await hand.choose(inspector.getByLabel('Value of row 1'), 'The user’s message');
  await hand.choose(inspector.getByLabel('Comparison of row 1'), 'contains');
  await hand.fill(inspector.getByLabel('Compared with, in row 1'), '900');
  await handOver('Supervisor', 'Agent', 'Refunds');
  expect(hand.actions).toBeLessThan(60);

  await editor.run(moneyBack);
  await editor.question('Supervisor').getByRole('button', { name: 'Approve' }).click();
  await expect(editor.status).toContainText('Finished');
  await editor.expectRoute('Triage', 'Returns', 'Supervisor', 'Refunds');

  // Whoever reads the document, the log or a model's tools reads the names.
  const made = await api.graph('help-desk');
  expect(made.nodes?.map(({ id }) => id)).toEqual([
    'triage',
    'billing',
    'technical',
    'returns',
    'supervisor',
    'refunds',
  ]);
  expect(made.handoffs?.map(({ id }) => id)).toEqual([
    'triage-billing',
    'triage-technical',
    'triage-returns',
    'returns-supervisor',
    'supervisor-refunds',
  ]);
});
