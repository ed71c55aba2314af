import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeServer } from './fake-server.ts';
import { noticeUnknown } from './request.ts';
import { useSession } from './useSession.ts';

const session = () => useSession.getState().session;

beforeEach(() => useSession.setState({ session: undefined, unread: false }));
afterEach(() => {
  vi.unstubAllGlobals();
  useSession.setState({ session: undefined, unread: false });
});

it('asks for a login when the session could not be read and the server then knows nobody', async () => {
  const server = fakeServer();
  server.down = true;
  await useSession.getState().load();
  expect(session()).toEqual({ login: false });

  server.down = false;
  server.answers.set('GET /api/session', () => Response.json({ login: true }));
  noticeUnknown(401);
  await vi.waitFor(() => expect(session()).toEqual({ login: true }));
});

it('does not ask again where it has read that nobody logs in', async () => {
  const server = fakeServer();
  server.answers.set('GET /api/session', () => Response.json({ login: false }));
  await useSession.getState().load();
  noticeUnknown(401);
  expect(server.asked).toEqual(['GET /api/session']);
});
