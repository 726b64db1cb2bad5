import { buffer } from 'node:stream/consumers';
import { endpoint } from '#api/http/endpoint.ts';
import { anyRole, byId } from '#api/http/wire.ts';
import { openAttachment } from './attachments.ts';

export const attachmentRoutes = [
  endpoint({
    method: 'get',
    path: '/attachments/{id}',
    summary: 'Our copy of a photo, a voice message or a file',
    tag: 'Tickets',
    access: anyRole,
    params: byId,
    answer: 'file',
    refusals: ['attachment.not-found', 'attachment.not-stored'],
    handle: async ({ ctx, actor, params }) => {
      const { stream, mime, name } = await openAttachment(ctx, actor, params.id);
      return { fileName: name, mime, bytes: await buffer(stream) };
    },
  }),
];
