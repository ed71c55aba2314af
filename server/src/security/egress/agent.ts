/** Sockets that are opened only to addresses which may be called: the name is resolved and looked at in one step. */
import type { lookup as systemLookup, LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, Pool } from 'undici';
import { isPublic } from './addresses.ts';
import { refused } from './error.ts';

export type Allows = (host: string, port: number) => boolean;
export type Lookup = typeof systemLookup;

const connectMs = 10_000;

export const portOf = ({ protocol, port }: URL): number => Number(port || (protocol === 'https:' ? 443 : 80));

export function guardedAgent(
  allows: Allows,
  lookup: Lookup,
  { headersMs, idleMs }: { headersMs: number; idleMs: number },
): Agent {
  return new Agent({
    factory: (origin) =>
      new Pool(origin, {
        headersTimeout: headersMs,
        bodyTimeout: idleMs,
        connect: { timeout: connectMs, lookup: guardedLookup(allows, lookup, portOf(new URL(origin))) },
      }),
  });
}

/** Gives only addresses that may be called; a name with none of them is not called at all. */
function guardedLookup(allows: Allows, lookup: Lookup, port: number): LookupFunction {
  return (host, options, done) => {
    const named = allows(host, port);
    lookup(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return done(error, []);
      const open = found.filter(({ address }) => named || isPublic(address) || allows(address, port));
      const [first] = open;
      if (!first) return done(privateAddress(host, found[0]?.address), []);
      if (options.all) return done(null, open);
      return done(null, first.address, first.family);
    });
  };
}

export function privateAddress(host: string, address: string | undefined): Error {
  const where = address === undefined || address === host ? 'an address' : `${address}, an address`;
  return refused(
    `Baton does not call ${host}: it is ${where} of this machine or of a private network. An admin can allow it under Settings, Private hosts, or an operator by BATON_ALLOW_HOSTS=${host}.`,
  );
}
