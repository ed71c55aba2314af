import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings, type Settings } from './settings.ts';

const doorOf = (args: string[], env: Record<string, string> = {}) => {
  const settings = readSettings(args, env);
  if (settings === 'help' || 'problem' in settings) throw new Error(JSON.stringify(settings));
  return settings.door;
};

describe('settings', () => {
  it('suit a person at one machine when nothing is said', () => {
    const settings = readSettings([], {});
    expect(settings).toMatchObject({ host: '127.0.0.1', port: 4680, data: join(homedir(), '.baton') });
    expect((settings as Settings).door).toMatchObject({ login: false, loopback: true, origins: [], https: false });
  });

  it('come from flags, then from the environment', () => {
    const env = { PORT: '5000', BATON_HOST: 'localhost', BATON_DATA: 'there' };
    expect(readSettings([], env)).toMatchObject({ host: 'localhost', port: 5000, data: resolve('there') });
    const flags = ['--port', '6000', '--host', '::1', '--data', 'here'];
    expect(readSettings(flags, env)).toMatchObject({ host: '::1', port: 6000, data: resolve('here') });
  });

  it.each<[string[], Record<string, string>]>([
    [['--host', '0.0.0.0'], {}],
    [['--host', '192.168.1.5'], {}],
    [['--host', '127.0.0.1.evil.example'], {}],
    [['--public-url', 'https://baton.example.com'], {}],
    [[], { BATON_HOSTS: 'localhost, baton' }],
    [[], { BATON_ADMIN_PASSWORD: 'correct horse battery' }],
    [[], { BATON_ADMIN_TOKEN: 'x'.repeat(32) }],
  ])('ask for a login with %j and %j', (args, env) => {
    expect(doorOf(args, env).login).toBe(true);
  });

  it('ask for none where nobody else can come in', () => {
    expect(
      doorOf(['--host', 'localhost', '--public-url', 'http://localhost:4680'], { BATON_HOSTS: '127.0.0.1' }).login,
    ).toBe(false);
  });

  it('say how others reach the server', () => {
    const door = doorOf(['--public-url', 'https://Baton.Example.com/'], {
      BATON_HOSTS: 'baton',
      BATON_ALLOWED_ORIGINS: 'https://a.example, http://b.example:8080',
      BATON_TRUSTED_PROXIES: '10.0.0.0/8',
    });
    expect(door).toMatchObject({
      https: true,
      loopback: true,
      origins: ['https://a.example', 'http://b.example:8080'],
    });
    expect(door.hosts).toEqual(['baton.example.com', 'baton', '127.0.0.1']);
    expect(door.proxies.trusts('10.1.2.3')).toBe(true);
  });

  it.each([
    [['--port', 'many'], 'must be a number'],
    [['--port', '65536'], 'must be a number'],
    [['--port', '-1'], '--port'],
    [['--nonsense'], '--nonsense'],
    [['extra'], 'extra'],
    [['--allow-host', 'http://intranet'], '"http://intranet" is no host'],
    [['--public-url', 'baton.example.com'], 'public URL'],
    [['--public-url', 'ftp://baton.example.com'], 'public URL'],
    [['--public-url', 'https://baton.example.com/baton'], 'without a path'],
  ])('refuse %j', (args, problem) => {
    expect(readSettings(args, {})).toEqual({ problem: expect.stringContaining(problem) });
  });

  it('take hosts that may be called from flags and from the environment', () => {
    const env = { BATON_ALLOW_HOSTS: 'intranet, 10.1.0.0/16' };
    expect(readSettings(['--allow-host', 'a', '--allow-host', 'b:81'], env)).toMatchObject({
      allowHosts: ['a', 'b:81', 'intranet', '10.1.0.0/16'],
    });
    expect(readSettings([], { BATON_ALLOW_HOSTS: '10.0.0.0/99' })).toHaveProperty('problem');
  });

  it.each([
    [{ PORT: 'http' }, 'port'],
    [{ BATON_ADMIN_PASSWORD: 'short' }, 'BATON_ADMIN_PASSWORD'],
    [{ BATON_ADMIN_TOKEN: 'short' }, 'openssl rand'],
    [{ BATON_ADMIN_TOKEN: 'x y '.repeat(20) }, 'no spaces'],
    [{ BATON_ALLOWED_ORIGINS: '*' }, 'exact origins'],
    [{ BATON_ALLOWED_ORIGINS: 'https://a.example/' }, 'exact origins'],
    [{ BATON_TRUSTED_PROXIES: 'proxy' }, 'addresses'],
  ])('refuse %j of the environment', (env, problem) => {
    expect(readSettings([], env)).toEqual({ problem: expect.stringContaining(problem) });
  });

  it('say how much is logged, done at once and kept', () => {
    const env = { BATON_LOG_LEVEL: 'debug', BATON_CONCURRENCY: '8', BATON_KEEP_DAYS: '30' };
    expect(readSettings([], env)).toMatchObject({ operations: { logLevel: 'debug', concurrency: 8, keepDays: 30 } });
    expect(readSettings([], {}, true)).toMatchObject({ operations: { logLevel: 'warn' } });
    const wrong = { BATON_LOG_LEVEL: 'loud', BATON_CONCURRENCY: '0', BATON_KEEP_DAYS: '-1' };
    for (const [name, value] of Object.entries(wrong))
      expect(readSettings([], { [name]: value })).toEqual({ problem: expect.stringContaining(name) });
  });

  it('are right when a flag says what the environment says wrongly', () => {
    expect(readSettings(['--port', '1'], { PORT: 'http' })).toMatchObject({ port: 1 });
  });
});
