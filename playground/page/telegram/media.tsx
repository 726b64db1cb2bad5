import { telegramFileUrl } from '../api.ts';
import { duration, fileSize, money } from '../times.ts';
import { useLang } from '../words.ts';
import type { ShownMessage } from './types.ts';

/** Everything in a message that is not words. Null when there is nothing. */
export function Media(props: { message: ShownMessage }) {
  const { message } = props;
  const { lang, t } = useLang();
  const photo = message.photo?.at(-1);
  if (photo) return <Photo fileId={photo.file_id} width={photo.width} height={photo.height} />;
  if (message.voice) return <Voice fileId={message.voice.file_id} seconds={message.voice.duration} />;
  if (message.audio) return <Voice fileId={message.audio.file_id} seconds={message.audio.duration} />;
  const video = message.video ?? message.animation ?? message.video_note;
  if (video) {
    return (
      <div className="tg-video">
        <span className="tg-play" aria-hidden="true" />
        <span className="tg-duration">{duration(video.duration)}</span>
      </div>
    );
  }
  if (message.document) {
    const { document } = message;
    return (
      <a className="tg-document" href={telegramFileUrl(document.file_id)} download={document.file_name ?? t.file}>
        <span className="tg-document-icon" aria-hidden="true">
          {(document.file_name?.split('.').pop() ?? '?').slice(0, 4)}
        </span>
        <span>
          <b>{document.file_name ?? t.file}</b>
          <small>{fileSize(document.file_size)}</small>
        </span>
      </a>
    );
  }
  if (message.sticker) return <span className="tg-sticker">{message.sticker.emoji ?? '🙂'}</span>;
  if (message.contact) {
    const { contact } = message;
    return (
      <div className="tg-contact">
        <span className="tg-contact-face" aria-hidden="true">
          👤
        </span>
        <span>
          <b>{[contact.first_name, contact.last_name].filter(Boolean).join(' ')}</b>
          <small>{contact.phone_number}</small>
        </span>
      </div>
    );
  }
  if (message.location) {
    return (
      <div className="tg-map" role="img" aria-label={t.location}>
        <span aria-hidden="true">📍</span>
        <small>
          {message.location.latitude.toFixed(4)}, {message.location.longitude.toFixed(4)}
        </small>
      </div>
    );
  }
  if (message.invoice) {
    const { invoice } = message;
    return (
      <div className="tg-invoice">
        <b>{invoice.title}</b>
        <p>{invoice.description}</p>
        <span className="tg-invoice-sum">{money(invoice.total_amount, invoice.currency, lang)}</span>
      </div>
    );
  }
  return null;
}

export function Photo(props: { fileId: string; width: number; height: number }) {
  const { t } = useLang();
  const url = telegramFileUrl(props.fileId);
  return (
    <a className="tg-photo" href={url} target="_blank" rel="noreferrer">
      <img src={url} alt={t.photo} style={{ aspectRatio: `${props.width} / ${props.height}` }} />
    </a>
  );
}

const bars = [5, 9, 14, 8, 17, 20, 12, 7, 15, 21, 18, 10, 6, 13, 19, 16, 9, 12, 20, 14, 8, 5, 11, 17, 13, 7, 10, 6];

function Voice(props: { fileId: string; seconds: number }) {
  const { t } = useLang();
  const play = () => {
    // The voice of the playground may be a stand-in that no decoder likes; the bubble does not depend on it.
    new Audio(telegramFileUrl(props.fileId)).play().catch(() => undefined);
  };
  return (
    <div className="tg-voice">
      <button type="button" className="tg-voice-play" aria-label={t.voiceMessage} onClick={play} />
      <span className="tg-wave" aria-hidden="true">
        {bars.map((height, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the bars never move
          <i key={index} style={{ height }} />
        ))}
      </span>
      <small>{duration(props.seconds)}</small>
    </div>
  );
}
