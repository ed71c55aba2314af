/** What was chosen last in the palette of commands, the newest first; remembered in this browser. */
import { recall, remember } from '../../ui/remembered.ts';

const most = 8;

export function recent(): string[] {
  try {
    const value: unknown = JSON.parse(recall('recent-commands') ?? '[]');
    return Array.isArray(value) ? value.filter((key) => typeof key === 'string') : [];
  } catch {
    return [];
  }
}

export function keepRecent(key: string): void {
  remember('recent-commands', JSON.stringify([key, ...recent().filter((other) => other !== key)].slice(0, most)));
}
