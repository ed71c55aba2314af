/**
 * Passwords at rest: scrypt, with the parameters that OWASP's Password Storage Cheat Sheet gives for 32 MB of memory.
 * They stand in each hash, so that a stronger choice can be made later without asking anybody for a new password.
 */
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { Refused } from '../problem.ts';

const chosen = { N: 2 ** 15, r: 8, p: 3 };
const saltBytes = 16;
const hashBytes = 32;
const maxmem = 128 * 1024 * 1024;
/** Hashing is what makes a login expensive: so many at once, the rest waits, and at some point nobody more. */
const atOnce = 2;
const waitingMost = 32;

/** @param cost a smaller one is for tests. */
export async function hashPassword(password: string, { N, r, p } = chosen): Promise<string> {
  const salt = randomBytes(saltBytes);
  const hash = await derive(password, salt, { N, r, p });
  return ['scrypt', N, r, p, salt.toString('base64'), hash.toString('base64')].join('$');
}

export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, N, r, p, salt, hash] = stored.split('$');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const given = await derive(password, Buffer.from(salt ?? '', 'base64'), cost);
  return timingSafeEqual(given, Buffer.from(hash ?? '', 'base64'));
}

const waiting: (() => void)[] = [];
let working = 0;

async function derive(password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  if (working >= atOnce) {
    if (waiting.length >= waitingMost)
      throw new Refused(503, 'Too many people log in just now. Try again in a moment.');
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  working++;
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      // The same word may be typed in several ways of Unicode.
      scrypt(password.normalize('NFKC'), salt, hashBytes, { ...cost, maxmem }, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
  } finally {
    working--;
    waiting.shift()?.();
  }
}
