/** Random documents for the tests of every package. */
export { graphs } from './graphs.ts';
