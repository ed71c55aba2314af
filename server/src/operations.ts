/** What an operator sets by the environment: how much is logged, how much is done at once, and how long runs are kept. */
import { levels, type Level } from './log.ts';

type Environment = { [name: string]: string | undefined };

export interface Operations {
  /** The least that is worth a line in the log. */
  logLevel: Level;
  /** How many runs are worked on at once. */
  concurrency: number;
  /** How long a run is kept that has ended; undefined for ever. */
  keepDays: number | undefined;
}

export const operationsHelp = `  BATON_LOG_LEVEL     debug, info, warn or error: the least that is logged; info, and warn at a terminal
  BATON_CONCURRENCY   how many runs are worked on at once, 200 by default
  BATON_KEEP_DAYS     delete runs that ended so many days ago; without it they are kept
`;

/** @param terminal a person looks at the log. */
export function readOperations(env: Environment, terminal: boolean): Operations | { problem: string } {
  const logLevel = levels.find((level) => level === (env['BATON_LOG_LEVEL'] ?? (terminal ? 'warn' : 'info')));
  if (!logLevel)
    return { problem: `BATON_LOG_LEVEL must be one of ${levels.join(', ')}, not "${env['BATON_LOG_LEVEL']}".` };
  const concurrency = numberOf(env, 'BATON_CONCURRENCY', /^[1-9]\d{0,4}$/, 'a whole number from 1');
  if (typeof concurrency === 'object') return concurrency;
  const keepDays = numberOf(env, 'BATON_KEEP_DAYS', /^\d{1,5}(\.\d+)?$/, 'a number of days');
  if (typeof keepDays === 'object') return keepDays;
  return { logLevel, concurrency: concurrency ?? 200, keepDays };
}

function numberOf(
  env: Environment,
  name: string,
  fits: RegExp,
  what: string,
): number | undefined | { problem: string } {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  return fits.test(text) ? Number(text) : { problem: `${name} must be ${what}, not "${text}".` };
}
