// The pictures of the docs. What moves is held still: a model stops in mid-sentence until its picture has been taken.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { modelsByNode, scriptedReplies, type Reply } from '@baton/runtime/testing/openai-server';
import type { Graph } from '@baton/shared/graph';
import type { Page } from '@playwright/test';
import { startBaton } from './fixtures/baton.ts';
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

/** Gives the test panel the room of the canvas, for questions with much to say. */
async function tallPanel(editor: Editor): Promise<void> {
  const edge = editor.page.getByRole('separator', { name: 'Test panel height' });
  while (Number(await edge.getAttribute('aria-valuenow')) < 460) await edge.press('ArrowUp');
}

async function picture(page: Page, name: string): Promise<void> {
  // Nothing that is pointed at, no blinking caret, and no animation in the middle of its way.
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  const taken = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  await writeFile(`${folder}${name}.webp`, await asWebp(page, taken));
}

/** WebP, a third of the size: made by the browser, in a page that has no content security policy. */
async function asWebp(page: Page, png: Buffer): Promise<Buffer> {
  const blank = await page.context().newPage();
  const url = await blank.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width, image.height];
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', 0.9);
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  await blank.close();
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
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

    test('a node in the inspector', async ({ page }) => {
      const editor = await openTemplate(page, 'Customer service');
      await editor.node('Triage').click();
      await expect(editor.inspector).toContainText('Instructions');
      await picture(page, `editor-${colorScheme}`);
    });

    test('commands', async ({ page }) => {
      await openTemplate(page, 'Customer service');
      await page.keyboard.press('ControlOrMeta+k');
      await expect(page.getByRole('combobox', { name: 'Find a node, an action or a graph' })).toBeVisible();
      await picture(page, `commands-${colorScheme}`);
    });

    test('keys', async ({ page }) => {
      await openTemplate(page, 'Customer service');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
      await picture(page, `keys-${colorScheme}`);
    });

    test('JSON beside the canvas', async ({ page }) => {
      const editor = await openTemplate(page, 'Customer service');
      await editor.node('Billing').click();
      await page.keyboard.press('ControlOrMeta+j');
      await expect(page.getByRole('textbox', { name: 'JSON of the graph' })).toBeAttached({ timeout: 30_000 });
      // It opens at what is selected.
      await expect(page.locator('.view-line').filter({ hasText: '"billing"' }).first()).toBeVisible();
      await picture(page, `json-${colorScheme}`);
    });

    test('the graph as a list', async ({ page }) => {
      const editor = await openTemplate(page, 'Customer service');
      await editor.node('Triage').focus();
      await page.keyboard.press('l');
      await expect(editor.canvas.getByRole('region', { name: 'List of the graph' })).toBeVisible();
      await picture(page, `list-${colorScheme}`);
    });

    test('a graph that was changed elsewhere', async ({ page, api, context }) => {
      await openTemplate(page, 'Customer service');
      const other = new Editor(await context.newPage());
      await other.open('customer-service');
      const name = (of: Page) => of.getByRole('textbox', { name: 'Graph name' });
      await name(page).fill('Front desk');
      await expect.poll(async () => (await api.graph('customer-service')).name).toBe('Front desk');
      await name(other.page).fill('Help desk');
      await expect(other.page.getByRole('dialog')).toContainText('Front desk');
      await picture(other.page, `conflict-${colorScheme}`);
    });

    test('approval of a handoff', async ({ page, api }) => {
      const example = new URL('../examples/approval.json', import.meta.url);
      await api.create(JSON.parse(await readFile(example, 'utf8')) as Graph);
      const editor = new Editor(page);
      await editor.open('approval');
      await tallPanel(editor);
      await editor.run('Please close my account');
      await expect(editor.question('Account agent: Close it')).toBeVisible();
      await page.getByRole('button', { name: 'Show everything' }).click();
      const toolbar = await page.getByRole('toolbar', { name: 'View' }).boundingBox();
      const bottomOf = async (): Promise<number> => {
        const box = await editor.node('Account agent').boundingBox();
        return box ? box.y + box.height : Infinity;
      };
      await expect.poll(bottomOf).toBeLessThan((toolbar?.y ?? 0) - 16);
      await picture(page, `approval-${colorScheme}`);
    });

    test('runs, replay and comparison', async ({ page }) => {
      const editor = await openTemplate(page, 'Customer service');
      for (const message of [chargedTwice, 'The app crashes when I open my photos']) {
        await editor.run(message);
        await expect(editor.status).toContainText('Finished');
        await editor.panel.getByRole('button', { name: 'New conversation' }).click();
      }
      await editor.run(moneyBack);
      await expect(editor.status).toContainText('Waits for an answer');
      await page.goto('/runs');
      await expect(page.getByRole('checkbox')).toHaveCount(3);
      await picture(page, `runs-${colorScheme}`);
      for (const choice of (await page.getByRole('checkbox').all()).slice(1)) await choice.check();
      await page.getByRole('button', { name: 'Compare' }).click();
      await expect(page.getByRole('dialog', { name: 'Two runs' })).toBeVisible();
      await picture(page, `comparison-${colorScheme}`);
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: chargedTwice }).click();
      await editor.panel.getByRole('button', { name: 'Replay' }).click();
      for (let moment = 0; moment < 3; moment++) await editor.panel.getByRole('slider').press('ArrowRight');
      await picture(page, `replay-${colorScheme}`);
    });

    test.describe('where others can reach it', () => {
      const password = 'correct horse battery';
      test.use({
        baton: async ({ folder }, give) => {
          const baton = await startBaton(folder, 0, { BATON_ADMIN_PASSWORD: password });
          await give(baton);
          await baton.stop();
        },
      });

      test('login and account', async ({ page }) => {
        await page.goto('/settings');
        await page.getByLabel('Name').fill('admin');
        await picture(page, `login-${colorScheme}`);
        await page.getByLabel('Password').fill(password);
        await page.keyboard.press('Enter');
        const you = page.getByRole('region', { name: 'You' });
        await you.getByRole('button', { name: 'Change password' }).click();
        await you.scrollIntoViewIfNeeded();
        await picture(page, `account-${colorScheme}`);
      });
    });

    test('settings', async ({ page, api }) => {
      await api.addProvider('desk', {
        kind: 'openai-compatible',
        baseUrl: 'https://models.example/v1',
        apiKey: 'sk-0',
      });
      await page.goto('/settings');
      await expect(page.getByText('models.example')).toBeVisible();
      await picture(page, `settings-${colorScheme}`);
    });
  });
}
