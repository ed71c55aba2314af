/** Opens the store that a data folder holds. */
import { GraphTable } from './graphs.ts';
import { KeyTable } from './keys.ts';
import { LogTable } from './log.ts';
import { loginTables } from './logins.ts';
import { ProviderTable } from './providers.ts';
import { QueueTable } from './queue.ts';
import { RunTable } from './runs.ts';
import { SecretTable, SettingTable } from './settings.ts';
import type { Database } from './tables.ts';
import { migrate, openSqlite, openSqliteReadOnly } from './sqlite.ts';
import { WebhookTable } from './webhooks.ts';
import { VersionTable } from './versions.ts';
import type { Clock, Providers, SecretStore, Store } from './store.ts';

/** @param file a path, or `:memory:`. */
export async function openStore(file: string, clock?: Clock): Promise<Store> {
  return storeIn(openSqlite(file), clock);
}

/** The store in a database that is open. */
export async function storeIn(db: Database, clock: Clock = Date.now): Promise<Store> {
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    graphs: new GraphTable(db),
    versions: new VersionTable(db),
    runs: new RunTable(db, clock),
    queue: new QueueTable(db, clock),
    webhooks: new WebhookTable(db, clock),
    providers: new ProviderTable(db),
    secrets: new SecretTable(db),
    settings: new SettingTable(db),
    logins: loginTables(db),
    keys: new KeyTable(db),
    log: new LogTable(db),
    leased: (lease) => new LogTable(db, lease),
    close: () => db.destroy(),
  };
}

/** Only providers and secrets, and only to read: for the command line, beside a server that may be running. */
export function openSettings(file: string): { providers: Providers; secrets: SecretStore; close: () => Promise<void> } {
  const db = openSqliteReadOnly(file);
  return { providers: new ProviderTable(db), secrets: new SecretTable(db), close: () => db.destroy() };
}
