/** Ids of runs and threads: 100 random bits in the 32 letters and digits that cannot be mistaken for each other. */
import { randomBytes } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

function random(length: number): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte % 32]).join('');
}

export const newRunId = (): string => `r_${random(20)}`;
export const newThreadId = (): string => `t_${random(20)}`;
