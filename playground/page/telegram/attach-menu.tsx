import { useMemo, useRef } from 'react';
import { tinyPdf } from '../files.ts';
import { Menu } from '../menu.tsx';
import { useLang } from '../words.ts';
import type { Deed } from './deeds.ts';
import { base64Of, drawSample, type SampleName, sampleNames } from './samples.ts';

const tooBig = 25 * 1024 * 1024;

export function AttachMenu(props: {
  run: (work: () => Promise<unknown>) => void;
  deed: Deed;
  onFiles: (files: File[]) => void;
}) {
  const { t } = useLang();
  const { deed, run } = props;
  const input = useRef<HTMLInputElement>(null);
  const samples = useMemo(() => sampleNames.map((name) => ({ name, url: drawSample(name) })), []);
  const titles: Record<SampleName, string> = {
    leak: t.sampleLeak,
    meter: t.sampleMeter,
    light: t.sampleLight,
    crack: t.sampleCrack,
  };
  const all = () => samples.slice(0, 3).map(({ url }) => base64Of(url));
  const rest: Array<[icon: string, label: string, action: () => Record<string, unknown>]> = [
    ['🖼', t.album, () => ({ do: 'photo', count: 3, bytes: all() })],
    ['🎤', t.voice, () => ({ do: 'voice', seconds: 7 })],
    ['🎬', t.video, () => ({ do: 'video' })],
    ['📄', t.documentPdf, () => ({ do: 'document', name: 'act.pdf', mime: 'application/pdf', base64: tinyPdf() })],
    ['🐘', t.bigFile, () => ({ do: 'document', name: 'archive.zip', mime: 'application/zip', size: tooBig })],
    ['😀', t.sticker, () => ({ do: 'sticker' })],
    ['📱', t.ownContact, () => ({ do: 'contact', own: true })],
    ['👤', t.otherContact, () => ({ do: 'contact', phone: '+79990009999', firstName: 'Пётр' })],
    ['📍', t.location, () => ({ do: 'location' })],
    ['↪', t.forwarded, () => ({ do: 'text', text: t.sampleCrack, forward: true })],
  ];
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t.attachDisk}
        onChange={(event) => {
          props.onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Menu label={t.attach} className="tg-icon-button" up button={<Clip />}>
        {(close) => (
          <div className="tg-attach">
            <button
              type="button"
              className="menu-item"
              onClick={() => {
                close();
                input.current?.click();
              }}
            >
              <i>🗂</i>
              {t.attachDisk}
            </button>
            <fieldset className="tg-samples" aria-label={t.samples}>
              {samples.map(({ name, url }) => (
                <button
                  type="button"
                  key={name}
                  title={titles[name]}
                  onClick={() => {
                    close();
                    run(() => deed({ do: 'photo', count: 1, bytes: [base64Of(url)] }));
                  }}
                >
                  <img src={url} alt={titles[name]} />
                </button>
              ))}
            </fieldset>
            <div className="tg-attach-rest">
              {rest.map(([icon, label, action]) => (
                <button
                  type="button"
                  className="menu-item"
                  key={label}
                  onClick={() => {
                    close();
                    run(() => deed(action()));
                  }}
                >
                  <i>{icon}</i>
                  {label}
                </button>
              ))}
            </div>
          </div>
        )}
      </Menu>
    </>
  );
}

function Clip() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <path
        d="M20 11.5 12.2 19a5 5 0 0 1-7-7.1l8.1-8a3.3 3.3 0 0 1 4.7 4.7l-8 7.9a1.7 1.7 0 0 1-2.4-2.4l7.2-7"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
