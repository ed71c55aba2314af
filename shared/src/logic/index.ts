/** Reasoning about conditions: what can be true, what cannot, and for which values. It claims only what is certain. */
export { all, any, holds, isImpossible, type Formula } from './formula.ts';
export { absent, both, either, onlyFalse, onlyNumbers, onlyTexts, onlyTrue, other, type Domain } from './domain.ts';
export { above, below, between, exactly } from './numbers.ts';
export { hasLoop, truth, type Outcome } from './truth.ts';
export { witness } from './witness.ts';
