import { z } from 'zod';
import { dangers } from '#api/company/emergency.ts';
import { endpoint } from '#api/http/endpoint.ts';
import { anyRole, byId, managers } from '#api/http/wire.ts';
import { addCannedReply, editCannedReply, listAllCannedReplies } from './canned-replies.ts';
import { addCategory, editCategory, listAllCategories, orderCategories } from './edit-categories.ts';
import { ticketKinds } from './policy.ts';
import {
  addCannedReplyInput,
  addCategoryInput,
  cannedUses,
  editCannedReplyInput,
  editCategoryInput,
  orderCategoriesInput,
} from './schema.ts';

const tag = 'Categories';

const inBoth = z.object({ ru: z.string(), en: z.string() });
const category = {
  code: z.string(),
  kind: z.enum(ticketKinds),
  names: inBoth,
  trade: z.string().nullable(),
  isEmergency: z.boolean(),
  danger: z.enum(dangers).nullable(),
  words: z.array(z.string()),
};
const ticketCategory = z.object(category).openapi('TicketCategory');
const editableCategory = z
  .object({ ...category, isArchived: z.boolean(), ticketCount: z.int() })
  .openapi('EditableCategory');
const cannedReply = z
  .object({
    id: z.uuid(),
    categoryCode: z.string().nullable(),
    use: z.enum(cannedUses),
    texts: inBoth,
    isArchived: z.boolean(),
  })
  .openapi('CannedReply');

const byCode = z.object({ code: z.string().min(1).max(60) });

export const classifierRoutes = [
  endpoint({
    method: 'get',
    path: '/categories',
    summary: 'All categories of requests, archived ones last',
    tag,
    access: anyRole,
    answer: z.array(editableCategory),
    handle: ({ ctx, actor }) => listAllCategories(ctx, actor),
  }),
  endpoint({
    method: 'post',
    path: '/categories',
    summary: 'Add a category',
    tag,
    access: managers,
    body: addCategoryInput,
    answer: ticketCategory,
    refusals: ['category.danger-elsewhere'],
    handle: ({ ctx, actor, body }) => addCategory(ctx, actor, body),
  }),
  endpoint({
    method: 'put',
    path: '/categories/order',
    summary: 'Put categories in order',
    tag,
    access: managers,
    body: orderCategoriesInput,
    refusals: ['category.not-found'],
    handle: ({ ctx, actor, body }) => orderCategories(ctx, actor, body),
  }),
  endpoint({
    method: 'patch',
    path: '/categories/{code}',
    summary: 'Rename or change a category, put it away or take it back',
    tag,
    access: managers,
    params: byCode,
    body: editCategoryInput.omit({ code: true }),
    answer: ticketCategory,
    refusals: ['category.not-found', 'category.last', 'category.danger-elsewhere'],
    handle: ({ ctx, actor, params, body }) => editCategory(ctx, actor, { ...body, code: params.code }),
  }),
  endpoint({
    method: 'get',
    path: '/canned-replies',
    summary: 'What colleagues say often',
    tag,
    access: anyRole,
    answer: z.array(cannedReply),
    handle: ({ ctx, actor }) => listAllCannedReplies(ctx, actor),
  }),
  endpoint({
    method: 'post',
    path: '/canned-replies',
    summary: 'Add a canned reply',
    tag,
    access: managers,
    body: addCannedReplyInput,
    answer: cannedReply,
    refusals: ['category.not-found'],
    handle: ({ ctx, actor, body }) => addCannedReply(ctx, actor, body),
  }),
  endpoint({
    method: 'patch',
    path: '/canned-replies/{id}',
    summary: 'Change a canned reply, put it away or take it back',
    tag,
    access: managers,
    params: byId,
    body: editCannedReplyInput.omit({ id: true }),
    answer: cannedReply,
    refusals: ['canned.not-found', 'category.not-found'],
    handle: ({ ctx, actor, params, body }) => editCannedReply(ctx, actor, { ...body, id: params.id }),
  }),
];
