/** An answer whose body ends with a sentence when it is larger than it may be, or breaks off. */
import type { Response as Received } from 'undici';
import { EgressError, explained } from './error.ts';

const withoutBody: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * @param host the one that was asked, which is told where something goes wrong.
 * @returns a Response of this process's own kind, as callers know it.
 */
export function limited(received: Received, url: URL, host: string, maxBytes: number): Response {
  const tooLarge = () => new EgressError('EGRESS_TOO_LARGE', `${host} sent more than ${inWords(maxBytes)}.`);
  if (Number(received.headers.get('content-length') ?? 0) > maxBytes) {
    void received.body?.cancel();
    throw tooLarge();
  }
  const body =
    received.body && !withoutBody.has(received.status) ? counted(received.body, host, maxBytes, tooLarge) : null;
  const { status, statusText } = received;
  const response = new Response(body, { status, statusText, headers: [...received.headers] });
  Object.defineProperty(response, 'url', { value: url.href });
  return response;
}

function counted(
  body: NonNullable<Received['body']>,
  host: string,
  maxBytes: number,
  tooLarge: () => EgressError,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  let size = 0;
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        size += value.byteLength;
        if (size <= maxBytes) return controller.enqueue(value);
        controller.error(tooLarge());
        await reader.cancel();
      } catch (error) {
        controller.error(explained(error, host));
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

const inWords = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${Math.round(bytes / 1024 / 1024)} MB` : `${Math.round(bytes / 1024)} kB`;
