/** Settings: keys with which programs come in. A key is shown once, when it is made. */
import { randomBytes } from 'node:crypto';
import { keyRequest, type KeyAnswer, type KeyCreated, type KeyList } from '@baton/shared/api';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { Refused } from '../problem.ts';
import { keyStart } from '../security/access.ts';
import { hashOf, newToken } from '../security/token.ts';
import type { StoredKey } from '../store/store.ts';
import { keyCreatedSchema, keyListSchema } from './answers.ts';
import { body, nothing, params, route } from './route.ts';

const keyBytes = 8 * 1024;
const dayMs = 24 * 60 * 60 * 1000;
const shownOfKey = keyStart.length + 6;
const idParams = params({ key: z.string().regex(/^k_[a-z0-9]{16}$/) });
const iso = (at: number): string => new Date(at).toISOString();

const shown = ({ hash: _, expiresAt, usedAt, ...key }: StoredKey): KeyAnswer => ({
  ...key,
  ...(expiresAt === undefined ? {} : { expiresAt: iso(expiresAt) }),
  ...(usedAt === undefined ? {} : { usedAt: iso(usedAt) }),
});

export const keyRoutes = ({ store, redactor, watch }: Deps) => [
  route({
    method: 'get',
    path: '/api/settings/keys',
    auth: 'caller',
    scope: 'admin',
    rate: 'read',
    summary: 'The keys of programs, without the keys themselves',
    params: nothing,
    query: nothing,
    body: nothing,
    answers: { 200: { what: 'All of them, the newest first', schema: keyListSchema } },
    async handle({ c }) {
      const answer: KeyList = { keys: (await store.keys.list()).map(shown) };
      return c.json(answer);
    },
  }),

  route({
    method: 'post',
    path: '/api/settings/keys',
    auth: 'caller',
    scope: 'admin',
    rate: 'write',
    summary: 'Make a key for a program. This is the only answer that has it',
    params: nothing,
    query: nothing,
    body: body(keyRequest, keyBytes),
    answers: { 201: { what: 'Made', schema: keyCreatedSchema } },
    async handle({ c, caller, body: { name, scope, days } }) {
      const key = `${keyStart}${newToken()}`;
      redactor.hide(key);
      const now = Date.now();
      const stored: StoredKey = {
        id: `k_${randomBytes(8).toString('hex')}`,
        hash: hashOf(key),
        name,
        scope,
        start: key.slice(0, shownOfKey),
        createdBy: caller.name,
        createdAt: iso(now),
        expiresAt: days === undefined ? undefined : now + days * dayMs,
        usedAt: undefined,
      };
      await store.keys.create(stored);
      const answer: KeyCreated = { ...shown(stored), key };
      return c.json(answer, 201);
    },
  }),

  route({
    method: 'delete',
    path: '/api/settings/keys/:key',
    auth: 'caller',
    scope: 'admin',
    rate: 'write',
    summary: 'Take a key back; what it holds open ends',
    params: idParams,
    query: nothing,
    body: nothing,
    answers: { 204: { what: 'Of no use any more' } },
    async handle({ c, params: { key } }) {
      if (!(await store.keys.remove(key))) throw new Refused(404, `There is no key "${key}".`);
      await watch.check();
      return c.body(null, 204);
    },
  }),
];
