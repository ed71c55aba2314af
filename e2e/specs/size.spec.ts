// What a first visit costs: everything that the home screen loads, as it comes over the wire.
import { expect, test } from '../fixtures/test.ts';

const most = 250_000;

test('the home screen loads less than 250 kB, and nothing that only the editor needs', async ({ page }) => {
  const loaded: { path: string; size: Promise<number> }[] = [];
  page.on('requestfinished', (request) => {
    const path = new URL(request.url()).pathname;
    if (path.startsWith('/api/')) return;
    loaded.push({ path, size: request.sizes().then(({ responseBodySize }) => responseBodySize) });
  });
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Customer service', exact: true })).toBeVisible();
  const sizes = await Promise.all(loaded.map(async ({ path, size }) => ({ path, bytes: await size })));
  const sum = sizes.reduce((bytes, file) => bytes + file.bytes, 0);
  console.log(`home: ${sum} bytes in ${sizes.length} files`);
  expect(sum, JSON.stringify(sizes, null, 2)).toBeLessThan(most);
  expect(sizes.map(({ path }) => path).join(' ')).not.toMatch(/elk|monaco|Editor|Markdown/i);
});
