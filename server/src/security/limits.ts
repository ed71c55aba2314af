/** How often somebody may ask, by kind of request: generous for work, narrow for guessing. */
import { Refused } from '../problem.ts';

/** What a request costs: a look, a change, a run, a request of ours to somebody else, a try at a password. */
export type RateClass = 'read' | 'write' | 'run' | 'outgoing' | 'login';

const perMinute: Readonly<Record<RateClass, number>> = { read: 3000, write: 1200, run: 600, outgoing: 60, login: 60 };
const minute = 60_000;
const bucketsKept = 10_000;

/** A bucket for each caller and kind, filled with a minute's worth, out of which every request takes one. */
export class Rates {
  readonly #buckets = new Map<string, { left: number; at: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** @throws Refused */
  take(kind: RateClass, who: string): void {
    const key = `${kind} ${who}`;
    const most = perMinute[kind];
    const now = this.#now();
    const before = this.#buckets.get(key) ?? { left: most, at: now };
    const left = Math.min(most, before.left + ((now - before.at) / minute) * most);
    keep(this.#buckets, key, { left: Math.max(left - 1, 0), at: now });
    if (left >= 1) return;
    const seconds = Math.max(1, Math.ceil(((1 - left) * minute) / most / 1000));
    throw tooMany(`These are more than ${most} requests of this kind in a minute.`, seconds);
  }
}

const window = 15 * minute;
/** Few for one who guesses, and so many for an account as a whole that one client cannot lock its owner out. */
const most = { pair: 10, account: 100, client: 50 } as const;

/**
 * Tries at passwords, by account and by client and by both. A try counts from its beginning, so that many at once are no way
 * around; one that was right is taken back.
 */
export class Attempts {
  readonly #tries = new Map<string, number[]>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** @returns what to call when the password was right. @throws Refused */
  begin(account: string, client: string): () => void {
    const now = this.#now();
    const limits = new Map<string, number>([
      [`pair ${client} ${account}`, most.pair],
      [`account ${account}`, most.account],
      [`client ${client}`, most.client],
    ]);
    const keys = [...limits.keys()];
    for (const [key, limit] of limits) {
      const recent = this.#recent(key, now);
      if (recent.length < limit) continue;
      const seconds = Math.ceil(((recent[0] ?? now) + window - now) / 1000);
      throw tooMany('Too many tries with a wrong password.', seconds);
    }
    for (const key of keys) keep(this.#tries, key, [...this.#recent(key, now), now]);
    return () => {
      for (const key of keys) {
        const rest = [...(this.#tries.get(key) ?? [])];
        rest.splice(rest.indexOf(now), 1);
        if (rest.length === 0) this.#tries.delete(key);
        else this.#tries.set(key, rest);
      }
    };
  }

  #recent(key: string, now: number): number[] {
    return (this.#tries.get(key) ?? []).filter((at) => at > now - window);
  }
}

/** Bounded: what was not touched for longest is forgotten first. */
function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > bucketsKept && oldest !== undefined) map.delete(oldest);
}

function tooMany(what: string, seconds: number): Refused {
  const wait = seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;
  return new Refused(429, `${what} Try again in ${wait}.`, undefined, { 'retry-after': String(seconds) });
}
