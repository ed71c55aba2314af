/** One small graph for each problem: it has that problem and no other. */
import { conditions } from './conditions.ts';
import type { Example } from './made.ts';
import { names } from './names.ts';
import { outcomes } from './outcomes.ts';
import { parallel } from './parallel.ts';
import { state } from './state.ts';
import { ways } from './ways.ts';

export const examples: Example[] = [...names, ...state, ...conditions, ...ways, ...parallel, ...outcomes];
