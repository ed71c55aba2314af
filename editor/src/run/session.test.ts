import { isStored, reduceAll, type RunEvent } from '@baton/shared/events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chargedTwice, recorded } from './recording.ts';
import { recallConversation } from './memory.ts';
import { nothingRun, useRun } from './runStore.ts';
import { canSend, compose, sendComposed, useComposer } from './composer.ts';
import { closeConversation, giveAnswer, isLive, newConversation, openConversation, send, stopRun } from './session.ts';

const log = recorded(chargedTwice, 'r_1');
const stored = log.filter(isStored);
const view = () => useRun.getState().view;
const over = (): Promise<void> => vi.waitFor(() => expect(view()?.status).toBe('finished'), 5000);

/** A server that has one run, whose events up to `known` have happened. */
function serving({ known = stored.length, refuse }: { known?: number; refuse?: Response } = {}): string[] {
  const asked: string[] = [];
  // Deltas are live only: whoever comes later gets what is stored.
  let events = log;
  const problem = (status: number, detail: string): Response =>
    Response.json({ title: detail, status, detail }, { status });
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    const method = init?.method ?? 'GET';
    asked.push(`${method} ${url}`);
    const after = Number(/after=(\d+)/.exec(url)?.[1] ?? 0);
    if (method === 'POST' && refuse) return Promise.resolve(refuse.clone());
    if (url === '/api/runs') return Promise.resolve(Response.json({ run: 'r_1', thread: 't_1' }, { status: 201 }));
    if (url.startsWith('/api/runs/r_1/events')) {
      const answer = new Response(sse(events, after));
      events = stored;
      return Promise.resolve(answer);
    }
    if (url === '/api/runs/r_1') return Promise.resolve(Response.json(reduceAll(stored.slice(0, known))));
    return Promise.resolve(problem(404, 'There is no such run.'));
  });
  return asked;
}

const sse = (events: readonly RunEvent[], after: number): string =>
  events
    .filter((event) => !isStored(event) || event.seq > after)
    .map((event) => `data: ${JSON.stringify(event)}\n\n`)
    .join('');

beforeEach(() => {
  localStorage.clear();
  useRun.setState(nothingRun);
  compose('');
  // A clock that is faster than the one on the wall, so that batons need no time to fly.
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 100));
});
afterEach(() => {
  closeConversation();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('sending a message', () => {
  it('starts a run and shows it to its end', async () => {
    serving();
    await openConversation('desk');
    expect(await send('desk', 'I was charged twice for order 1001')).toBe(true);
    await over();
    expect(view()).toEqual(reduceAll(log));
    expect(useRun.getState().thread).toBe('t_1');
  });

  it('goes on in the same thread, and keeps what was said before', async () => {
    const asked = serving();
    await openConversation('desk');
    await send('desk', 'one');
    await over();
    const bodies: unknown[] = [];
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
      if (typeof init?.body === 'string') bodies.push(JSON.parse(init.body));
      return fetch(url, init);
    });
    await send('desk', 'two');
    expect(bodies).toEqual([{ graph: 'desk', input: 'two', thread: 't_1' }]);
    expect(useRun.getState().earlier).toHaveLength(1);
    expect(asked.filter((entry) => entry === 'POST /api/runs')).toHaveLength(2);
  });

  it('that is refused changes nothing but says why', async () => {
    serving({
      refuse: Response.json(
        {
          title: 'x',
          status: 422,
          detail: 'This graph has 1 error.',
          errors: [{ path: '/entry', message: 'No entry.' }],
        },
        { status: 422 },
      ),
    });
    await openConversation('desk');
    expect(await send('desk', 'hello')).toBe(false);
    expect(view()).toBeUndefined();
    expect(useRun.getState().refusal).toMatchObject({
      message: 'This graph has 1 error.',
      problems: [{ message: 'No entry.' }],
    });
  });

  it('that is refused says why wherever the panel is moved to, until it is dismissed or something is sent', async () => {
    serving({ refuse: Response.json({ title: 'x', status: 422, detail: 'This graph has 1 error.' }, { status: 422 }) });
    await openConversation('desk');
    await send('desk', 'hello');
    const told = (): string | undefined => useRun.getState().refusal?.message;
    // A panel that is moved leaves the screen, and comes back.
    closeConversation();
    await openConversation('another');
    expect(told()).toBeUndefined();
    closeConversation();
    await openConversation('desk');
    expect(told()).toBe('This graph has 1 error.');
    useRun.setState({ refusal: undefined });
    closeConversation();
    await openConversation('desk');
    expect(told()).toBeUndefined();
    await send('desk', 'hello');
    closeConversation();
    await openConversation('desk');
    serving();
    await send('desk', 'hello again');
    expect(told()).toBeUndefined();
  });

  it('empties the box when it has begun, and not before', async () => {
    serving();
    await openConversation('desk');
    compose('hello');
    await sendComposed('desk', () => Promise.resolve('This graph could not be saved.'));
    expect(useComposer.getState().text).toBe('hello');
    expect(useRun.getState().refusal?.message).toBe('This graph could not be saved.');
    await sendComposed('desk', () => Promise.resolve(undefined));
    expect(useComposer.getState().text).toBe('');
    compose('more');
    expect(canSend()).toBe(false);
    await over();
    expect(canSend()).toBe(true);
  });
});

describe('opening a graph again', () => {
  const begin = async (): Promise<void> => {
    await openConversation('desk');
    await send('desk', 'I was charged twice for order 1001');
    await over();
    closeConversation();
  };

  it('shows the run from its log', async () => {
    serving();
    await begin();
    expect(view()).toBeUndefined();
    expect(await openConversation('desk')).toBe(true);
    await over();
    expect(view()).toEqual(reduceAll(log));
  });

  it('in the middle of a run goes on with it: what had happened at once, what comes then as it comes', async () => {
    serving({ known: 3 });
    await begin();
    const shown: (number | undefined)[] = [];
    const stop = useRun.subscribe(({ view: now }) => shown.push(now?.seq));
    await openConversation('desk');
    await over();
    stop();
    // The first picture already holds what the server had, and the batons of later handoffs still fly.
    expect(shown.find((seq) => (seq ?? 0) > 0)).toBeGreaterThanOrEqual(3);
    expect(new Set(shown).size).toBeGreaterThan(3);
    expect(view()).toEqual(reduceAll(log));
  });

  it('forgets a run that is not there any more', async () => {
    serving();
    await begin();
    localStorage.setItem('baton:conversation:desk', JSON.stringify({ thread: 't_1', runs: ['r_gone'] }));
    expect(await openConversation('desk')).toBe(false);
    expect(recallConversation('desk')).toBeUndefined();
  });

  it('while the server does not answer keeps nobody from beginning, and shows the run as soon as it does', async () => {
    serving();
    await begin();
    const { fetch: answering } = globalThis;
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
    expect(await openConversation('desk')).toBe(true);
    await vi.waitFor(() => expect(useRun.getState().stream).toBe('lost'));
    expect(isLive(useRun.getState())).toBe(false);
    expect(await send('desk', 'hello')).toBe(false);
    expect(useRun.getState().refusal?.message).toContain('The server does not answer');
    vi.stubGlobal('fetch', answering);
    await over();
    expect(view()).toEqual(reduceAll(log));
    expect(useRun.getState().thread).toBe('t_1');
  });

  it('forgets a run that is found to be gone later, so that another can begin', async () => {
    serving();
    await begin();
    const { fetch: answering } = globalThis;
    vi.stubGlobal('fetch', (url: string, init?: RequestInit) =>
      url.includes('/events') ? Promise.resolve(new Response(null, { status: 404 })) : answering(url, init),
    );
    await openConversation('desk');
    await vi.waitFor(() => expect(useRun.getState().stream).toBe('gone'));
    expect(isLive(useRun.getState())).toBe(false);
    expect(recallConversation('desk')).toBeUndefined();
  });

  it('starts with nothing after a new conversation', async () => {
    serving();
    await begin();
    await openConversation('desk');
    newConversation();
    expect(view()).toBeUndefined();
    expect(await openConversation('desk')).toBe(false);
  });
});

describe('stopping and answering', () => {
  it('an answer that does not fit comes back with what is wrong where', async () => {
    serving({
      refuse: Response.json(
        {
          title: 'x',
          status: 422,
          detail: 'It does not fit.',
          errors: [{ path: '/answer/amount', message: 'too much' }],
        },
        { status: 422 },
      ),
    });
    expect(await giveAnswer('a-1', { amount: 1e9 })).toEqual({
      message: 'It does not fit.',
      problems: [{ path: '/answer/amount', message: 'too much' }],
    });
  });

  it('stopping a run that has just ended by itself is no error', async () => {
    serving({ refuse: Response.json({ title: 'x', status: 409, detail: 'over' }, { status: 409 }) });
    useRun.setState({ view: reduceAll(stored.slice(0, 2)) });
    await stopRun();
    expect(useRun.getState()).toMatchObject({ asking: undefined, refusal: undefined });
  });
});
