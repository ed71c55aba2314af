/**
 * The formats of texts that JSON Schema knows, each told in time that grows with the text alone: no pattern here has a
 * repetition that could be read in two ways. A format that is not here asks nothing.
 */

const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

function isDate(text: string): boolean {
  const [, year, month, day] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const most = month === 2 && isLeap(year) ? 29 : days[month - 1];
  return most !== undefined && day >= 1 && day <= most;
}

/** RFC 3339, with its zone. A minute has a 61st second only where the day ends in UTC. */
function isTime(text: string): boolean {
  const found = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|([+-])(\d\d):(\d\d))$/i.exec(text);
  if (!found) return false;
  const [hour = 0, minute = 0, second = 0] = found.slice(1, 4).map(Number);
  const [zoneHour, zoneMinute] = [Number(found[5] ?? 0), Number(found[6] ?? 0)];
  if (hour > 23 || minute > 59 || second > 60 || zoneHour > 23 || zoneMinute > 59) return false;
  const offset = (found[4] === '-' ? -1 : 1) * (zoneHour * 60 + zoneMinute);
  const day = 24 * 60;
  return second < 60 || (hour * 60 + minute - offset + day) % day === day - 1;
}

const isDateTime = (text: string): boolean =>
  /^[t\s]$/i.test(text.charAt(10)) && isDate(text.slice(0, 10)) && isTime(text.slice(11));

/** RFC 3339, appendix A: weeks, or a run of neighbouring units. */
function isDuration(text: string): boolean {
  if (/^P\d+W$/.test(text)) return true;
  const [, date = '', time] = /^P([^T]*)(?:T(.*))?$/s.exec(text) ?? [];
  const neighbours = (part: string, units: string): boolean =>
    /^(?:\d+[A-Z])+$/.test(part) && units.includes(part.replaceAll(/\d/g, ''));
  if (time === undefined) return neighbours(date, 'YMD');
  return neighbours(time, 'HMS') && (date === '' || neighbours(date, 'YMD'));
}

const isHostname = (text: string): boolean =>
  text.length <= 253 && text.split('.').every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(label));

const isIpv4 = (text: string): boolean =>
  /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) &&
  text.split('.').every((part) => String(Number(part)) === part && Number(part) < 256);

function isIpv6(text: string): boolean {
  const parts = text.split('::');
  if (parts.length > 2) return false;
  const [head = [], tail] = parts.map((part) => (part === '' ? [] : part.split(':')));
  const groups = [...head, ...(tail ?? [])];
  const last = groups.at(-1) ?? '';
  const hasIpv4 = last.includes('.') && (tail === undefined || tail.length > 0);
  if (hasIpv4 && !isIpv4(last)) return false;
  const hex = hasIpv4 ? groups.slice(0, -1) : groups;
  const count = hex.length + (hasIpv4 ? 2 : 0);
  return hex.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) && (tail === undefined ? count === 8 : count < 8);
}

function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const [name, host] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || name.length > 64) return false;
  const quoted = /^"(?:[ !#-[\]-~]|\\[ -~])*"$/.test(name);
  const plain = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(name);
  if (!quoted && !plain) return false;
  const [, address] = /^\[(.*)\]$/s.exec(host) ?? [];
  if (address === undefined) return isHostname(host);
  return /^ipv6:/i.test(address) ? isIpv6(address.slice(5)) : isIpv4(address);
}

/** RFC 3986: a path, a query and a fragment of the letters that may stand there, and before them who is asked. */
function isUriReference(text: string): boolean {
  if (!/^(?:[\w.~!$&'()*+,;=:@/?#[\]-]|%[0-9a-f]{2})*$/i.test(text)) return false;
  const [, scheme, authority, path = '', fragment = ''] =
    /^(?:([^:/?#]*):)?(?:\/\/([^/?#]*))?([^#]*)(?:#(.*))?$/s.exec(text) ?? [];
  if (scheme !== undefined && !/^[a-z][a-z0-9+.-]*$/i.test(scheme)) return false;
  if (/[[\]#]/.test(path + fragment)) return false;
  return authority === undefined || isAuthority(authority);
}

function isAuthority(text: string): boolean {
  const host = text.slice(text.indexOf('@') + 1);
  const [, address, name = ''] = /^(?:\[([^[\]]*)\]|([^[\]:@]*))(?::\d*)?$/.exec(host) ?? [undefined, undefined, '['];
  if (text.slice(0, -host.length).includes('[')) return false;
  return address === undefined ? name !== '[' : isIpv6(address) || /^v[0-9a-f]+\.[\w.~!$&'()*+,;=:-]+$/i.test(address);
}

const isUri = (text: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(text) && isUriReference(text);

const isUrl = (text: string): boolean =>
  /^(?:https?|ftp):\/\/[^\s/?#]/i.test(text) && !/\s/.test(text) && URL.canParse(text);

const isUriTemplate = (text: string): boolean =>
  /^(?:[^\0- "<>%\\^`{|}\x7f]|%[0-9a-f]{2}|\{[^{}]*\})*$/i.test(text) &&
  [...text.matchAll(/\{[+#./;?&=,!@|]?([^{}]*)\}/g)].every(([, names = '']) =>
    names.split(',').every((name) => /^(?:\w|%[0-9a-f]{2}|\.(?!\.|$))+(?::[1-9]\d{0,3}|\*)?$/i.test(name)),
  );

export const formats: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ['date', isDate],
  ['time', isTime],
  ['date-time', isDateTime],
  ['duration', isDuration],
  ['uri', isUri],
  ['uri-reference', isUriReference],
  ['uri-template', isUriTemplate],
  ['url', isUrl],
  ['email', isEmail],
  ['hostname', isHostname],
  ['ipv4', isIpv4],
  ['ipv6', isIpv6],
  ['uuid', (text: string) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text)],
  ['json-pointer', (text: string) => /^(?:\/(?:[^~/]|~[01])*)*$/.test(text)],
  ['json-pointer-uri-fragment', (text: string) => /^#(?:\/(?:[\w.!$&'()*+,;:=@~-]|%[0-9a-f]{2})*)*$/i.test(text)],
  ['relative-json-pointer', (text: string) => /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/.test(text)],
]);
