import type { Json } from '../model.ts';
import {
  accessories,
  actionsElements,
  contextActionsElements,
  contextElements,
  imageSource,
  inputElements,
} from './elements.ts';
import { anyText, id, plainText, slackFile } from './objects.ts';
import { anything, boolean, both, byType, list, type Report, type Rule, shape, string, url } from './rules.ts';

// Limits: docs.slack.dev/reference/block-kit/blocks

type Surface = 'message' | 'modal' | 'home';

const base = { type: string(), block_id: id };

/** Blocks whose insides we do not judge beyond the members that must be there. */
function loose(...required: string[]): Rule {
  return (value, at, report) => {
    for (const name of required) {
      if ((value as Json)[name] === undefined) report(at, `missing required field: ${name}`);
    }
  };
}

const sectionHasText: Rule = (value, at, report) => {
  const { text, fields } = value as Json;
  if (text === undefined && fields === undefined) report(at, 'missing required field: text');
};

const everywhere: Record<string, Rule> = {
  actions: shape({ ...base, elements: list(byType(actionsElements), 25) }, ['elements']),
  context: shape({ ...base, elements: list(byType(contextElements), 10) }, ['elements']),
  divider: shape(base),
  header: shape({ ...base, text: plainText(150), level: anything }, ['text']),
  image: both(
    shape({ ...base, image_url: url, slack_file: slackFile, alt_text: string(2000, 1), title: plainText(2000) }, [
      'alt_text',
    ]),
    imageSource,
  ),
  input: shape(
    {
      ...base,
      label: plainText(2000),
      element: byType(inputElements),
      hint: plainText(2000),
      optional: boolean,
      dispatch_action: boolean,
    },
    ['label', 'element'],
  ),
  rich_text: shape({ ...base, elements: list(loose('type'), 100, 0) }, ['elements']),
  section: both(
    shape({
      ...base,
      text: anyText(3000),
      fields: list(anyText(2000), 10),
      accessory: byType(accessories),
      expand: boolean,
    }),
    sectionHasText,
  ),
  video: shape(
    {
      ...base,
      video_url: url,
      thumbnail_url: url,
      alt_text: string(2000),
      title: plainText(199),
      title_url: url,
      author_name: string(49),
      provider_name: string(),
      provider_icon_url: url,
      description: plainText(200),
    },
    ['video_url', 'thumbnail_url', 'alt_text', 'title'],
  ),
};

const onlyMessages: Record<string, Rule> = {
  markdown: shape({ ...base, text: string(12_000, 1) }, ['text']),
  table: shape({ ...base, rows: list(list(loose('type'), 20), 100), column_settings: list(anything, 20) }, ['rows']),
  context_actions: shape({ ...base, elements: list(byType(contextActionsElements), 5) }, ['elements']),
  card: loose('type'),
  carousel: loose('elements'),
  container: loose('child_blocks'),
  data_table: loose('rows', 'caption'),
  plan: loose('title'),
  task_card: loose('task_id', 'title', 'status'),
};

const onlyModals: Record<string, Rule> = { alert: loose('text') };

const bySurface: Record<Surface, Rule> = {
  message: list(byType({ ...everywhere, ...onlyMessages }), 50, 0),
  modal: list(byType({ ...everywhere, ...onlyModals }), 100, 0),
  home: list(byType(everywhere), 100, 0),
};

/** Checks shapes, limits and unique ids; `hasFile` says whether a `slack_file` can be seen. */
export function checkBlocks(
  blocks: unknown,
  surface: Surface,
  at: string,
  report: Report,
  hasFile: (reference: Json) => boolean,
): void {
  bySurface[surface](blocks, at, report);
  if (!Array.isArray(blocks)) return;
  const seen = new Set<string>();
  blocks.forEach((block: unknown, index) => {
    if (typeof block !== 'object' || block === null) return;
    const here = `${at}/${index}`;
    const one = block as Json;
    if (typeof one.block_id === 'string') {
      if (seen.has(one.block_id)) report(`${here}/block_id`, `\`block_id\` "${one.block_id}" already exists`);
      seen.add(one.block_id);
    }
    checkActionIds(one, here, report);
    checkFiles(one, here, report, hasFile);
    const element = one.element as Json | undefined;
    if (one.type === 'input' && surface !== 'modal' && element?.type === 'file_input') {
      report(`${here}/element/type`, 'unsupported type: file_input');
    }
  });
}

/** action_id must be unique among the elements of its block. */
function checkActionIds(block: Json, at: string, report: Report): void {
  if (!Array.isArray(block.elements)) return;
  const seen = new Set<unknown>();
  block.elements.forEach((element: Json, index) => {
    const actionId = element?.action_id;
    if (typeof actionId !== 'string') return;
    if (seen.has(actionId)) {
      report(`${at}/elements/${index}/action_id`, `\`action_id\` "${actionId}" already exists for another element`);
    }
    seen.add(actionId);
  });
}

function checkFiles(block: Json, at: string, report: Report, hasFile: (reference: Json) => boolean): void {
  const places: [string, unknown][] = [
    [at, block],
    [`${at}/accessory`, block.accessory],
  ];
  if (Array.isArray(block.elements)) {
    block.elements.forEach((element, index) => {
      places.push([`${at}/elements/${index}`, element]);
    });
  }
  for (const [where, place] of places) {
    const reference = (place as Json | undefined)?.slack_file as Json | undefined;
    if (reference !== undefined && !hasFile(reference)) report(`${where}/slack_file`, 'invalid slack file');
  }
}
