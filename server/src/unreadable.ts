/** What is answered to a request that Node cannot read: no route ever sees it, and it is a problem like any other. */
import type { Duplex } from 'node:stream';
import { problemOf, Refused } from './problem.ts';

export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = problemOf(refusalOf(error.code));
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${problem.title}`,
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function refusalOf(code: string | undefined): Refused {
  if (code === 'HPE_HEADER_OVERFLOW') return new Refused(431, 'The headers of this request are larger than 16 kB.');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new Refused(408, 'The request did not come whole in time.');
  return new Refused(400, 'This is not a request of HTTP/1.1 that can be read.');
}
