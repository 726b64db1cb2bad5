import { extendZodWithOpenApi, OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';

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

/** The OpenAPI 3.1 document of the endpoints, made from the same schemas that validate. */
export function openApiDocument(endpoints: readonly Endpoint[], brand: string): object {
  const registry = new OpenAPIRegistry();
  const problem = registry.register('Problem', problemShape);
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'better-auth.session_token',
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

function bodyContent(body: z.ZodType | 'file') {
  if (body === 'file') return { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } };
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

function refusals({ access, refusals: codes = [] }: Endpoint, schema: z.ZodType): Responses {
  const content = { 'application/problem+json': { schema } };
  return {
    ...(access === 'anybody'
      ? {}
      : { 401: { description: 'Not signed in', content }, 403: { description: 'Not allowed', content } }),
    422: { description: codes.length > 0 ? `Refused: ${codes.join(', ')}` : 'Refused: input.invalid', content },
  };
}

/** `POST /news/{id}/publish` → `postNewsIdPublish`. */
function operationId({ method, path }: Endpoint): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
