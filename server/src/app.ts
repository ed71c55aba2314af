/** The routes put together, and what holds for all of them. */
import { Hono, type MiddlewareHandler } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { routePath } from 'hono/route';
import type { Deps } from './deps.ts';
import { words } from './log.ts';
import { requestIdOf, watchRequests, withRequestId } from './observe/requests.ts';
import { problemResponse, Refused, storeRefusal } from './problem.ts';
import { checkRoutes } from './routes/check.ts';
import { editorFiles } from './routes/editor.ts';
import { eventRoutes } from './routes/events.ts';
import { graphRoutes } from './routes/graphs.ts';
import { healthRoutes } from './routes/health.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { openApiRoutes } from './routes/openapi.ts';
import { keyRoutes } from './routes/keys.ts';
import { outgoingRoutes } from './routes/outgoing.ts';
import { providerRoutes } from './routes/providers.ts';
import type { Route } from './routes/route.ts';
import { runRoutes } from './routes/runs.ts';
import { secretRoutes } from './routes/secrets.ts';
import { sessionRoutes } from './routes/session.ts';
import { userRoutes } from './routes/users.ts';
import { versionRoutes } from './routes/versions.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { securityHeaders } from './security/headers.ts';
import { originGuard } from './security/origin.ts';
import { storeCode } from './store/patient.ts';

export function apiRoutes(deps: Deps): Route[] {
  const routes = [
    ...healthRoutes(deps),
    ...metricsRoutes(deps),
    ...checkRoutes(deps),
    ...graphRoutes(deps),
    ...versionRoutes(deps),
    ...webhookRoutes(deps),
    ...runRoutes(deps),
    ...eventRoutes(deps),
    ...providerRoutes(deps),
    ...secretRoutes(deps),
    ...outgoingRoutes(deps),
    ...sessionRoutes(deps),
    ...userRoutes(deps),
    ...keyRoutes(deps),
  ];
  return [...routes, ...openApiRoutes(routes, deps.version)];
}

export function createApp(deps: Deps): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    if (error instanceof Refused) return problemResponse(clean(error, deps.redactor));
    deps.log('error', 'a request failed', {
      request: requestIdOf(c),
      method: c.req.method,
      route: routePath(c),
      error: words(error),
    });
    const code = storeCode(error);
    if (code !== undefined) return problemResponse(storeRefusal(code));
    return problemResponse(new Refused(500, 'Baton could not do this; its log says why.'));
  });
  app.use(securityHeaders(deps.access.door), withRequestId(), originGuard(deps.access.door));

  for (const path of ['/api/*', '/hooks/*', '/metrics']) {
    app.use(path, watchRequests(deps.log, deps.metrics), neverCached, methodNotAllowed({ app, onMethodNotAllowed }));
  }
  for (const one of apiRoutes(deps)) app.on(one.method.toUpperCase(), one.path, (c) => one.run(c, deps.access));
  app.all('/api/*', async (c) => {
    // What there is and what not is told to those who may come in.
    await deps.access.admit(c, { auth: 'caller', scope: 'read', rate: 'read' });
    return problemResponse(clean(new Refused(404, `The API has nothing at ${c.req.path}.`), deps.redactor));
  });

  editorFiles(app, deps.editor);
  return app;
}

/** A refusal quotes what was sent, which may have been a secret. */
function clean({ status, message, errors, headers }: Refused, redactor: Deps['redactor']): Refused {
  return new Refused(status, redactor.text(message), redactor.json(errors), headers);
}

function onMethodNotAllowed(_: unknown, methods: string[]): Response {
  const allow = methods.join(', ');
  return problemResponse(new Refused(405, `This address takes ${allow}.`, undefined, { allow }));
}

/** What the API says is true when it says it. */
const neverCached: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.set('cache-control', 'no-store');
};
