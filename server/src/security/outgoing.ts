/** Which hosts of private networks tools may reach: those that the server was started with, and those of the settings. */
import { outgoingRequest, type OutgoingAnswer } from '@baton/shared/api';
import type { SettingStore } from '../store/store.ts';
import type { Egress } from './egress/egress.ts';

const setting = 'outgoing';

export class Outgoing {
  readonly #egress: Pick<Egress, 'allow'>;
  readonly #settings: SettingStore;
  readonly #fromStart: readonly string[];

  constructor(egress: Pick<Egress, 'allow'>, settings: SettingStore, fromStart: readonly string[]) {
    this.#egress = egress;
    this.#settings = settings;
    this.#fromStart = fromStart;
  }

  /** Lets the way out know what is set. */
  async open(): Promise<void> {
    this.#egress.allow([...this.#fromStart, ...(await this.get()).allowedHosts]);
  }

  async get(): Promise<OutgoingAnswer> {
    const stored = outgoingRequest.safeParse(await this.#settings.get(setting));
    return { allowedHosts: stored.success ? stored.data.allowedHosts : [], fromStart: [...this.#fromStart] };
  }

  /** @param hosts each of which an allow-list can have. */
  async set(hosts: readonly string[]): Promise<OutgoingAnswer> {
    await this.#settings.put(setting, { allowedHosts: [...new Set(hosts)] });
    await this.open();
    return this.get();
  }
}
