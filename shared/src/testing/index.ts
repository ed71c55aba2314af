/** Random documents for the tests of every package. */
export { graphs } from './graphs.ts';
export { damagedGraphs } from './mutations.ts';
export { liveEvents, storedEvents } from './events.ts';
export { condition, conditionGraph, conditionValues } from './conditions.ts';
export { plain, some } from './values.ts';
