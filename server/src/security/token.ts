/** What a browser or a program shows to be let in: 256 random bits. Only their hash is stored, so a stolen database opens nothing. */
import { createHash, randomBytes } from 'node:crypto';

export const newToken = (): string => randomBytes(32).toString('base64url');

/** A plain hash is enough, because nobody can guess what was never chosen by a person. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
