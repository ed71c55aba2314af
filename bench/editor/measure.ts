/** What is measured in a page. Gestures are made in the page itself, one step for each frame, so that both pages get the same. */
import type { Page } from '@playwright/test';

export type Gesture = 'drag' | 'pan';

export interface Frames {
  /** Milliseconds from frame to frame. */
  times: number[];
  /** Milliseconds of the page's main thread for each frame. */
  work: number;
}

const quietMs = 1000;

/** Told by the page itself, from its navigation on. */
export interface Opening {
  firstCard: number;
  /** The end of the last task that would have made a key or a pointer wait. */
  settled: number;
}

/** Has to be called before the page is opened. */
export async function watchOpening(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const opening = { firstCard: 0, settled: 0 };
    Object.assign(globalThis, { opening });
    const look = new MutationObserver(() => {
      if (!document.querySelector('.react-flow__node')) return;
      look.disconnect();
      requestAnimationFrame(() => setTimeout(() => (opening.firstCard = opening.settled = performance.now())));
    });
    look.observe(document, { childList: true, subtree: true });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) opening.settled = startTime + duration;
    }).observe({ type: 'longtask', buffered: true });
  });
}

export async function openingOf(page: Page): Promise<Opening> {
  const opened = await page.waitForFunction((quiet) => {
    const { opening } = globalThis as unknown as { opening: Opening };
    return opening.firstCard > 0 && performance.now() > opening.settled + quiet && { ...opening };
  }, quietMs);
  return (await opened.jsonValue()) || { firstCard: NaN, settled: NaN };
}

/** Goes in circles with a card, or with the canvas, for so many frames. */
export async function gesture(page: Page, kind: Gesture, frames: number): Promise<Frames> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const busy = async (): Promise<number> => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
  };
  const before = await busy();
  const times = await page.evaluate(inCircles, { kind, frames });
  const work = ((await busy()) - before) / frames;
  await devtools.detach();
  return { times, work };
}

/** Runs in the page. */
async function inCircles({ kind, frames }: { kind: Gesture; frames: number }): Promise<number[]> {
  const pane = document.querySelector('.react-flow__pane');
  if (!pane) throw new Error('There is no canvas.');
  const box = pane.getBoundingClientRect();
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const far = (card: Element): number => {
    const { x, y, width, height } = card.getBoundingClientRect();
    return Math.hypot(x + width / 2 - centre.x, y + height / 2 - centre.y);
  };
  const [card] = [...document.querySelectorAll('.react-flow__node')].sort((a, b) => far(a) - far(b));
  if (!card) throw new Error('There is no card.');
  const start = card.getBoundingClientRect();
  const angle = (frame: number): number => (frame / 60) * 2 * Math.PI;
  const mouse = (type: string, on: EventTarget, frame: number): boolean =>
    on.dispatchEvent(
      new MouseEvent(type, {
        bubbles: true,
        cancelable: true,
        view: window,
        clientX: start.x + start.width / 2 + 60 * Math.sin(angle(frame)),
        clientY: start.y + start.height / 2 + 60 * (1 - Math.cos(angle(frame))),
      }),
    );
  const step = (frame: number): void => {
    if (kind === 'drag') mouse('mousemove', window, frame);
    else {
      const [deltaX, deltaY] = [20 * Math.sin(angle(frame)), 20 * Math.cos(angle(frame))];
      pane.dispatchEvent(
        new WheelEvent('wheel', {
          bubbles: true,
          cancelable: true,
          deltaX,
          deltaY,
          clientX: centre.x,
          clientY: centre.y,
        }),
      );
    }
  };
  if (kind === 'drag') mouse('mousedown', card, 0);
  const times: number[] = [];
  await new Promise<void>((resolve) => {
    let last: number | undefined;
    const next = (now: number): void => {
      if (last !== undefined) times.push(now - last);
      last = now;
      if (times.length >= frames) return resolve();
      step(times.length);
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  if (kind === 'drag') mouse('mouseup', window, frames);
  return times;
}

/** Types into what has the focus. @returns for each key the milliseconds until what it changed was painted. */
export async function typing(page: Page, text: string): Promise<number[]> {
  await page.evaluate(() => {
    const painted: number[] = [];
    Object.assign(globalThis, { painted });
    addEventListener(
      'keydown',
      ({ timeStamp }) => requestAnimationFrame(() => setTimeout(() => painted.push(performance.now() - timeStamp))),
      true,
    );
  });
  await page.keyboard.type(text, { delay: 60 });
  await page.waitForFunction(
    (keys) => (globalThis as unknown as { painted: number[] }).painted.length >= keys,
    text.length,
  );
  return page.evaluate(() => (globalThis as unknown as { painted: number[] }).painted);
}
