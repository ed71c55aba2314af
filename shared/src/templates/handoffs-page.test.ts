import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { triggerKinds } from '../triggers/index.ts';
import { templates } from './index.ts';

const docs = new URL('../../../docs/', import.meta.url);
const page = readFileSync(new URL('handoffs.md', docs), 'utf8');

describe('docs/handoffs.md', () => {
  test('explains every trigger under a heading of its own', () => {
    const headings = page.match(/^### .*$/gm)?.join('\n') ?? '';
    for (const trigger of Object.keys(triggerKinds)) expect(headings).toContain(`\`${trigger}\``);
  });

  test('names and draws every pattern that the editor offers', () => {
    const patterns = templates()
      .filter(({ group }) => group === 'pattern')
      .map(({ id }) => id);
    for (const id of [...patterns, 'customer-service', 'software-team']) {
      expect(page).toContain(`\`${id}\``);
      expect(page).toContain(`(images/graphs/${id}.svg)`);
    }
  });

  test('leads only to what is there', () => {
    const links = [...page.matchAll(/\]\((?!https?:)([^)#]*)(#[^)]*)?\)/g)];
    expect(links.length).toBeGreaterThan(30);
    const missing = links.filter(([, file]) => file && !existsSync(new URL(file, docs)));
    expect(missing.map(([link]) => link)).toEqual([]);
    const anchors = new Set(
      [...page.matchAll(/^#+ (.*)$/gm)].map(
        ([, words]) =>
          `#${(words ?? '')
            .toLowerCase()
            .replace(/[^\p{L}\p{N} -]/gu, '')
            .replaceAll(' ', '-')}`,
      ),
    );
    expect(links.flatMap(([, file, anchor]) => (!file && anchor && !anchors.has(anchor) ? [anchor] : []))).toEqual([]);
  });

  test('shows an example for every trigger, which says how to try it', () => {
    const examples = readdirSync(new URL('../../../examples/', import.meta.url)).filter((name) =>
      name.startsWith('trigger-'),
    );
    expect(examples.length).toBeGreaterThan(4);
    for (const name of examples) expect(page).toMatch(new RegExp(`\\(../examples/${name}\\) · try \\*`));
  });
});
