import { describe, expect, it } from 'vitest';
import { hashPassword, isPassword } from './password.ts';

describe('a password', () => {
  it('is known again, also typed in another way of Unicode, and nothing else is', async () => {
    const stored = await hashPassword('pässwörter sind lang');
    expect(stored).toMatch(/^scrypt\$32768\$8\$3\$/);
    expect(stored).not.toContain('lang');
    expect(await isPassword('pässwörter sind lang', stored)).toBe(true);
    expect(await isPassword('pässwörter sind lang'.normalize('NFD'), stored)).toBe(true);
    expect(await isPassword('pässwörter sind lang ', stored)).toBe(false);
    expect(await isPassword('', stored)).toBe(false);
    expect(await hashPassword('pässwörter sind lang')).not.toBe(stored);
  });

  it('is refused when too many come at once, instead of filling the memory', async () => {
    const stored = await hashPassword('x');
    const all = await Promise.allSettled(Array.from({ length: 40 }, () => isPassword('y', stored)));
    expect(all.filter(({ status }) => status === 'rejected')).toHaveLength(40 - 2 - 32);
  });
});
