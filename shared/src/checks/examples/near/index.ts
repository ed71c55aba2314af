/** What nearly has a problem, and has none, by what it is about. */
import { conditions } from './conditions.ts';
import { names } from './names.ts';
import { outcomes } from './outcomes.ts';
import { parallel } from './parallel.ts';
import { state } from './state.ts';
import { ways } from './ways.ts';
import type { Near } from './made.ts';

export const near: Near[] = [...ways, ...conditions, ...state, ...parallel, ...names, ...outcomes];
