import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { clientAddress, clientKey, Proxies } from './client.ts';

async function seen(remote: string, forwarded: string | undefined, trusted: string[]): Promise<string> {
  const app = new Hono().get('/', (c) => c.text(clientKey(clientAddress(c, new Proxies(trusted)))));
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  const response = await app.request('/', { headers }, { incoming: { socket: { remoteAddress: remote } } });
  return response.text();
}

describe('where a request comes from', () => {
  it.each<[string, string | undefined, string[], string]>([
    ['203.0.113.9', undefined, [], '203.0.113.9'],
    ['::ffff:203.0.113.9', undefined, [], '203.0.113.9'],
    // Anybody can write the header; nobody is believed who is not named.
    ['203.0.113.9', '1.1.1.1', [], '203.0.113.9'],
    ['203.0.113.9', '1.1.1.1', ['10.0.0.0/8'], '203.0.113.9'],
    ['10.0.0.2', '198.51.100.7', ['10.0.0.0/8'], '198.51.100.7'],
    // What the client itself wrote stands to the left of what the proxy saw.
    ['10.0.0.2', '1.1.1.1, 198.51.100.7', ['10.0.0.0/8'], '198.51.100.7'],
    ['10.0.0.2', '1.1.1.1, 198.51.100.7, 10.0.0.3', ['10.0.0.0/8'], '198.51.100.7'],
    ['10.0.0.2', 'nonsense', ['10.0.0.0/8'], '10.0.0.2'],
    ['fd00::2', '2001:db8::1', ['fd00::/8'], '2001:db8:0:0::/64'],
  ])('%s with %s behind %j is %s', async (remote, forwarded, trusted, expected) => {
    expect(await seen(remote, forwarded, trusted)).toBe(expected);
  });

  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::', 'fe80:0:0:0::/64'],
  ])('%s counts as %s', (address, key) => {
    expect(clientKey(address)).toBe(key);
  });

  it('takes addresses and networks for proxies, and nothing else', () => {
    expect(new Proxies(['10.0.0.1', '10.0.0.0/8', '::1']).trusts('::ffff:10.9.9.9')).toBe(true);
    for (const wrong of ['proxy', '10.0.0.0/99', '10.0.0.0/x']) expect(() => new Proxies([wrong])).toThrow(/ipaddr/);
  });
});
