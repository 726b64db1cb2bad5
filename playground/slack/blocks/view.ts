import { isObject } from '../args.ts';
import { SlackError } from '../errors.ts';
import type { Json } from '../model.ts';
import { checkBlocks } from './blocks.ts';
import { plainText } from './objects.ts';
import { anything, boolean, byType, type Report, shape, string } from './rules.ts';

const shared = {
  type: string(),
  blocks: anything,
  private_metadata: string(3000),
  callback_id: string(255),
  external_id: string(255),
};

const view = byType({
  modal: shape(
    {
      ...shared,
      title: plainText(24),
      submit: plainText(24),
      close: plainText(24),
      clear_on_close: boolean,
      notify_on_close: boolean,
      submit_disabled: boolean,
    },
    ['title', 'blocks'],
  ),
  home: shape(shared, ['blocks']),
});

/** Limits: docs.slack.dev/reference/views. Refuses `view_too_large` and `invalid_arguments` with every problem named. */
export function checkView(
  value: unknown,
  allowed: 'modal' | 'home',
  hasFile: (reference: Json) => boolean,
): asserts value is Json {
  const problems = viewProblems(value, allowed, hasFile);
  if (problems.length > 0) {
    throw new SlackError('invalid_arguments', {
      response_metadata: {
        messages: ['failed to match all allowed schemas [json-pointer:/view]', ...problems].map((m) => `[ERROR] ${m}`),
      },
    });
  }
  if (Buffer.byteLength(JSON.stringify(value)) > 250_000) throw new SlackError('view_too_large');
}

function viewProblems(value: unknown, allowed: 'modal' | 'home', hasFile: (reference: Json) => boolean): string[] {
  const problems: string[] = [];
  const report: Report = (at, message) => problems.push(`${message} [json-pointer:${at}]`);
  view(value, '/view', report);
  if (!isObject(value)) return problems;
  if ((value.type === 'modal' || value.type === 'home') && value.type !== allowed) {
    report('/view/type', 'must be a valid enum value');
  }
  if (value.blocks !== undefined) {
    checkBlocks(value.blocks, value.type === 'home' ? 'home' : 'modal', '/view/blocks', report, hasFile);
  }
  const hasInput =
    Array.isArray(value.blocks) && value.blocks.some((block) => isObject(block) && block.type === 'input');
  if (value.type === 'modal' && hasInput && value.submit === undefined)
    report('/view', 'missing required field: submit');
  return problems;
}
