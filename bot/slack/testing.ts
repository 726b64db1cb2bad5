import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

/** Says what Slack would refuse in a message's blocks, in a modal or in a Home tab; empty when nothing. */
export type BlockCheck = {
  message(blocks: unknown): string[];
  modal(view: unknown): string[];
  home(view: unknown): string[];
};

type Json = { [key: string]: unknown };

/** Shapes by a schema made of `@slack/types`, lengths by https://docs.slack.dev/reference/block-kit. */
export function openBlockCheck(): BlockCheck {
  const types = createRequire(import.meta.url).resolve('@slack/types');
  const schemaOf = (file: string, name: string) => {
    const path = types.replace(/index\.js$/, file);
    const generator = createGenerator({ path, skipTypeCheck: true, additionalProperties: false });
    return new Ajv({ strict: false, validateFormats: false, allErrors: false }).compile(generator.createSchema(name));
  };
  const isBlock = schemaOf('block-kit/blocks.d.ts', 'KnownBlock');
  const isModal = schemaOf('views.d.ts', 'ModalView');
  const isHome = schemaOf('views.d.ts', 'HomeView');

  const shapes = (blocks: unknown[]) =>
    blocks.flatMap((block, index) =>
      isBlock(block) ? [] : [`block ${index} is not a block: ${JSON.stringify(block)}`],
    );
  const inSurface = (blocks: unknown[], most: number) => [
    ...(blocks.length > most ? [`${blocks.length} blocks`] : []),
    ...shapes(blocks),
    ...blocks.flatMap((block) => lengths(block as Json)),
    ...twice(blocks.map((block) => (block as Json).block_id)).map((id) => `block_id ${id} twice`),
  ];

  return {
    message: (blocks) => inSurface(blocks as unknown[], 50),
    home: (view) => {
      const { blocks } = view as { blocks: unknown[] };
      return [...(isHome(view) ? [] : ['not a Home tab']), ...inSurface(blocks, 100)];
    },
    modal: (view) => {
      const { blocks, title, submit, close, private_metadata } = view as Json & { blocks: unknown[] };
      return [
        ...(isModal(view) ? [] : ['not a modal']),
        ...inSurface(blocks, 100),
        ...[title, submit, close].flatMap((text) => tooLong('a modal button or title', text, 24)),
        ...(String(private_metadata).length > 3000 ? ['private_metadata'] : []),
      ];
    },
  };
}

const longestText: Record<string, number> = { header: 150, section: 3000, button: 75, option: 75 };

function lengths(block: Json): string[] {
  const type = String(block.type);
  const found = tooLong(type, block.text, longestText[type] ?? 3000);
  if (String(block.block_id ?? '').length > 255) found.push('block_id');
  if (type === 'rich_text' && JSON.stringify(block).length > 12_000) found.push('rich_text');
  if (type === 'image') found.push(...tooLong('alt text', { text: block.alt_text }, 2000));
  if (type === 'input') found.push(...tooLong('label', block.label, 2000), ...tooLong('hint', block.hint, 2000));
  const elements = [
    ...((block.elements as Json[] | undefined) ?? []),
    ...(block.element ? [block.element as Json] : []),
  ];
  if (type === 'actions' && elements.length > 25) found.push('actions');
  if (type === 'context' && elements.length > 10) found.push('context');
  found.push(...twice(elements.map((element) => element.action_id)).map((id) => `action_id ${id} twice`));
  for (const element of elements) found.push(...lengthsOfElement(element));
  return found;
}

function lengthsOfElement(element: Json): string[] {
  const found: string[] = [];
  if (element.type === 'button')
    found.push(...tooLong('button', element.text, 75), ...tooLong('value', { text: element.value }, 2000));
  for (const option of (element.options as Json[] | undefined) ?? []) {
    found.push(...tooLong('option', option.text, 75), ...tooLong('option value', { text: option.value }, 150));
  }
  const confirm = element.confirm as Json | undefined;
  if (confirm) {
    found.push(...tooLong('confirm title', confirm.title, 100), ...tooLong('confirm text', confirm.text, 300));
    found.push(...tooLong('confirm', confirm.confirm, 30), ...tooLong('deny', confirm.deny, 30));
  }
  if (String(element.initial_value ?? '').length > Number(element.max_length ?? 3000)) found.push('initial_value');
  return found;
}

function tooLong(what: string, text: unknown, most: number): string[] {
  const words = (text as { text?: string } | undefined)?.text;
  if (words === undefined) return [];
  return words.length > most || words.length === 0 ? [`${what}: ${words.length} characters`] : [];
}

function twice(ids: unknown[]): unknown[] {
  return ids.filter((id, index) => id !== undefined && ids.indexOf(id) !== index);
}
