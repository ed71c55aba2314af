/** What an operator should know, one line of JSON each on stderr. Never a key, never what people or models wrote. */

export type Level = 'info' | 'warn' | 'error';
export type Log = (
  level: Level,
  message: string,
  fields?: { [name: string]: string | number | boolean | undefined },
) => void;

export const logToStderr: Log = (level, message, fields = {}) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...fields })}\n`);
};

export const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));
