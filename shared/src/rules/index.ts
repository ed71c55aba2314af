/** What may be done to a graph, asked by canvas, keyboard and import alike: yes, or no with a reason. */
export type { Verdict } from './verdict.ts';
export { mayConnect, mayReconnect } from './connect.ts';
export { mayRemove } from './remove.ts';
export { mayNameState, mayRename } from './rename.ts';
