/** Which screen the address names. A few screens need no router library: the browser's history is the state. */
import { useSyncExternalStore } from 'react';

export type Place =
  | { screen: 'home' }
  | { screen: 'graph'; graph: string; run?: string }
  | { screen: 'runs' }
  | { screen: 'settings' }
  | { screen: 'nowhere'; path: string };

export function placeOf(path: string): Place {
  const [screen, id, part, run, ...rest] = path.split('/').filter(Boolean).map(decode);
  if (screen === undefined) return { screen: 'home' };
  if (screen === 'graphs' && id && part === undefined) return { screen: 'graph', graph: id };
  if (screen === 'graphs' && id && part === 'runs' && run && rest.length === 0) {
    return { screen: 'graph', graph: id, run };
  }
  if (screen === 'runs' && id === undefined) return { screen: 'runs' };
  if (screen === 'settings' && id === undefined) return { screen: 'settings' };
  return { screen: 'nowhere', path };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const pathTo = {
  home: '/',
  settings: '/settings',
  graph: (id: string) => `/graphs/${encodeURIComponent(id)}`,
  runs: '/runs',
  /** A run where its graph is: its conversation goes on there, and it can be replayed. */
  run: (graph: string, run: string) => `/graphs/${encodeURIComponent(graph)}/runs/${encodeURIComponent(run)}`,
} as const;

const moved = 'baton:moved';

export function navigate(path: string): void {
  if (path === location.pathname) return;
  history.pushState(null, '', path);
  dispatchEvent(new Event(moved));
}

function subscribe(listener: () => void): () => void {
  addEventListener('popstate', listener);
  addEventListener(moved, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(moved, listener);
  };
}

export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}
