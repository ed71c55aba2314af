/** What a place in the graph saw in the last run: conditions and templates are tried on it while they are written. */
import type { ScopePlace, Values } from '@baton/shared/expressions';
import { createContext, useContext } from 'react';

export interface Seen {
  values: Values;
  /** Whose values they are: `Returns, visit 2`. */
  words: string;
}

export interface LastRun {
  /** @returns undefined where the last run did not come to the place. */
  at: (place: ScopePlace) => Seen | undefined;
}

/** Undefined while nothing was run. */
export const LastRunContext = createContext<LastRun | undefined>(undefined);

export const useLastRun = (place: ScopePlace): { ran: boolean; seen: Seen | undefined } => {
  const last = useContext(LastRunContext);
  return { ran: last !== undefined, seen: last?.at(place) };
};
