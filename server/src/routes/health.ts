import type { Health } from '@baton/shared/api';
import type { Deps } from '../deps.ts';
import { healthSchema } from './answers.ts';
import { nothing, route } from './route.ts';

export const healthRoutes = ({ version, stopping }: Deps) => [
  route({
    method: 'get',
    path: '/api/health',
    auth: 'open',
    scope: 'read',
    rate: 'read',
    summary: 'Whether this server takes requests',
    params: nothing,
    query: nothing,
    body: nothing,
    answers: {
      200: { what: 'It does', schema: healthSchema },
      503: { what: 'It is being stopped', schema: healthSchema },
    },
    handle({ c }) {
      const health: Health = { status: stopping() ? 'stopping' : 'ok', version };
      return c.json(health, stopping() ? 503 : 200);
    },
  }),
];
