import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

describe('settings', () => {
  it('suit a person at one machine when nothing is said', () => {
    expect(readSettings([], {})).toEqual({
      host: '127.0.0.1',
      port: 4680,
      data: join(homedir(), '.baton'),
      allowHosts: [],
    });
  });

  it('come from flags, then from the environment', () => {
    const env = { PORT: '5000', BATON_HOST: 'localhost', BATON_DATA: 'there' };
    expect(readSettings([], env)).toEqual({ host: 'localhost', port: 5000, data: resolve('there'), allowHosts: [] });
    const flags = ['--port', '6000', '--host', '::1', '--data', 'here'];
    expect(readSettings(flags, env)).toEqual({ host: '::1', port: 6000, data: resolve('here'), allowHosts: [] });
  });

  it.each([
    [['--port', 'many'], 'must be a number'],
    [['--port', '65536'], 'must be a number'],
    [['--port', '-1'], '--port'],
    [['--nonsense'], '--nonsense'],
    [['extra'], 'extra'],
    [['--host', '0.0.0.0'], 'this machine only'],
    [['--host', '192.168.1.5'], 'this machine only'],
    [['--host', '127.0.0.1.evil.example'], 'this machine only'],
    [['--allow-host', 'http://intranet'], '"http://intranet" is no host'],
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

  it('refuse an environment that no flag sets right', () => {
    expect(readSettings([], { PORT: 'http' })).toHaveProperty('problem');
    expect(readSettings([], { BATON_HOST: '10.0.0.1' })).toHaveProperty('problem');
    expect(readSettings(['--port', '1'], { PORT: 'http' })).toMatchObject({ port: 1 });
  });
});
