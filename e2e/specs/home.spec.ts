// The first screen: graphs are found, renamed, duplicated, deleted and brought back, imported, and waited for.
import { expect, test } from '../fixtures/test.ts';
import { startBaton } from '../fixtures/baton.ts';
import { customerService } from '../fixtures/ways.ts';

test.beforeEach(async ({ api, page }) => {
  await api.create(customerService);
  await page.goto('/');
});

test('a graph is renamed, duplicated, deleted and brought back', async ({ page, api }) => {
  // Whoever has graphs still finds the small ones to copy from.
  await expect(page.getByRole('button', { name: 'Routing', exact: true })).toBeVisible();
  const more = page.getByRole('button', { name: 'More for Customer service', exact: true });
  await more.click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rename' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Front desk');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Front desk', exact: true })).toBeVisible();
  expect((await api.graph('customer-service')).name).toBe('Front desk');

  await page.getByRole('button', { name: 'More for Front desk' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  // The id of a copy is made of its name, and is said before it is for good.
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(/front-desk-copy/);
  await page.keyboard.press('Enter');
  const copy = page.getByRole('link', { name: 'Front desk copy', exact: true });
  await expect(copy).toBeVisible();
  expect((await api.graph('front-desk-copy')).name).toBe('Front desk copy');
  await page.getByRole('button', { name: 'More for Front desk copy' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(copy).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(copy).toBeVisible();
});

test('a new graph is asked for its name, which its address is made of', async ({ page, api }) => {
  const name = page.getByRole('dialog', { name: 'New graph' }).getByRole('textbox', { name: 'Name' });
  for (const [typed, id, shown] of [
    ['Insurance claim desk', 'insurance-claim-desk', 'Insurance claim desk'],
    ['', 'untitled', 'Untitled'],
  ] as const) {
    await page.goto('/');
    await page.getByRole('button', { name: 'New graph' }).click();
    await expect(name).toBeFocused();
    await page.keyboard.type(typed);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/graphs/${id}$`));
    await expect(page.getByRole('textbox', { name: 'Graph name' })).toHaveValue(shown);
    await expect(page.getByRole('textbox', { name: 'Id', exact: true })).toHaveValue(id);
    expect((await api.graph(id)).name).toBe(shown);
  }
});

test('a server that stopped is said, and found again by itself', async ({ page, baton }) => {
  await expect(page.getByRole('link', { name: 'Customer service', exact: true })).toBeVisible();
  await baton.stop();
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await expect(page.getByRole('alert')).toContainText('The server does not answer');
  // What is known stays in sight.
  await expect(page.getByRole('link', { name: 'Customer service', exact: true })).toBeVisible();
  const again = await startBaton(baton.data, baton.port);
  await expect(page.getByRole('alert')).toBeHidden();
  await again.stop();
});

test('a file of a graph that is here already is asked about, dropped or chosen', async ({ page, api }) => {
  const stored = await api.graph('customer-service');
  const file = (name: string) => ({
    name: 'customer-service.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ ...stored, name })),
  });
  const choose = async (name: string): Promise<void> => {
    const asked = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Import' }).click();
    await (await asked).setFiles(file(name));
  };
  const clash = page.getByRole('dialog', { name: 'Customer service is here already' });
  await choose('Front desk');
  await expect(clash).toContainText('customer-service.json differs');
  await clash.getByRole('button', { name: 'Replace it' }).click();
  await expect(page.getByRole('link', { name: 'Front desk', exact: true })).toBeVisible();
  expect((await api.graph('customer-service')).name).toBe('Front desk');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'Customer service', exact: true })).toBeVisible();

  const dropped = await page.evaluateHandle(
    (text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'customer-service.json', { type: 'application/json' }));
      return transfer;
    },
    JSON.stringify({ ...stored, name: 'Front desk' }),
  );
  await page.getByRole('main').dispatchEvent('drop', { dataTransfer: dropped });
  await clash.getByRole('button', { name: 'Keep both' }).click();
  await expect(page.getByRole('link', { name: 'Front desk copy', exact: true })).toBeVisible();

  await choose('Customer service');
  await expect(page.getByText('Customer service is here already, just as the file has it.').first()).toBeVisible();
  await expect(page).toHaveURL(/\/graphs\/customer-service$/);
});

test('a file that is dropped anywhere becomes a graph, and one that is none is refused with reasons', async ({
  page,
}) => {
  const drop = async (name: string, text: string): Promise<void> => {
    const files = await page.evaluateHandle(
      ([file = '', content = '']) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([content], file, { type: 'application/json' }));
        return transfer;
      },
      [name, text],
    );
    await page.getByRole('main').dispatchEvent('drop', { dataTransfer: files });
  };
  await drop('broken.json', '{"format":"baton/1","id":"x","entri":"a"}');
  const refused = page.getByRole('dialog', { name: 'This file was not imported' });
  await expect(refused).toContainText('entry');
  await page.keyboard.press('Escape');
  const nodes = ['a', 'b'].map((id) => ({ id, kind: 'agnt' }));
  await drop('twice.json', JSON.stringify({ format: 'baton/1', id: 'x', entry: 'a', nodes }));
  await expect(refused.getByText(/did you mean "agent"/)).toHaveCount(1);
  await expect(refused).toContainText('/nodes/1/kind');
  await page.keyboard.press('Escape');
  await drop('desk.json', JSON.stringify({ ...customerService, id: 'help-desk', name: 'Help desk' }));
  await expect(page.getByRole('textbox', { name: 'Graph name' })).toHaveValue('Help desk');
});
