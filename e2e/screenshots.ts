// The pictures of the docs. What moves is held still: a model stops in mid-sentence until its picture has been taken.
import { fileURLToPath } from 'node:url';
import { modelsByNode, scriptedReplies, type Reply } from '@baton/runtime/testing/openai-server';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';
import { chargedTwice, customerService, moneyBack } from './fixtures/ways.ts';
import { Editor } from './ui/editor.ts';
import { openTemplate } from './ui/home.ts';

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));

/** Gives the canvas the room of the inspector, which has nothing to say in this picture, and some of the panel's. */
async function roomForCanvas(editor: Editor): Promise<void> {
  const { page } = editor;
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Inspector' }).click();
  await expect(editor.inspector).toBeHidden();
  const edge = page.getByRole('separator', { name: 'Test panel height' });
  while (Number(await edge.getAttribute('aria-valuenow')) > 240) await edge.press('ArrowDown');
  await page.getByRole('button', { name: 'Show everything' }).click();
}

async function picture(page: Page, name: string): Promise<void> {
  // Nothing that is pointed at, no blinking caret, and no animation in the middle of its way.
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled', caret: 'hide' });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('home', async ({ page }) => {
      await page.goto('/');
      await expect(page.getByRole('button', { name: 'Customer service', exact: true })).toBeVisible();
      await picture(page, `home-${colorScheme}`);
    });

    test.describe('the front page', () => {
      // Two pixels for one, for screens that have them.
      test.use({ deviceScaleFactor: 2 });

      test('editor, in mid-run', async ({ page, api, openai }) => {
        const rest = Promise.withResolvers<void>();
        const replies = scriptedReplies(customerService);
        async function* halting(text: string): AsyncGenerator<string> {
          yield text.slice(0, text.indexOf('each time'));
          await rest.promise;
          yield text.slice(text.indexOf('each time'));
        }
        const server = await openai({
          reply: async (request, nth) => {
            const answer = await replies(request, nth);
            const said = (answer as Reply).text;
            const last = request.model === 'billing' && typeof said === 'string' && said.includes('each time');
            return last ? { ...answer, text: halting(said) } : answer;
          },
        });
        await api.addProvider('desk', { kind: 'openai-compatible', baseUrl: server.baseUrl, apiKey: server.apiKey });
        const { id } = await api.create(modelsByNode(customerService, 'desk'));
        const editor = new Editor(page);
        await editor.open(id);
        await roomForCanvas(editor);
        await editor.run(chargedTwice);
        await expect(editor.conversation).toContainText('129 €');
        await picture(page, `editor-running-${colorScheme}`);
        rest.resolve();
      });
    });

    test('a handoff, looked into', async ({ page }) => {
      const editor = await openTemplate(page, 'Customer service');
      await editor.run(moneyBack);
      await editor.question('Supervisor').getByRole('button', { name: 'Approve' }).click();
      await expect(editor.status).toContainText('Finished');
      await editor.selectHandoff('More than 200 €');
      await expect(editor.panel.getByRole('complementary', { name: 'Handoff' })).toBeVisible();
      await picture(page, `handoff-${colorScheme}`);
    });
  });
}
