/** The pure part of the context package: what is cut, how copies look, what it weighs. Runtime and editor cut alike. */
export { withSpeakers, withTools, type IsTransfer } from './copies.ts';
export { cut, cutToTokens, isUsers } from './history.ts';
export { baseId, compactIds, expandIds, joinViews } from './ranges.ts';
export { estimateTokens, sumTokens } from './tokens.ts';
export { isStandIn, validMessages, type Openings } from './valid.ts';
