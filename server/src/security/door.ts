/** How a server is reached, and so who has to say who they are: decided once, when it starts, and by no request. */
import ipaddr from 'ipaddr.js';
import { Proxies } from './client.ts';

export interface Door {
  /** People have to log in, and programs to bring a key. */
  login: boolean;
  /** It listens on this machine only. */
  loopback: boolean;
  /** Names under which it may be addressed beside the loopback ones, without port. */
  hosts: readonly string[];
  /** Pages of elsewhere, as exact origins, that may call the API with a key. */
  origins: readonly string[];
  /** Browsers reach it by https alone, so a cookie never has to travel otherwise. */
  https: boolean;
  /** Whose word counts on where a request comes from. */
  proxies: Proxies;
}

/** This machine's own programs and pages, and nobody else. */
export const loopbackDoor: Door = {
  login: false,
  loopback: true,
  hosts: [],
  origins: [],
  https: false,
  proxies: new Proxies(),
};

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);

/**
 * Whether a request is addressed to this server. A page of elsewhere that points a name of its own here (DNS rebinding)
 * brings that name along. An address that is no name cannot be pointed anywhere, so all of them will do, but on
 * loopback, where there is no need.
 */
export function isAddressed({ loopback, hosts }: Door, host: string): boolean {
  const name = host.replace(/:\d*$/, '').toLowerCase();
  if (loopbackNames.has(name) || hosts.includes(name)) return true;
  const v6 = /^\[(.*)\]$/.exec(name)?.[1];
  return !loopback && (v6 === undefined ? ipaddr.IPv4.isValidFourPartDecimal(name) : ipaddr.IPv6.isValid(v6));
}
