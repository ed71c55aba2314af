/** What an operator should know, one line of JSON each on stderr. Never a key, never what people or models wrote. */
import { destination, pino } from 'pino';

export const levels = ['debug', 'info', 'warn', 'error'] as const;
export type Level = (typeof levels)[number];
export type Log = (
  level: Level,
  message: string,
  fields?: { [name: string]: string | number | boolean | undefined },
) => void;

/** @param least the least that is worth a line. Each is written before the next step, so that a crash loses none. */
export function logToStderr(least: Level): Log {
  const options = {
    level: least,
    base: null,
    messageKey: 'message',
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    formatters: { level: (level: string) => ({ level }) },
  };
  const logger = pino(options, destination({ dest: 2, sync: true }));
  return (level, message, fields = {}) => logger[level](fields, message);
}

export const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));
