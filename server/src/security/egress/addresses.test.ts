import { describe, expect, it } from 'vitest';
import { AllowList, isPublic } from './addresses.ts';

describe('addresses', () => {
  it.each([
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.0.1',
    '198.18.0.1',
    '203.0.113.5',
    '224.0.0.1',
    '255.255.255.255',
    '168.63.129.16',
    '::',
    '::1',
    '::127.0.0.1',
    '::7f00:1',
    '::a83f:8110',
    '::ffff:127.0.0.1',
    '::ffff:168.63.129.16',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    'no address',
    '',
  ])('%s is not public', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it.each(['8.8.8.8', '93.184.215.14', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it.each([
    ['intranet', 'Intranet.', 80, true],
    ['intranet', 'intranet.example', 80, false],
    ['intranet:8080', 'intranet', 8080, true],
    ['intranet:8080', 'intranet', 80, false],
    ['*.corp.example', 'a.b.corp.example', 443, true],
    ['*.corp.example', 'corp.example', 443, false],
    ['*.corp.example', 'notcorp.example', 443, false],
    ['10.0.0.7', '10.0.0.7', 1, true],
    ['10.0.0.7', '::ffff:10.0.0.7', 1, true],
    ['10.0.0.7:80', '10.0.0.7', 81, false],
    ['10.1.0.0/16', '10.1.2.3', 80, true],
    ['10.1.0.0/16', '10.2.2.3', 80, false],
    ['10.1.0.0/16', 'intranet', 80, false],
    ['[fd00::7]', '[fd00:0::7]', 80, true],
    ['[fd00::7]:80', 'fd00::7', 80, true],
    ['fd00::7', 'fd00::7', 80, true],
    ['[fd00::7]:80', 'fd00::7', 81, false],
    ['fd00::/8', 'fd12::1', 80, true],
  ])('allowing %s lets %s at port %d in: %s', (entry, host, port, allowed) => {
    expect(new AllowList([entry]).allows(host, port)).toBe(allowed);
  });

  it.each(['http://intranet', 'intranet:port', '10.0.0.0/33', 'a b', '*', '', 'in tra'])(
    'refuses "%s" as no host',
    (entry) => {
      expect(() => new AllowList([entry])).toThrow(/is no host: write/);
    },
  );
});
