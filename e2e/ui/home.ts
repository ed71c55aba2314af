/** The first screen, as somebody uses it. */
import { expect, type Page } from '@playwright/test';
import { Editor } from './editor.ts';

export async function openTemplate(page: Page, title: string): Promise<Editor> {
  await page.goto('/');
  await page.getByRole('button', { name: title, exact: true }).click();
  const editor = new Editor(page);
  await expect(editor.canvas).toBeVisible();
  return editor;
}
