/**
 * Streams are let in once and last for long: who holds one is asked again, every half minute and at once when somebody's
 * rights have changed, and the stream ends when they do not suffice any more.
 */
import { allows, type KeyScope } from '@baton/shared/api';
import type { Access, Caller } from './access.ts';

const everyMs = 30_000;

export interface Watched {
  /** Aborted when the right has ended. */
  signal: AbortSignal;
  /** To be called when the stream is over. */
  leave(): void;
}

export class Watch {
  readonly #access: Pick<Access, 'find'>;
  /** By key or session: one look is enough for all streams of it. */
  readonly #streams = new Map<string, { caller: Caller; open: Map<AbortController, KeyScope> }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(access: Pick<Access, 'find'>) {
    this.#access = access;
  }

  hold(caller: Caller, scope: KeyScope): Watched {
    const ended = new AbortController();
    // Nobody can take this machine's own rights away.
    if (caller.kind === 'local') return { signal: ended.signal, leave: () => undefined };
    const held = this.#streams.get(caller.id) ?? { caller, open: new Map<AbortController, KeyScope>() };
    this.#streams.set(caller.id, held);
    held.open.set(ended, scope);
    this.#timer ??= setInterval(() => void this.check(), everyMs).unref();
    return {
      signal: ended.signal,
      leave: () => {
        held.open.delete(ended);
        if (held.open.size === 0) this.#streams.delete(caller.id);
        if (this.#streams.size === 0) this.close();
      },
    };
  }

  /** Asks for everybody anew. One who cannot be asked for is not trusted any longer. */
  async check(): Promise<void> {
    for (const { caller, open } of this.#streams.values()) {
      const now = await this.#access.find(caller.kind, caller.credential).catch(() => undefined);
      for (const [ended, scope] of open) if (!now || !allows(now.scope, scope)) ended.abort();
    }
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
