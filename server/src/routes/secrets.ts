/** Settings: the secrets that tools may send. A value goes in and never comes out. */
import { secretName, secretRequest, type SecretList } from '@baton/shared/api';
import type { Deps } from '../deps.ts';
import { Refused } from '../problem.ts';
import { secretListSchema, secretSchema } from './answers.ts';
import { refuseNoHosts } from './inputs.ts';
import { body, nothing, params, route } from './route.ts';

/** A certificate with its chain fits. */
const secretBytes = 128 * 1024;
const nameParams = params({ name: secretName });

export const secretRoutes = ({ vault }: Pick<Deps, 'vault'>) => [
  route({
    method: 'get',
    path: '/api/settings/secrets',
    auth: 'caller',
    scope: 'read',
    rate: 'read',
    summary: 'The names of the secrets, without their values',
    params: nothing,
    query: nothing,
    body: nothing,
    answers: { 200: { what: 'All of them', schema: secretListSchema } },
    async handle({ c }) {
      const answer: SecretList = { secrets: await vault.list() };
      return c.json(answer);
    },
  }),

  route({
    method: 'put',
    path: '/api/settings/secrets/:name',
    auth: 'caller',
    scope: 'admin',
    rate: 'write',
    summary:
      'Set a secret, and the hosts that it may be sent to. It is encrypted at rest, and nothing ever answers with its value',
    params: nameParams,
    query: nothing,
    body: body(secretRequest, secretBytes),
    answers: { 200: { what: 'Set anew', schema: secretSchema }, 201: { what: 'Set', schema: secretSchema } },
    async handle({ c, params: { name }, body: { value, hosts = [] } }) {
      refuseNoHosts('/hosts', hosts);
      const { secret, isNew } = await vault.set(name, value, hosts);
      return c.json(secret, isNew ? 201 : 200);
    },
  }),

  route({
    method: 'delete',
    path: '/api/settings/secrets/:name',
    auth: 'caller',
    scope: 'admin',
    rate: 'write',
    summary: 'Forget a secret',
    params: nameParams,
    query: nothing,
    body: nothing,
    answers: { 204: { what: 'Forgotten' } },
    async handle({ c, params: { name } }) {
      if (!(await vault.remove(name))) throw new Refused(404, `There is no secret "${name}".`);
      return c.body(null, 204);
    },
  }),
];
