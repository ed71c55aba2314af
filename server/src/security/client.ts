/** Where a request comes from: the address of its connection, or what a proxy that the operator trusts says about it. */
import type { Context } from 'hono';
import ipaddr from 'ipaddr.js';

/** Proxies whose word counts. */
export class Proxies {
  readonly #networks: ReturnType<typeof ipaddr.parseCIDR>[];

  /** @param addresses such as `10.0.0.1`, `10.0.0.0/8` or `fd00::/8`. @throws Error for what is none. */
  constructor(addresses: readonly string[] = []) {
    this.#networks = addresses.map((one) => {
      if (ipaddr.isValidCIDR(one)) return ipaddr.parseCIDR(one);
      const address = ipaddr.parse(one);
      return [address, address.kind() === 'ipv4' ? 32 : 128];
    });
  }

  trusts(address: string): boolean {
    if (!ipaddr.isValid(address)) return false;
    const parsed = ipaddr.process(address);
    return this.#networks.some((network) => parsed.kind() === network[0].kind() && parsed.match(network));
  }
}

/** The address of whoever asks. Of the addresses that proxies have noted, the last one that is no trusted proxy's. */
export function clientAddress(c: Context, proxies: Proxies): string {
  const direct = remoteAddress(c);
  const noted = (c.req.header('x-forwarded-for') ?? '').split(',').map((one) => one.trim());
  const way = [...noted.filter((one) => ipaddr.isValid(one)), direct];
  return way.findLast((address) => !proxies.trusts(address)) ?? direct;
}

/** What counts as one client: an IPv4 address, or the /64 of an IPv6 address, all of which one line usually has. */
export function clientKey(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  return `${parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}

/** Node's server puts the connection there; a test that calls the app itself has none. */
function remoteAddress(c: Context): string {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  return env?.incoming?.socket?.remoteAddress ?? 'unknown';
}
