/** The server's model providers. A key is only ever written; it never comes back. */
import {
  paths,
  type ProviderAnswer,
  type ProviderList,
  type ProviderRequest,
  type ProviderTest,
} from '@baton/shared/api';
import { request } from './request.ts';

export const listProviders = (signal?: AbortSignal): Promise<ProviderList> =>
  request<ProviderList>(paths.providers, { signal });

export const saveProvider = (name: string, body: ProviderRequest): Promise<ProviderAnswer> =>
  request<ProviderAnswer>(paths.provider(name), { method: 'PUT', body });

export const deleteProvider = (name: string): Promise<void> =>
  request<void>(paths.provider(name), { method: 'DELETE' });

/** Makes a real call to the provider. */
export const testProvider = (name: string): Promise<ProviderTest> =>
  request<ProviderTest>(paths.providerTest(name), { method: 'POST', body: {} });
