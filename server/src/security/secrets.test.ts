import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BadSecretKey, findSecrets, openSecrets, Secrets } from './secrets.ts';

describe('a secret', () => {
  const secrets = new Secrets(randomBytes(32));

  it('is opened by the key and the name with which it was sealed', () => {
    expect(secrets.open('a', secrets.seal('a', 'sk-ключ'))).toBe('sk-ключ');
  });

  it('is not opened by another key, under another name, or changed', () => {
    const sealed = secrets.seal('a', 'sk-1');
    expect(secrets.open('b', sealed)).toBeUndefined();
    expect(new Secrets(randomBytes(32)).open('a', sealed)).toBeUndefined();
    for (const index of sealed.keys()) {
      const changed = Uint8Array.from(sealed, (byte, at) => (at === index ? byte ^ 1 : byte));
      expect(secrets.open('a', changed)).toBeUndefined();
    }
    expect(secrets.open('a', new Uint8Array())).toBeUndefined();
  });

  it('looks different every time, and never like itself', () => {
    const [one, two] = [secrets.seal('a', 'sk-1'), secrets.seal('a', 'sk-1')];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(false);
    expect(Buffer.from(one).includes('sk-1')).toBe(false);
  });

  it('has a key beside it for each other purpose, always the same', () => {
    const key = randomBytes(32);
    const derived = new Secrets(key).derive('sessions');
    expect(derived).toMatch(/^[0-9a-f]{64}$/);
    expect(new Secrets(key).derive('sessions')).toBe(derived);
    for (const other of [secrets.derive('sessions'), new Secrets(key).derive('more'), key.toString('hex')])
      expect(other).not.toBe(derived);
  });
});

describe('the key', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'baton-key-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made once, for its owner alone', () => {
    expect(findSecrets(folder, undefined)).toBeUndefined();
    const sealed = openSecrets(folder, undefined).seal('a', 'x');
    const file = join(folder, 'secret.key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    chmodSync(file, 0o644);
    expect(openSecrets(folder, undefined).open('a', sealed)).toBe('x');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(findSecrets(folder, undefined)?.open('a', sealed)).toBe('x');
  });

  it('may come from the environment, in base64 or hexadecimal; then there is no file', () => {
    const bytes = randomBytes(32);
    const sealed = openSecrets(folder, bytes.toString('base64')).seal('a', 'x');
    expect(openSecrets(folder, bytes.toString('hex')).open('a', sealed)).toBe('x');
    expect(() => readFileSync(join(folder, 'secret.key'))).toThrow('ENOENT');
  });

  it('is refused when it is too short to be one', () => {
    expect(() => openSecrets(folder, 'secret')).toThrow(BadSecretKey);
    writeFileSync(join(folder, 'secret.key'), 'oops');
    expect(() => openSecrets(folder, '')).toThrow('openssl rand -base64 32');
  });
});
