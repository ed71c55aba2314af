/** A graph being edited and run, as somebody uses it: everything is found by role and name. */
import { expect, type Locator, type Page } from '@playwright/test';

const kinds = 'Agent|Router|Person|Tool|Join|Graph';

export class Editor {
  readonly page: Page;
  readonly canvas: Locator;
  readonly inspector: Locator;
  readonly panel: Locator;
  readonly message: Locator;
  readonly conversation: Locator;
  /** Shown when the server has everything. */
  readonly saved: Locator;
  /** How the run is going, in one line. */
  readonly status: Locator;

  constructor(page: Page) {
    this.page = page;
    this.canvas = page.getByRole('region', { name: 'Canvas' });
    this.inspector = page.getByRole('complementary', { name: 'Inspector' });
    this.panel = page.getByRole('region', { name: 'Test panel' });
    this.message = this.panel.getByRole('textbox', { name: 'Message' });
    this.conversation = this.panel.getByRole('log', { name: 'Conversation' });
    this.saved = page.getByRole('banner').getByText('Saved', { exact: true });
    this.status = this.panel.getByRole('status');
  }

  async open(graph: string): Promise<void> {
    await this.page.goto(`/graphs/${graph}`);
    await expect(this.canvas).toBeVisible();
  }

  /** A node's card. */
  node(name: string): Locator {
    return this.canvas.getByRole('group', { name: new RegExp(`^${name} (${kinds})\\b`) });
  }

  handoff(from: string, to: string): Locator {
    return this.canvas.getByRole('group', { name: new RegExp(`^Handoff from ${from} to ${to}, `) });
  }

  /** By the words that stand on its line: a line itself is thin. */
  async selectHandoff(label: string): Promise<void> {
    await this.canvas.getByText(label, { exact: true }).click();
  }

  /** Says something in the test panel. */
  async run(message: string): Promise<void> {
    await this.message.fill(message);
    await this.panel.getByRole('button', { name: 'Run', exact: true }).click();
  }

  /** The run is over and numbered on the canvas: each card has its places in the route, and no other card has one. */
  async expectRoute(...names: string[]): Promise<void> {
    await expect(this.status).toContainText(names.join(' → '));
    for (const name of new Set(names)) {
      const steps = names.flatMap((other, index) => (other === name ? [index + 1] : []));
      await expect(this.node(name)).toHaveAccessibleName(new RegExp(`\\bstep ${steps.join(' and ')}\\b`));
    }
    await expect(this.canvas.getByRole('group', { name: /\bstep \d/ })).toHaveCount(new Set(names).size);
  }

  question(from: string): Locator {
    return this.conversation.getByRole('region', { name: `Question from ${from}` });
  }
}
