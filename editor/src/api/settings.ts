/** The server's settings beside its providers: secrets, keys of programs, users, local servers, hosts. */
import {
  type FoundServers,
  type KeyCreated,
  type KeyList,
  type KeyRequest,
  type OutgoingAnswer,
  paths,
  type SecretList,
  type SecretRequest,
  type UserList,
  type UserRequest,
} from '@baton/shared/api';
import { request } from './request.ts';

export const listSecrets = (): Promise<SecretList> => request<SecretList>(paths.secrets);
export const setSecret = (name: string, body: SecretRequest): Promise<unknown> =>
  request(paths.secret(name), { method: 'PUT', body });
export const removeSecret = (name: string): Promise<unknown> => request(paths.secret(name), { method: 'DELETE' });

export const listKeys = (): Promise<KeyList> => request<KeyList>(paths.keys);
export const makeKey = (body: KeyRequest): Promise<KeyCreated> =>
  request<KeyCreated>(paths.keys, { method: 'POST', body });
export const removeKey = (id: string): Promise<unknown> => request(paths.key(id), { method: 'DELETE' });

export const listUsers = (): Promise<UserList> => request<UserList>(paths.users);
export const setUser = (name: string, body: UserRequest): Promise<unknown> =>
  request(paths.user(name), { method: 'PUT', body });
export const removeUser = (name: string): Promise<unknown> => request(paths.user(name), { method: 'DELETE' });

/** Asks the usual ports of the server's machine. */
export const findLocalServers = (): Promise<FoundServers> =>
  request<FoundServers>(paths.localServers, { method: 'POST' });

export const readOutgoing = (): Promise<OutgoingAnswer> => request<OutgoingAnswer>(paths.outgoing);
export const setOutgoing = (allowedHosts: string[]): Promise<OutgoingAnswer> =>
  request<OutgoingAnswer>(paths.outgoing, { method: 'PUT', body: { allowedHosts } });
