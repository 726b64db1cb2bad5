import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type Express, type NextFunction, type Request, type Response, type Router } from 'express';
import helmet from 'helmet';
import swaggerUi from 'swagger-ui-express';
import type { Ctx } from '#api/core/ctx.ts';
import type { Endpoint } from './endpoint.ts';
import { onlyThisMachine, sameSiteOnly } from './guard.ts';
import { healthRoutes, type ReadyCheck } from './health.ts';
import { localeOf } from './language.ts';
import { createMetrics } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { problem, problemOf, sendProblem } from './problem.ts';
import { serveEndpoints, type WhoIs } from './serve-endpoints.ts';

/** A plain handler of another part of the house (a webhook, the playground), mounted at a path. */
export type Mount = { path: string; handle(request: IncomingMessage, response: ServerResponse): void };

export type AppOptions = {
  brand: string;
  /** Listening beyond this machine, behind a proxy. */
  isPublic: boolean;
  /** Mounted before anything reads the body; more may come while the house starts. */
  mounts: readonly Mount[];
  /** The movable clock, outside production. */
  demo?: Router;
  checks: Record<string, ReadyCheck>;
  gauges?: Record<string, { help: string; read(): number }>;
  /** The API and the pages; a process without the `api` role has none. */
  api?: {
    endpoints: readonly Endpoint[];
    whoIs: WhoIs;
    auth: (request: Request, response: Response) => void;
    adminFolder: string;
  };
};

/** The only Express assembly of the house. */
export function createApp(ctx: Ctx, options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', options.isPublic ? 1 : false);
  app.set('query parser', 'simple');
  if (!options.isPublic) app.use(onlyThisMachine);

  const metrics = createMetrics(ctx, options.gauges);
  app.use((request, response, next) => {
    const stop = metrics.requests.startTimer({ method: request.method });
    response.once('finish', () => stop({ route: routeOf(request), status: String(response.statusCode) }));
    next();
  });
  app.use(healthRoutes(ctx, options.checks), metrics.router);
  app.use((request, response, next) => passOn(options.mounts, request, response, next));
  if (options.demo) app.use(options.demo);

  app.use(helmet({ contentSecurityPolicy: { directives: policy }, strictTransportSecurity: options.isPublic }));
  if (options.api) servePages(app, ctx, options.brand, options.api);
  app.use((_request, response) => sendProblem(response, problem(404, 'not-found')));
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    const document = problemOf(error, localeOf(request));
    if (document.status >= 500) ctx.log.error({ error, route: routeOf(request) }, 'request failed');
    if (response.headersSent) next(error);
    else sendProblem(response, document);
  });
  return app;
}

/** No request leaves the page for anywhere else; Mantine and Swagger set styles inline. */
const policy = {
  defaultSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  connectSrc: ["'self'"],
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: null,
};

function servePages(app: Express, ctx: Ctx, brand: string, api: NonNullable<AppOptions['api']>): void {
  const document = openApiDocument(api.endpoints, brand);
  app.use('/api', sameSiteOnly);
  app.all('/api/auth/*splat', api.auth);
  app.get('/api/openapi.json', (_request, response) => void response.json(document));
  app.use('/api/docs', swaggerUi.serve, swaggerUi.setup(document, { customSiteTitle: `${brand} API` }));
  app.use('/api/v1', serveEndpoints(ctx, api.endpoints, api.whoIs));
  // What a page of yesterday asks for and is no longer there is not the page itself.
  const assets = express.static(`${api.adminFolder}/assets`, { fallthrough: false, immutable: true, maxAge: '1y' });
  app.use('/admin/assets', assets);
  app.use('/admin', express.static(api.adminFolder, { index: false }));
  app.get(['/admin', '/admin/*splat'], (_request, response) => {
    response.setHeader('cache-control', 'no-cache');
    response.sendFile('index.html', { root: api.adminFolder });
  });
  app.get('/', (_request, response) => response.redirect('/admin'));
}

function passOn(mounts: readonly Mount[], request: Request, response: Response, next: NextFunction): void {
  const path = request.url.split('?', 1)[0] ?? '';
  const mount = mounts.find((one) => path === one.path || path.startsWith(`${one.path}/`));
  if (mount) mount.handle(request, response);
  else next();
}

/** The pattern of a route, never an id: `/api/v1/news/:id`. */
function routeOf(request: Request): string {
  const pattern = (request.route as { path?: unknown } | undefined)?.path;
  return typeof pattern === 'string' ? `${request.baseUrl}${pattern}` : 'other';
}
