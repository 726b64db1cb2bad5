import { extendZodWithOpenApi, OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { statusOf } from './problem.ts';

extendZodWithOpenApi(z);

type Responses = Parameters<OpenAPIRegistry['registerPath']>[0]['responses'];

const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  values: z.record(z.string(), z.unknown()).optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

const idempotencyKey = z.object({
  'Idempotency-Key': z
    .string()
    .regex(/^[\w-]{8,100}$/)
    .optional()
    .openapi({ description: 'The same key again is refused as request.already-done and changes nothing.' }),
});

/** The OpenAPI 3.1 document of the endpoints, made from the same schemas that validate. */
export function openApiDocument(endpoints: readonly Endpoint[], brand: string): object {
  const registry = new OpenAPIRegistry();
  const problem = registry.register('Problem', problemShape);
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'staff.session_token',
  });
  for (const endpoint of endpoints) {
    registry.registerPath({
      method: endpoint.method,
      path: `/api/v1${endpoint.path}`,
      operationId: operationId(endpoint),
      tags: [endpoint.tag],
      summary: endpoint.summary,
      ...(endpoint.access === 'anybody'
        ? {}
        : { security: [{ session: [] }], description: `Roles: ${endpoint.access.join(', ')}.` }),
      request: {
        ...(endpoint.params ? { params: endpoint.params } : {}),
        ...(endpoint.query ? { query: endpoint.query } : {}),
        ...(endpoint.isKeyed ? { headers: idempotencyKey } : {}),
        ...(endpoint.body ? { body: { required: true, content: bodyContent(endpoint.body) } } : {}),
      },
      responses: { ...success(endpoint), ...refusals(endpoint, problem) },
    });
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: `${brand} API`,
      version: '1',
      description: 'Refusals are problem documents (RFC 9457) with a dotted code.',
    },
    servers: [{ url: '/' }],
  });
}

function bodyContent(body: z.ZodType | 'file' | 'stream') {
  if (typeof body === 'string')
    return { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } };
  return { 'application/json': { schema: body } };
}

function success({ method, answer }: Endpoint): Responses {
  if (answer === undefined) return { 204: { description: 'Done' } };
  const content =
    answer === 'file'
      ? { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } }
      : { 'application/json': { schema: answer } };
  return { [method === 'post' && answer !== 'file' ? 201 : 200]: { description: 'OK', content } };
}

/** Which codes come with which status. */
function refusals(endpoint: Endpoint, schema: z.ZodType): Responses {
  const { access, params, query, body, isKeyed } = endpoint;
  const codes = [
    ...(access === 'anybody' ? [] : ['not-signed-in', 'not-allowed']),
    ...(params || query || body ? ['input.invalid'] : []),
    ...(endpoint.refusals ?? []),
    ...(isKeyed ? ['request.already-done', 'request.bad-key'] : []),
  ];
  const content = { 'application/problem+json': { schema } };
  const statuses = [...new Set(codes.map(statusOf))].sort();
  return Object.fromEntries(
    statuses.map((status) => {
      const description = codes.filter((code) => statusOf(code) === status).join(', ');
      return [status, { description, content }];
    }),
  );
}

/** `POST /news/{id}/publish` → `postNewsIdPublish`. */
function operationId({ method, path }: Endpoint): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
