/** Strict objects whose error for an unknown key names the nearest known one. */
import { z } from 'zod';
import { nearest } from './nearest.ts';

export function object<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? unknownKeys(issue.keys, Object.keys(shape)) : undefined),
  });
}

function unknownKeys(keys: string[], known: string[]): string {
  return keys
    .map((key) => {
      const meant = nearest(key, known);
      return meant
        ? `unknown key "${key}"; did you mean "${meant}"?`
        : `unknown key "${key}"; known are ${known.join(', ')}`;
    })
    .join('; ');
}
