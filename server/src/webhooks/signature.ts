/**
 * Signatures as Standard Webhooks has them (https://www.standardwebhooks.com), so that senders and receivers have a
 * library for it in every language: HMAC-SHA-256 over `id.timestamp.body`. The id is signed too; otherwise a copy
 * under another id would pass for a new delivery.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** How far the clocks may be apart, in seconds. */
const toleranceSeconds = 300;
const secretStart = 'whsec_';

export interface SignedHeaders {
  id: string | undefined;
  /** Seconds since 1970. */
  timestamp: string | undefined;
  /** `v1,` and base64; several of them with spaces between, while a secret is being changed. */
  signature: string | undefined;
}

export const newSecret = (): string => `${secretStart}${randomBytes(32).toString('base64')}`;

function digest(secret: string, id: string, timestamp: string, body: Uint8Array): Buffer {
  const key = Buffer.from(secret.slice(secretStart.length), 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
}

export const sign = (secret: string, id: string, timestamp: string, body: Uint8Array): string =>
  `v1,${digest(secret, id, timestamp, body).toString('base64')}`;

/**
 * @param now in ms since 1970.
 * @returns the id of the delivery, or in a sentence why it is not taken.
 */
export function verify(
  secret: string,
  { id, timestamp, signature }: SignedHeaders,
  body: Uint8Array,
  now: number,
): { ok: true; id: string } | { ok: false; problem: string } {
  const no = (problem: string) => ({ ok: false as const, problem });
  if (!id || !timestamp || !signature)
    return no('It needs the headers webhook-id, webhook-timestamp and webhook-signature.');
  if (!/^[\w.:-]{1,200}$/.test(id)) return no('webhook-id is letters, digits and . : _ -, at most 200 of them.');
  if (!/^\d{1,12}$/.test(timestamp)) return no('webhook-timestamp is the seconds since 1970.');
  if (Math.abs(now / 1000 - Number(timestamp)) > toleranceSeconds)
    return no(`webhook-timestamp is more than ${toleranceSeconds} seconds from this server's time.`);
  const right = digest(secret, id, timestamp, body);
  const given = signature
    .split(' ')
    .flatMap((one) => (one.startsWith('v1,') ? Buffer.from(one.slice(3), 'base64') : []));
  const fits = given.map((one) => one.length === right.length && timingSafeEqual(one, right));
  return fits.includes(true)
    ? { ok: true, id }
    : no('webhook-signature is not of this body, id and time with this secret.');
}
