/** A graph's webhook: its address and secret, and the way in itself, which runs nothing but a published version. */
import { randomBytes } from 'node:crypto';
import { webhookBody, webhookRequest, type WebhookAnswer, type WebhookCreated } from '@baton/shared/api';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { Refused } from '../problem.ts';
import { startRun } from '../runs/start.ts';
import type { StoredWebhook } from '../store/store.ts';
import { webhookSecretName } from '../webhooks/callbacks.ts';
import { newSecret, verify } from '../webhooks/signature.ts';
import { deliveredSchema, webhookCreatedSchema, webhookSchema } from './answers.ts';
import { parseJson } from './body.ts';
import { unknownGraph } from './graphs.ts';
import { graphParams } from './inputs.ts';
import { body, nothing, params, rawBody, route } from './route.ts';

const settingBytes = 16 * 1024;
const deliveryBytes = 1024 * 1024;
const hookParams = params({ webhook: z.string().regex(/^[a-f0-9]{32}$/) });
const delivery = body(webhookBody, deliveryBytes);

const none = (graph: string) => new Refused(404, `Graph "${graph}" has no webhook.`);
const answer = ({ id, callback, createdAt }: StoredWebhook): WebhookAnswer => ({
  path: `/hooks/${id}`,
  createdAt,
  ...(callback === undefined ? {} : { callback }),
});

export const webhookRoutes = (deps: Deps) => [
  route({
    method: 'get',
    path: '/api/graphs/:graph/webhook',
    auth: 'caller',
    scope: 'edit',
    rate: 'read',
    summary: 'The webhook of a graph; its secret never comes back',
    params: graphParams,
    query: nothing,
    body: nothing,
    answers: { 200: { what: 'Its address', schema: webhookSchema } },
    async handle({ c, params: { graph } }) {
      const webhook = await deps.store.webhooks.of(graph);
      if (!webhook) throw none(graph);
      return c.json(answer(webhook));
    },
  }),

  route({
    method: 'put',
    path: '/api/graphs/:graph/webhook',
    auth: 'caller',
    scope: 'edit',
    rate: 'write',
    summary:
      'Give a graph a webhook, or change whom it calls back. Delete it and make a new one to change address and secret',
    params: graphParams,
    query: nothing,
    body: body(webhookRequest, settingBytes),
    answers: {
      200: { what: 'Changed', schema: webhookSchema },
      201: { what: 'Made; the secret is in this answer and in no other', schema: webhookCreatedSchema },
    },
    async handle({ c, params: { graph }, body: { callback } }) {
      const { graphs, webhooks } = deps.store;
      if (!(await graphs.get(graph))) throw unknownGraph(graph);
      const id = randomBytes(16).toString('hex');
      const secret = newSecret();
      const sealedSecret = deps.secrets.seal(webhookSecretName(id), secret);
      const made = await webhooks.create({ id, graph, sealedSecret, callback });
      if (!made) await webhooks.callBack(graph, callback);
      const webhook = await webhooks.of(graph);
      if (!webhook) throw none(graph);
      if (!made) return c.json(answer(webhook));
      deps.redactor.hide(secret);
      const created: WebhookCreated = { ...answer(webhook), secret };
      return c.json(created, 201);
    },
  }),

  route({
    method: 'delete',
    path: '/api/graphs/:graph/webhook',
    auth: 'caller',
    scope: 'edit',
    rate: 'write',
    summary: 'Close a graph’s webhook; what it has started goes on',
    params: graphParams,
    query: nothing,
    body: nothing,
    answers: { 204: { what: 'Closed' } },
    async handle({ c, params: { graph } }) {
      if (!(await deps.store.webhooks.remove(graph))) throw none(graph);
      return c.body(null, 204);
    },
  }),

  route({
    method: 'post',
    path: '/hooks/:webhook',
    auth: 'open',
    scope: 'run',
    rate: 'run',
    summary:
      'Start a run of the graph’s newest published version. Signed as Standard Webhooks has it; a delivery that is repeated is answered as the first time',
    params: hookParams,
    query: nothing,
    body: rawBody(deliveryBytes, delivery.schema),
    answers: { 202: { what: 'Stored, and going to run', schema: deliveredSchema } },
    async handle({ c, params: { webhook: id }, body: raw }) {
      const webhook = await deps.store.webhooks.get(id);
      const secret = webhook && deps.secrets.open(webhookSecretName(id), webhook.sealedSecret);
      if (!webhook || secret === undefined) throw new Refused(404, 'There is no webhook at this address.');
      const headers = {
        id: c.req.header('webhook-id'),
        timestamp: c.req.header('webhook-timestamp'),
        signature: c.req.header('webhook-signature'),
      };
      const verified = verify(secret, headers, raw, Date.now());
      if (!verified.ok) throw new Refused(401, verified.problem);
      const before = await deps.store.webhooks.delivered(id, verified.id);
      if (before) return c.json(before, 202);
      const { input, thread } = delivery.parse(parseJson(raw, 'safe'));
      const request = { graph: webhook.graph, version: 'published' as const, input, thread, queue: true };
      return c.json(await startRun(deps, request, { webhook: id, delivery: verified.id }), 202);
    },
  }),
];
