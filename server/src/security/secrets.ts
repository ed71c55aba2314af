/**
 * Keys of providers at rest: AES-256-GCM, each bound to the name under which it is stored. The key of keys comes from
 * BATON_SECRET_KEY, or from a file in the data folder that only its owner can read.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;
const keyFile = 'secret.key';

export class Secrets {
  readonly #key: Buffer;

  /** @param key 32 bytes. */
  constructor(key: Buffer) {
    this.#key = key;
  }

  seal(name: string, value: string): Uint8Array {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv(algorithm, this.#key, iv).setAAD(Buffer.from(name));
    const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  }

  /** @returns undefined when this was not sealed with this key, under this name. */
  open(name: string, sealed: Uint8Array): string | undefined {
    try {
      const decipher = createDecipheriv(algorithm, this.#key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
      return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }

  /** A key of its own for another purpose, which tells nothing of this one. In hexadecimal. */
  derive(purpose: string): string {
    return Buffer.from(hkdfSync('sha256', this.#key, '', purpose, keyBytes)).toString('hex');
  }
}

/** A sentence for the operator: what is wrong with the key and what to do. */
export class BadSecretKey extends Error {}

/** Opens the key, and makes one where there is none. @throws BadSecretKey */
export function openSecrets(folder: string, env: string | undefined): Secrets {
  if (env) return new Secrets(parseKey(env, 'BATON_SECRET_KEY'));
  const file = join(folder, keyFile);
  if (!existsSync(file))
    writeFileSync(file, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(file, 0o600);
  return new Secrets(parseKey(readFileSync(file, 'utf8').trim(), file));
}

/** The same for a reader that changes nothing; undefined where there is no key. @throws BadSecretKey */
export function findSecrets(folder: string, env: string | undefined): Secrets | undefined {
  if (env) return new Secrets(parseKey(env, 'BATON_SECRET_KEY'));
  const file = join(folder, keyFile);
  return existsSync(file) ? new Secrets(parseKey(readFileSync(file, 'utf8').trim(), file)) : undefined;
}

function parseKey(text: string, source: string): Buffer {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (key.length === keyBytes) return key;
  throw new BadSecretKey(
    `${source} must hold 32 bytes in base64 or hexadecimal. Make one with: openssl rand -base64 32`,
  );
}
