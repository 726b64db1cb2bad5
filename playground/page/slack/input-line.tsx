import { useEffect, useRef, useState } from 'react';
import { readBase64 } from '../files.ts';
import { useBoard } from '../state.ts';
import { fileSize } from '../times.ts';
import { useLang } from '../words.ts';

export interface OutgoingFile {
  name: string;
  mime: string;
  base64: string;
}

/** Where a colleague writes: words, `/commands`, `@names`, files. */
export function InputLine(props: {
  placeholder: string;
  commands: Array<{ command: string; description?: string }>;
  onSend: (text: string, files: OutgoingFile[]) => Promise<unknown>;
  autoFocus?: boolean;
}) {
  const { t } = useLang();
  const { page } = useBoard();
  const [text, setText] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const [failed, setFailed] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, 160)}px`;
  }, [text]);
  useEffect(() => {
    if (props.autoFocus) area.current?.focus();
  }, [props.autoFocus]);

  const send = async () => {
    const words = text.trim();
    if (words === '' && files.length === 0) return;
    try {
      const carried = await Promise.all(
        files.map(async (file) => ({
          name: file.name,
          mime: file.type || 'application/octet-stream',
          base64: await readBase64(file),
        })),
      );
      setText('');
      setFiles([]);
      setFailed('');
      await props.onSend(words, carried);
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error));
    }
  };
  const slash = /^\/\S*$/.exec(text)?.[0];
  const commands = slash ? props.commands.filter((one) => one.command.startsWith(slash)) : [];
  const at = /(?:^|\s)@([\p{L}\w.-]*)$/u.exec(text)?.[1]?.toLowerCase();
  const people =
    at === undefined
      ? []
      : page.slack.users
          .filter((one) => !one.deleted && `${one.name} ${one.real_name}`.toLowerCase().includes(at))
          .slice(0, 6);
  const add = (list: File[]) => setFiles([...files, ...list]);

  return (
    <form
      className="sl-input-line"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        add([...event.dataTransfer.files]);
      }}
    >
      {(commands.length > 0 || people.length > 0) && (
        <div className="sl-suggestions">
          {commands.map((one) => (
            <button
              type="button"
              key={one.command}
              onClick={() => {
                setText(`${one.command} `);
                area.current?.focus();
              }}
            >
              <b>{one.command}</b> <span>{one.description}</span>
            </button>
          ))}
          {people.map((one) => (
            <button
              type="button"
              key={one.id}
              onClick={() => {
                setText(text.replace(/@[\p{L}\w.-]*$/u, `@${one.name} `));
                area.current?.focus();
              }}
            >
              <b>{one.real_name}</b> <span>@{one.name}</span>
            </button>
          ))}
        </div>
      )}
      <textarea
        ref={area}
        rows={1}
        value={text}
        placeholder={props.placeholder}
        aria-label={props.placeholder}
        onChange={(event) => setText(event.target.value)}
        onPaste={(event) => {
          if (event.clipboardData.files.length === 0) return;
          event.preventDefault();
          add([...event.clipboardData.files]);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            void send();
          }
        }}
      />
      {files.length > 0 && (
        <div className="sl-input-files">
          {files.map((file) => (
            <button
              type="button"
              key={`${file.name}${file.size}`}
              title={t.cancel}
              onClick={() => setFiles(files.filter((one) => one !== file))}
            >
              {file.name} · {fileSize(file.size)} ✕
            </button>
          ))}
        </div>
      )}
      {failed && (
        <p className="sl-field-error" role="alert">
          {failed}
        </p>
      )}
      <div className="sl-input-tools">
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label={t.attachFile}
          onChange={(event) => add([...(event.target.files ?? [])])}
        />
        <button type="button" title={t.attachFile} aria-label={t.attachFile} onClick={() => picker.current?.click()}>
          +
        </button>
        <button
          type="button"
          aria-label="@"
          title="@"
          onClick={() => {
            setText(`${text}@`);
            area.current?.focus();
          }}
        >
          @
        </button>
        <button
          type="button"
          aria-label="/"
          title="/"
          onClick={() => {
            setText('/');
            area.current?.focus();
          }}
        >
          /
        </button>
        <button
          type="submit"
          className="sl-send"
          aria-label={t.send}
          disabled={text.trim() === '' && files.length === 0}
        >
          <svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true">
            <path d="M3.4 20.4 21 12 3.4 3.6 3.4 10.2 15 12 3.4 13.8z" fill="currentColor" />
          </svg>
        </button>
      </div>
    </form>
  );
}
