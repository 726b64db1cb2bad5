import type { ImageElement, KnownBlock } from '@slack/types';
import { useLang } from '../words.ts';
import { Element } from './elements.tsx';
import { useHost } from './host.ts';
import { Mrkdwn, PlainText, Text } from './mrkdwn.tsx';
import { RichText } from './rich-text.tsx';
import type { SlackFile } from './types.ts';

/** Block Kit, as far as messages, modals and Homes of ordinary apps use it. */
export function Blocks(props: { blocks: KnownBlock[]; files?: SlackFile[] }) {
  return (
    <div className="sl-blocks">
      {props.blocks.map((block, index) => (
        <Block key={block.block_id ?? index} block={block} files={props.files ?? []} />
      ))}
    </div>
  );
}

function Block(props: { block: KnownBlock; files: SlackFile[] }) {
  const { t } = useLang();
  const { block } = props;
  const blockId = block.block_id ?? '';
  switch (block.type) {
    case 'section':
      return (
        <div className="sl-section">
          <div className="sl-section-body">
            {block.text && (
              <div>
                <Text text={block.text} />
              </div>
            )}
            {block.fields && (
              <div className="sl-fields">
                {block.fields.map((field, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: fields of one block never move
                  <div key={index}>
                    <Text text={field} />
                  </div>
                ))}
              </div>
            )}
          </div>
          {block.accessory && (
            <div className="sl-accessory">
              {block.accessory.type === 'image' ? (
                <Picture image={block.accessory} files={props.files} className="sl-thumb" />
              ) : (
                <Element blockId={blockId} element={block.accessory} />
              )}
            </div>
          )}
        </div>
      );
    case 'header':
      return (
        <h3 className="sl-block-header">
          <PlainText text={block.text.text} />
        </h3>
      );
    case 'divider':
      return <hr className="sl-divider" />;
    case 'context':
      return (
        <div className="sl-context">
          {block.elements.map((element, index) =>
            element.type === 'image' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: elements of one block never move
              <Picture key={index} image={element} files={props.files} className="sl-context-image" />
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: elements of one block never move
              <span key={index}>
                <Text text={element} />
              </span>
            ),
          )}
        </div>
      );
    case 'actions':
      return (
        <div className="sl-actions">
          {block.elements.map((element, index) => (
            <Element key={element.action_id ?? index} blockId={blockId} element={element} />
          ))}
        </div>
      );
    case 'image':
      return (
        <figure className="sl-image">
          {block.title && (
            <figcaption>
              <PlainText text={block.title.text} />
            </figcaption>
          )}
          <Picture image={block as ImageElement} files={props.files} />
        </figure>
      );
    case 'input':
      return <Input block={block} />;
    case 'rich_text':
      return <RichText block={block} />;
    case 'markdown':
      return <Mrkdwn source={block.text.replaceAll('**', '*')} />;
    case 'alert':
      return (
        <div className={`sl-alert ${block.level ?? 'default'}`}>
          <Text text={block.text} />
        </div>
      );
    default:
      return (
        <div className="sl-unknown">
          {t.unsupportedBlock}: {block.type}
        </div>
      );
  }
}

function Input(props: { block: Extract<KnownBlock, { type: 'input' }> }) {
  const { t } = useLang();
  const { errors } = useHost();
  const { block } = props;
  const blockId = block.block_id ?? '';
  const error = errors[blockId];
  return (
    <div className={`sl-field ${error ? 'wrong' : ''}`} data-block={blockId}>
      <label htmlFor={`${blockId}-${block.element.action_id ?? ''}`}>
        <PlainText text={block.label.text} /> {block.optional && <small>{t.optional}</small>}
      </label>
      <Element blockId={blockId} element={block.element} inInput dispatch={block.dispatch_action === true} />
      {error ? (
        <p className="sl-field-error" role="alert">
          ⚠ {error}
        </p>
      ) : (
        block.hint && (
          <p className="sl-hint">
            <PlainText text={block.hint.text} />
          </p>
        )
      )}
    </div>
  );
}

function Picture(props: { image: ImageElement; files: SlackFile[]; className?: string }) {
  const { image } = props;
  const url = 'image_url' in image && image.image_url ? image.image_url : fileUrl(image, props.files);
  if (!url) return <span className="sl-unknown">{image.alt_text}</span>;
  return <img className={props.className} src={url} alt={image.alt_text} title={image.alt_text} />;
}

/** A picture that is a file of the workspace is read the way a signed-in person reads it. */
function fileUrl(image: ImageElement, files: SlackFile[]): string | null {
  if (!('slack_file' in image) || !image.slack_file) return null;
  const reference = image.slack_file as { id?: string; url?: string };
  const id = reference.id ?? /-(F[A-Z0-9]+)\//.exec(reference.url ?? '')?.[1];
  const known = files.find((file) => file.id === id)?.url_person;
  return known ?? (id ? `/playground/slack/files/as-person/${id}` : null);
}
