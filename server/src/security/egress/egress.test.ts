import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LookupAddress } from 'node:dns';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { Lookup } from './agent.ts';
import { Egress } from './egress.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

/** @returns its port. */
async function serve(answer: RequestListener, host = '127.0.0.1'): Promise<number> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  open.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

function egressWith(options: ConstructorParameters<typeof Egress>[0] = {}): Egress {
  const egress = new Egress(options);
  open.push(() => egress.close());
  return egress;
}

/** A resolver that gives one answer after the other, and the last one for ever. */
function resolver(...answers: LookupAddress[][]): Lookup {
  const left = [...answers];
  const lookup = (_host: string, _options: unknown, done: (error: null, found: LookupAddress[]) => void) =>
    done(null, (left.length > 1 ? left.shift() : left[0]) ?? []);
  return lookup as Lookup;
}

const v4 = (address: string): LookupAddress => ({ address, family: 4 });

describe('the door', () => {
  it.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '017700000001',
    '127.0.0.1.',
    '①②⑦.⓪.⓪.①',
    '[::1]',
    '[::127.0.0.1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:0:0:1]',
    '0',
    '0.0.0.0',
    'localhost',
    'LOCALHOST',
  ])('does not let a request to %s out, however it is spelled', async (host) => {
    let asked = false;
    const port = await serve((_, response) => {
      asked = true;
      response.end('secret');
    });
    const fetch = egressWith().door();
    await expect(fetch(`http://${host}:${port}/`)).rejects.toThrow(
      /Baton does not call .*private network.*Settings, Private hosts.*BATON_ALLOW_HOSTS/,
    );
    expect(asked).toBe(false);
  });

  it.each(['file:///etc/passwd', 'ftp://example.com/x', 'data:text/plain,x', 'gopher://127.0.0.1/'])(
    'knows only http and https, not %s',
    async (url) => {
      await expect(egressWith().door()(url)).rejects.toThrow(/http and https addresses only/);
    },
  );

  it('takes no name and password in an address', async () => {
    await expect(egressWith().door()('http://user:pass@example.com/')).rejects.toThrow(/Send them as a header/);
  });

  it('lets a request to a host out that the operator allows, and to no other port of it', async () => {
    const port = await serve((_, response) => response.end('hello'));
    const fetch = egressWith({ allow: [`127.0.0.1:${port}`] }).door();
    const response = await fetch(`http://127.0.0.1:${port}/`);
    expect(response).toBeInstanceOf(Response);
    expect(await response.text()).toBe('hello');
    await expect(fetch(`http://127.0.0.1:${port + 1}/`)).rejects.toThrow(/does not call/);
  });

  it('lets a name out by the name, or by the addresses it has', async () => {
    const port = await serve((_, response) => response.end('hello'));
    for (const allow of ['intranet.example', `intranet.example:${port}`, '127.0.0.0/8', '*.example']) {
      const fetch = egressWith({ allow: [allow], lookup: resolver([v4('127.0.0.1')]) }).door();
      expect(await (await fetch(`http://intranet.example:${port}/`)).text()).toBe('hello');
    }
  });

  it('calls an address that an administrator has set, through the door of that setting only', async () => {
    const port = await serve((_, response) => response.end('models'));
    const egress = egressWith();
    const named = egress.door({ named: [`http://localhost:${port}/v1`] });
    expect(await (await named(`http://localhost:${port}/v1/models`)).text()).toBe('models');
    await expect(egress.door()(`http://localhost:${port}/v1/models`)).rejects.toThrow(/does not call/);
  });

  it('looks at the address of each connection: a name that changes its meaning gains nothing', async () => {
    const port = await serve((_, response) => response.setHeader('connection', 'close').end('inside'));
    const lookup = resolver([v4('127.0.0.2')], [v4('127.0.0.1')]);
    const outside = await serve((_, response) => response.setHeader('connection', 'close').end('outside'), '127.0.0.2');
    // 127.0.0.2 stands in for a public address, as there is none here.
    const fetch = egressWith({ allow: ['127.0.0.2'], lookup }).door();
    expect(await (await fetch(`http://rebinding.example:${outside}/`)).text()).toBe('outside');
    await expect(fetch(`http://rebinding.example:${outside}/`)).rejects.toThrow(
      /127\.0\.0\.1, an address of this machine/,
    );
    await expect(fetch(`http://rebinding.example:${port}/`)).rejects.toThrow(/does not call rebinding\.example/);
  });

  it('of a name with several addresses takes those that may be called', async () => {
    const port = await serve((_, response) => response.end('outside'), '127.0.0.2');
    const lookup = resolver([v4('127.0.0.1'), v4('127.0.0.2')]);
    const fetch = egressWith({ allow: ['127.0.0.2'], lookup }).door();
    expect(await (await fetch(`http://two.example:${port}/`)).text()).toBe('outside');
  });

  it('counts a changed list of allowed hosts from then on', async () => {
    const port = await serve((_, response) => response.end('hello'));
    const egress = egressWith({ allow: ['intranet.example'], lookup: resolver([v4('127.0.0.1')]) });
    const fetch = egress.door();
    expect((await fetch(`http://intranet.example:${port}/`)).status).toBe(200);
    egress.allow([]);
    await expect(fetch(`http://intranet.example:${port}/`)).rejects.toThrow(/does not call/);
  });

  it('uses no proxy of the environment', async () => {
    const before = { ...process.env };
    let asked = false;
    const proxy = await serve((_, response) => {
      asked = true;
      response.end();
    });
    const port = await serve((_, response) => response.end('direct'));
    Object.assign(process.env, {
      HTTP_PROXY: `http://127.0.0.1:${proxy}`,
      http_proxy: `http://127.0.0.1:${proxy}`,
      NODE_USE_ENV_PROXY: '1',
    });
    try {
      const fetch = egressWith({ allow: ['127.0.0.1'] }).door();
      expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('direct');
    } finally {
      process.env = before;
    }
    expect(asked).toBe(false);
  });
});

describe('redirects', () => {
  it('to a private address are not followed', async () => {
    let asked = false;
    const inside = await serve((_, response) => {
      asked = true;
      response.end('secret');
    });
    for (const target of [
      `http://127.0.0.1:${inside}/`,
      `http://0x7f.1:${inside}/`,
      `http://[::1]:${inside}/`,
      'file:///etc/passwd',
      'http://u:p@example.com/',
    ]) {
      const port = await serve((_, response) => response.writeHead(302, { location: target }).end(), '127.0.0.2');
      const fetch = egressWith({ allow: ['127.0.0.2'] }).door();
      await expect(fetch(`http://127.0.0.2:${port}/`)).rejects.toThrow(/Baton (does not call|calls http)/);
    }
    expect(asked).toBe(false);
  });

  it('to another origin lose every header of the caller, and to the same one keep them', async () => {
    const seen: (string | undefined)[] = [];
    const other = await serve((request, response) => {
      seen.push(request.headers.authorization, request.headers['x-api-key'] as string | undefined);
      response.end('other');
    });
    const port = await serve((request, response) => {
      if (request.url === '/start') response.writeHead(302, { location: '/again' }).end();
      else {
        seen.push(request.headers.authorization);
        response.writeHead(307, { location: `http://127.0.0.1:${other}/` }).end();
      }
    });
    const fetch = egressWith({ allow: ['127.0.0.1'] }).door();
    const headers = { authorization: 'Bearer secret', 'x-api-key': 'secret' };
    expect(await (await fetch(`http://127.0.0.1:${port}/start`, { headers })).text()).toBe('other');
    expect(seen).toEqual(['Bearer secret', undefined, undefined]);
  });

  it('do not carry what was sent to another origin, and send it again to the same one', async () => {
    const bodies: string[] = [];
    const read: RequestListener = (request, response) => {
      let text = '';
      request.on('data', (piece) => (text += String(piece)));
      request.on('end', () => {
        bodies.push(`${request.method} ${request.url} ${text}`);
        if (request.url === '/same') response.writeHead(308, { location: '/end' }).end();
        else if (request.url === '/get') response.writeHead(303, { location: '/end' }).end();
        else if (request.url === '/away') response.writeHead(307, { location: 'http://other.example/' }).end();
        else response.end('done');
      });
    };
    const port = await serve(read);
    const fetch = egressWith({ allow: ['127.0.0.1'] }).door();
    const post = (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body: 'card=1' });
    await (await post('/same')).text();
    await (await post('/get')).text();
    await expect(post('/away')).rejects.toThrow(/sends on to another host, and what was sent is not given to that/);
    expect(bodies).toEqual([
      'POST /same card=1',
      'POST /end card=1',
      'POST /get card=1',
      'GET /end ',
      'POST /away card=1',
    ]);
  });

  it('say of what fails whether it is about the host that was asked', async () => {
    const port = await serve((request, response) => {
      if (request.url === '/away') response.writeHead(302, { location: 'http://10.0.0.1/' }).end();
      else if (request.url === '/broken') response.writeHead(302, { location: 'http://[canary' }).end();
      else response.socket?.destroy();
    });
    const fetch = egressWith({ allow: ['127.0.0.1'] }).door();
    await expect(fetch(`http://127.0.0.1:${port}/away`)).rejects.toMatchObject({ elsewhere: true });
    await expect(fetch(`http://127.0.0.1:${port}/cut`)).rejects.toMatchObject({ elsewhere: false });
    await expect(fetch(`http://127.0.0.1:${port}/broken`)).rejects.toThrow(/sends on to what is no address/);
  });

  it('end after five', async () => {
    let asked = 0;
    const port = await serve((request, response) => {
      asked++;
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('there');
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    const fetch = egressWith({ allow: ['127.0.0.1'] }).door();
    expect(await (await fetch(`http://127.0.0.1:${port}/5`)).text()).toBe('there');
    await expect(fetch(`http://127.0.0.1:${port}/6`)).rejects.toThrow(/sends on more than 5 times/);
    expect(asked).toBe(12);
  });

  it('are left to a caller who asks for that', async () => {
    const port = await serve((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end());
    const fetch = egressWith({ allow: [`127.0.0.1:${port}`] }).door();
    expect((await fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual' })).headers.get('location')).toBe(
      'http://127.0.0.1:1/',
    );
    await expect(fetch(`http://127.0.0.1:${port}/`, { redirect: 'error' })).rejects.toThrow(/not followed/);
  });
});

describe('limits', () => {
  const limits = { maxBytes: 1000, headersMs: 1000, idleMs: 1000 };

  it('cut an answer that is too large, whether it says so, streams, or unpacks to it', async () => {
    const port = await serve((request, response) => {
      if (request.url === '/exact') response.end('x'.repeat(1000));
      if (request.url === '/said') response.end('x'.repeat(1001));
      if (request.url === '/streamed') {
        response.write('x'.repeat(600));
        response.end('x'.repeat(600));
      }
      if (request.url === '/bomb')
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('0'.repeat(500_000)));
    });
    const fetch = egressWith({ allow: ['127.0.0.1'] }).door({ limits });
    const text = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
    expect((await text('/exact')).length).toBe(1000);
    for (const path of ['/said', '/streamed', '/bomb']) await expect(text(path)).rejects.toThrow(/sent more than 1 kB/);
  });

  it('end a wait for an answer that does not begin, and for one that goes silent', async () => {
    const port = await serve((request, response) => {
      if (request.url === '/silent') response.write('beginning');
    });
    const fetch = egressWith({ allow: ['127.0.0.1'] }).door({ limits });
    await expect(fetch(`http://127.0.0.1:${port}/hang`)).rejects.toThrow(/did not answer in time/);
    const begun = await fetch(`http://127.0.0.1:${port}/silent`);
    await expect(begun.text()).rejects.toThrow(/went silent/);
  });

  it('say in words why nothing came back, and whether it may come later', async () => {
    const port = await serve((request) => request.socket.destroy());
    const fetch = egressWith({ allow: ['127.0.0.1'] }).door();
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      message: /cut the connection/,
      passing: true,
      sent: true,
    });
    const closed = await serve((_, response) => response.end());
    await open.pop()?.();
    await expect(fetch(`http://127.0.0.1:${closed}/`)).rejects.toMatchObject({
      message: /refused the connection/,
      passing: true,
      sent: false,
    });
  });

  it('end a request at once when the caller stops it', async () => {
    const gone = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const port = await serve((request) => {
      request.on('close', () => gone.resolve());
      asked.resolve();
    });
    const stop = new AbortController();
    const fetch = egressWith({ allow: ['127.0.0.1'] }).door();
    const answer = fetch(`http://127.0.0.1:${port}/`, { signal: stop.signal });
    answer.catch(() => undefined);
    await asked.promise;
    stop.abort(new Error('enough'));
    await expect(answer).rejects.toThrow('enough');
    await gone.promise;
  });

  it('end a body at once when its reader leaves', async () => {
    const gone = Promise.withResolvers<void>();
    const port = await serve((request, response) => {
      request.on('close', () => gone.resolve());
      response.write('a');
    });
    const fetch = egressWith({ allow: ['127.0.0.1'] }).door();
    const response = await fetch(`http://127.0.0.1:${port}/`);
    await response.body?.cancel();
    await gone.promise;
  });
});
