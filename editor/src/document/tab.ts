/**
 * What this tab of the browser is called, so that it writes only its own drafts, and which others are open. A reload
 * keeps the name; a copy of a tab gets another, since the one it was copied from is still there.
 */

let name = '';
let claimed: Promise<void> | undefined;

/** Empty until it is claimed. */
export const tabName = (): string => name;

export function claimTab(): Promise<void> {
  claimed ??= claim();
  return claimed;
}

const lockOf = (tab: string): string => `baton:tab:${tab}`;
/** A page that is being reloaded lets its name go within moments. */
const patienceMs = 600;

async function claim(): Promise<void> {
  const before = recallTab();
  name = before !== undefined && (await hold(before)) ? before : fresh();
  if (name !== before) await hold(name);
  rememberTab(name);
}

const fresh = (): string => Math.random().toString(36).slice(2, 12);

/** Holds a name for as long as the page is open. @returns false where another tab has it. */
function hold(tab: string): Promise<boolean> {
  const locks = lockManager();
  if (!locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    const held = (): Promise<never> => {
      resolve(true);
      return new Promise(() => undefined);
    };
    locks.request(lockOf(tab), { signal: AbortSignal.timeout(patienceMs) }, held).catch(() => resolve(false));
  });
}

/** @returns whether a tab is open now; where the browser cannot say, none is. */
export async function openTabs(): Promise<(tab: string) => boolean> {
  const { held = [] } = (await lockManager()?.query()) ?? {};
  const names = new Set(held.map((lock) => lock.name));
  return (tab) => names.has(lockOf(tab));
}

/** Browsers have locks only where the page came by a safe way. */
const lockManager = (): LockManager | undefined => (navigator as { locks?: LockManager }).locks;

const key = 'baton:tab';

function recallTab(): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function rememberTab(tab: string): void {
  try {
    sessionStorage.setItem(key, tab);
  } catch {
    // Blocked storage: a reload is a tab of its own then, and takes over what this one leaves.
  }
}
