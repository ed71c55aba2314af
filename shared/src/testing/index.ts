/** Random documents for the tests of every package. */
export { graphs } from './graphs.ts';
export { edits, graphs as editableGraphs, type Edit } from '../graph/edit/arbitrary.ts';
export { damagedGraphs } from './mutations.ts';
export { liveEvents, storedEvents } from './events.ts';
export { condition, conditionGraph, conditionValues } from './conditions.ts';
export { plain, some } from './values.ts';
