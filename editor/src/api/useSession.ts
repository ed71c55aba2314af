/** Who is looking at this page: read when it opens, and again whenever the server says that it does not know them. */
import { allows, type KeyScope, type LoginRequest, paths, type Session } from '@baton/shared/api';
import { create } from 'zustand';
import { onUnknown, request } from './request.ts';

interface SessionStore {
  /** Undefined until it was read for the first time. */
  session: Session | undefined;
  /** It could not be read, so it is a guess. */
  unread: boolean;
  load: () => Promise<void>;
  login: (body: LoginRequest) => Promise<void>;
  logout: () => Promise<void>;
}

export const useSession = create<SessionStore>((set) => ({
  session: undefined,
  unread: false,
  async load() {
    try {
      set({ session: await request<Session>(paths.session), unread: false });
    } catch {
      // A server that does not answer is the screens' to tell; they ask it as well.
      set({ session: { login: false }, unread: true });
    }
  },
  async login(body) {
    set({ session: await request<Session>(paths.session, { method: 'POST', body }) });
  },
  async logout() {
    await request(paths.session, { method: 'DELETE' });
    set({ session: { login: true } });
  },
}));

// A session may end while the page is open, or never have been read.
onUnknown(() => {
  const { session, unread, load } = useSession.getState();
  if (session?.caller) useSession.setState({ session: { login: true } });
  else if (unread) void load();
});

const may = ({ session }: SessionStore, scope: KeyScope): boolean =>
  session?.caller === undefined || allows(session.caller.scope, scope);

/** Whether whoever looks at this page may do that. The server decides anew each time; this is for what is shown. */
export const useMay = (scope: KeyScope): boolean => useSession((store) => may(store, scope));
export const mayNow = (scope: KeyScope): boolean => may(useSession.getState(), scope);

export const changePassword = (current: string, password: string): Promise<unknown> =>
  request(paths.password, { method: 'PUT', body: { current, password } });
