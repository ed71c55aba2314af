import type { Deps } from '../deps.ts';
import { nothing, route } from './route.ts';

export const metricsRoutes = ({ metrics }: Deps) => [
  route({
    method: 'get',
    path: '/metrics',
    auth: 'caller',
    scope: 'read',
    rate: 'read',
    summary: 'What Prometheus asks for',
    params: nothing,
    query: nothing,
    body: nothing,
    answers: { 200: { what: 'Metrics in Prometheus’ text format', type: 'text/plain' } },
    async handle({ c }) {
      return c.body(await metrics.text(), 200, { 'content-type': metrics.contentType });
    },
  }),
];
