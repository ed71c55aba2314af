/** Settings: what may be reached from here. Local servers for models, and hosts of private networks. */
import { outgoingRequest, type FoundServers } from '@baton/shared/api';
import type { Deps } from '../deps.ts';
import { findServers, usual } from '../local-servers.ts';
import { foundServersSchema, outgoingSchema } from './answers.ts';
import { refuseNoHosts } from './inputs.ts';
import { body, nothing, route } from './route.ts';

const settingBytes = 64 * 1024;

export const outgoingRoutes = ({ store, egress, outgoing }: Pick<Deps, 'store' | 'egress' | 'outgoing'>) => [
  route({
    method: 'post',
    path: '/api/settings/local-servers',
    auth: 'caller',
    scope: 'admin',
    rate: 'outgoing',
    summary: 'Ask the usual ports of this machine for servers with models. Nothing is stored',
    params: nothing,
    query: nothing,
    body: nothing,
    answers: { 200: { what: 'Those that answered', schema: foundServersSchema } },
    async handle({ c }) {
      const servers = await findServers(await store.providers.list(), egress);
      const answer: FoundServers = { servers, asked: usual.map(({ title, port }) => `${title} at port ${port}`) };
      return c.json(answer);
    },
  }),

  route({
    method: 'get',
    path: '/api/settings/outgoing',
    auth: 'caller',
    scope: 'admin',
    rate: 'read',
    summary: 'The hosts of private networks that tools may reach',
    params: nothing,
    query: nothing,
    body: nothing,
    answers: { 200: { what: 'All of them', schema: outgoingSchema } },
    handle: async ({ c }) => c.json(await outgoing.get()),
  }),

  route({
    method: 'put',
    path: '/api/settings/outgoing',
    auth: 'caller',
    scope: 'admin',
    rate: 'write',
    summary: 'Say which hosts of private networks tools may reach. It counts from the next request on',
    params: nothing,
    query: nothing,
    body: body(outgoingRequest, settingBytes),
    answers: { 200: { what: 'Set', schema: outgoingSchema } },
    async handle({ c, body: { allowedHosts } }) {
      refuseNoHosts('/allowedHosts', allowedHosts);
      return c.json(await outgoing.set(allowedHosts));
    },
  }),
];
