/** Which addresses a request may go to: public ones, and what the operator names. Nothing is listed as forbidden. */
import ipaddr from 'ipaddr.js';

/** Azure's metadata and DNS server, which stands among public addresses. */
const azure = '168.63.129.16';
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** @param address an IP address in any spelling. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv6 ? parsed.match(globalUnicast) : parsed.toString() !== azure;
}

/** Such as `intranet`, `*.example.internal`, `10.0.0.7:8080`, `[fd00::7]`, `10.1.0.0/16`. */
interface Entry {
  matches(host: string, port: number): boolean;
}

/** What an operator allows beside public addresses. */
export class AllowList {
  readonly #entries: readonly Entry[];

  /** @throws Error that names the entry which is none. */
  constructor(entries: readonly string[]) {
    this.#entries = entries.map((entry) => {
      const parsed = parse(entry);
      if (!parsed) throw new Error(notAHost(entry));
      return parsed;
    });
  }

  /** @param host a name, or an address as a URL or a resolver writes it. */
  allows(host: string, port: number): boolean {
    const bare = bareHost(host);
    return this.#entries.some((entry) => entry.matches(bare, port));
  }
}

/** Whether an allow-list can have this entry. */
export const isAllowable = (entry: string): boolean => parse(entry) !== undefined;

/** `[::1]` is `::1`, and `Intranet.` is `intranet`. */
export const bareHost = (host: string): string => host.replaceAll(/^\[|\]$|\.$/g, '').toLowerCase();

function parse(entry: string): Entry | undefined {
  if (entry.includes('/')) return range(entry);
  const [, host = '', port] =
    /^(\[[^\]]+\]|[^:]+|[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*)(?::(\d{1,5}))?$/i.exec(entry) ?? [];
  const bare = bareHost(host);
  const rightPort = (one: number): boolean => port === undefined || one === Number(port);
  if (ipaddr.isValid(bare)) {
    const address = ipaddr.process(bare).toString();
    return { matches: (one, at) => rightPort(at) && ipaddr.isValid(one) && ipaddr.process(one).toString() === address };
  }
  const name = bare.replace(/^\*\./, '');
  if (!/^[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?$/.test(name)) return undefined;
  if (bare.startsWith('*.')) return { matches: (one, at) => rightPort(at) && one.endsWith(`.${name}`) };
  return { matches: (one, at) => rightPort(at) && one === name };
}

function range(entry: string): Entry | undefined {
  if (!ipaddr.isValidCIDR(entry)) return undefined;
  const [network, bits] = ipaddr.parseCIDR(entry);
  return {
    matches(host) {
      if (!ipaddr.isValid(host)) return false;
      const address = ipaddr.process(host);
      if (address instanceof ipaddr.IPv4 && network instanceof ipaddr.IPv4) return address.match(network, bits);
      return address instanceof ipaddr.IPv6 && network instanceof ipaddr.IPv6 && address.match(network, bits);
    },
  };
}

/** @returns what to say of an entry that is none. */
export const notAHost = (entry: string): string =>
  `"${entry}" is no host: write a name, an address or a range, such as intranet:8080, 10.0.0.7 or 10.1.0.0/16.`;
