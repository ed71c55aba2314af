/** What a server is started with: flags first, then the environment, then what suits a person at one machine. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { words } from './log.ts';
import { operationsHelp, readOperations, type Operations } from './operations.ts';
import { isAllowable, notAHost } from './security/egress/addresses.ts';
import type { Door } from './security/door.ts';
import { doorHelp, readDoor } from './security/read-door.ts';

export interface Settings {
  host: string;
  /** 0 for any free one. */
  port: number;
  /** The folder in which everything is kept. */
  data: string;
  operations: Operations;
  /** Hosts and addresses of private networks that may be called, beside public ones. */
  allowHosts: string[];
  door: Door;
}

export type Environment = { [name: string]: string | undefined };

export const startHelp = `Starts Baton: the editor and the API at one address.

  --port PORT   listen on this port, 4680 by default          (or PORT)
  --host HOST   listen on this address, 127.0.0.1 by default  (or BATON_HOST)
  --data DIR    keep everything in DIR, ~/.baton by default   (or BATON_DATA)
  --allow-host HOST   let tools call HOST, a name, an address or a range of a private network; may be repeated
                                                              (or BATON_ALLOW_HOSTS, with commas between them)
  --public-url URL  how others reach it, such as https://baton.example.com behind a proxy  (or BATON_PUBLIC_URL)
  --help        show this

${doorHelp}
${operationsHelp}
Keys of providers are encrypted with BATON_SECRET_KEY (32 bytes in base64), or with DIR/secret.key, which is made when
there is none. Ctrl-C lets running steps come to their end and stops; unfinished runs go on after the next start.
`;

export const dataFolder = (env: Environment, flag?: string): string =>
  resolve(flag ?? env['BATON_DATA'] ?? join(homedir(), '.baton'));

export const allowHostFlag = { 'allow-host': { type: 'string', multiple: true } } as const;

/** The hosts of the flags and of the environment. */
export function allowedHosts(
  env: Environment,
  flags: readonly string[] = [],
): { ok: true; hosts: string[] } | { ok: false; problem: string } {
  const hosts = [...flags, ...(env['BATON_ALLOW_HOSTS'] ?? '').split(/[\s,]+/).filter(Boolean)];
  const wrong = hosts.find((host) => !isAllowable(host));
  if (wrong === undefined) return { ok: true, hosts };
  return { ok: false, problem: notAHost(wrong) };
}

/** @param terminal a person looks at the log. */
export function readSettings(
  args: string[],
  env: Environment,
  terminal = false,
): Settings | 'help' | { problem: string } {
  let flags;
  try {
    const text = { type: 'string' } as const;
    flags = parseArgs({
      args,
      options: {
        help: { type: 'boolean', short: 'h' },
        port: text,
        host: text,
        data: text,
        'public-url': text,
        ...allowHostFlag,
      },
    }).values;
  } catch (error) {
    return { problem: words(error) };
  }
  if (flags.help) return 'help';
  const port = flags.port ?? env['PORT'] ?? '4680';
  const host = flags.host ?? env['BATON_HOST'] ?? '127.0.0.1';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    return { problem: `The port must be a number up to 65535, not "${port}".` };
  const allowHosts = allowedHosts(env, flags['allow-host']);
  if (!allowHosts.ok) return { problem: allowHosts.problem };
  const door = readDoor(host, flags['public-url'] ?? env['BATON_PUBLIC_URL'], env);
  if ('problem' in door) return door;
  const operations = readOperations(env, terminal);
  if ('problem' in operations) return operations;
  return {
    host,
    port: Number(port),
    data: dataFolder(env, flags.data),
    door,
    operations,
    allowHosts: allowHosts.hosts,
  };
}
