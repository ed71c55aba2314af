/**
 * The editor with a graph of 1,000 nodes and 1,500 handoffs beside bare React Flow with the same cards, in Chromium: how
 * long it takes to open, the frames of dragging a card and of panning, and how soon a typed letter is there. Both pages
 * take turns, so that a noisy machine disturbs both alike. Needs the built editor.
 *
 *   npm run bench:editor [open|frames|typing]
 */
import { type Browser, chromium, type Page } from '@playwright/test';
import { type Frames, type Gesture, gesture, openingOf, typing, watchOpening } from './measure.ts';
import { removeFolder, serveBare, serveBaton, temporaryFolder } from './pages.ts';

const [openings, rounds, frames] = [5, 3, 120];
const pages = ['bare', 'Baton'] as const;
type Which = (typeof pages)[number];
type Urls = Record<Which, string>;

const at = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * part)] ?? NaN;
const ms = (value: number): string => value.toFixed(value < 100 ? 1 : 0).padStart(7);
const line = (what: string, ...cells: string[]): void => console.log([what.padEnd(28), ...cells].join('  '));

/** A fresh profile: nothing is cached. @param size of the bare page, which is all canvas. */
async function open(browser: Browser, url: string, viewport = { width: 1440, height: 900 }): Promise<Page> {
  const page = await (await browser.newContext({ viewport })).newPage();
  page.setDefaultTimeout(120_000);
  await watchOpening(page);
  await page.goto(url);
  return page;
}

async function measureOpening(browser: Browser, urls: Urls): Promise<void> {
  const seen = { bare: [], Baton: [] } as Record<Which, { firstCard: number; settled: number }[]>;
  for (let round = 0; round < openings; round++) {
    for (const which of pages) {
      const page = await open(browser, urls[which]);
      seen[which].push(await openingOf(page));
      await page.context().close();
    }
  }
  console.log(`\nopening, ms from navigation, median and worst of ${openings}`);
  line('', '  first card  ', '    settled');
  for (const which of pages) {
    const [cards, settled] = [seen[which].map((one) => one.firstCard), seen[which].map((one) => one.settled)];
    line(which, ms(at(cards, 0.5)) + ms(at(cards, 1)), ms(at(settled, 0.5)) + ms(at(settled, 1)));
  }
}

const views = ['everything', '100 %'] as const;
const gestures: readonly Gesture[] = ['drag', 'pan'];

async function goTo(page: Page, view: (typeof views)[number], which: Which): Promise<void> {
  if (which === 'Baton') await page.keyboard.press(view === '100 %' ? 'ControlOrMeta+0' : 'Shift+1');
  else await page.evaluate((zoom) => (globalThis as unknown as Bare).flow.zoomTo(zoom), view === '100 %' ? 1 : 0.05);
  await openingOf(page);
}
interface Bare {
  flow: { zoomTo: (zoom: number) => Promise<boolean> };
}

async function measureFrames(browser: Browser, urls: Urls): Promise<void> {
  const baton = await open(browser, urls.Baton);
  await openingOf(baton);
  const canvas = await baton.locator('.react-flow').boundingBox();
  const bare = await open(browser, urls.bare, canvas ?? undefined);
  await openingOf(bare);
  console.log(`\nframes, ms: median, 95th percentile, work of the page for each; ${rounds} × ${frames} frames`);
  line('', ...pages.map((which) => which.padStart(21)));
  for (const view of views) {
    for (const [which, page] of [
      ['bare', bare],
      ['Baton', baton],
    ] as const)
      await goTo(page, view, which);
    for (const kind of gestures) {
      const seen = { bare: [], Baton: [] } as Record<Which, Frames[]>;
      for (let round = 0; round < rounds; round++) {
        for (const [which, page] of [
          ['bare', bare],
          ['Baton', baton],
        ] as const) {
          await page.bringToFront();
          seen[which].push(await gesture(page, kind, frames));
        }
      }
      const cell = (which: Which): string => {
        const times = seen[which].flatMap((one) => one.times);
        return (
          ms(at(times, 0.5)) +
          ms(at(times, 0.95)) +
          ms(
            at(
              seen[which].map(({ work }) => work),
              0.5,
            ),
          )
        );
      };
      line(`${kind}, ${view} in sight`, ...pages.map(cell));
    }
  }
  await Promise.all([bare, baton].map((page) => page.context().close()));
}

async function measureTyping(browser: Browser, urls: Urls): Promise<void> {
  const page = await open(browser, urls.Baton);
  await openingOf(page);
  await page.locator('.react-flow__node').first().focus();
  // Opens the form of the node.
  await page.keyboard.press('Enter');
  console.log('\ntyping in the inspector, ms from key to paint: median, 95th percentile, worst');
  for (const name of ['Name', 'What it is for']) {
    await page.getByRole('complementary').getByRole('textbox', { name, exact: true }).focus();
    const times = await typing(page, ' and a few words that somebody types');
    line(name, ms(at(times, 0.5)), ms(at(times, 0.95)), ms(at(times, 1)));
  }
  await page.context().close();
}

const parts = { open: measureOpening, frames: measureFrames, typing: measureTyping };
const chosen = Object.entries(parts).filter(([name]) => process.argv.length < 3 || process.argv.includes(name));
const executablePath = process.env['BATON_CHROMIUM'];
const folder = await temporaryFolder();
const served = { bare: await serveBare(folder), Baton: await serveBaton(folder) };
const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
try {
  for (const [, measure] of chosen) await measure(browser, { bare: served.bare.url, Baton: served.Baton.url });
} finally {
  await browser.close();
  await Promise.all(Object.values(served).map(({ close }) => close()));
  await removeFolder(folder);
}
