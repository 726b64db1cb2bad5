import { type ReactNode, useEffect, useRef, useState } from 'react';

/** A button that opens a small panel; Escape, a click outside or a choice closes it. */
export function Menu(props: {
  label: string;
  className?: string;
  button: ReactNode;
  align?: 'left' | 'right';
  up?: boolean;
  children: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const away = (event: MouseEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // Only the menu closes, not the dialog it stands in.
      event.stopPropagation();
      setOpen(false);
      root.current?.querySelector('button')?.focus();
    };
    document.addEventListener('mousedown', away);
    document.addEventListener('keydown', onKey, true);
    root.current?.querySelector<HTMLElement>('.menu-panel :is(input, button, a)')?.focus();
    return () => {
      document.removeEventListener('mousedown', away);
      document.removeEventListener('keydown', onKey, true);
    };
  }, [open]);
  return (
    <div className="menu" ref={root}>
      <button
        type="button"
        className={props.className}
        aria-label={props.label}
        title={props.label}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {props.button}
      </button>
      {open && (
        <div className={`menu-panel ${props.align ?? 'left'} ${props.up ? 'up' : ''}`}>
          {props.children(() => setOpen(false))}
        </div>
      )}
    </div>
  );
}

/** Dialogs one over another: Escape belongs to the last. */
const openDialogs: object[] = [];

/** A dialog over everything, or over its nearest positioned parent with `inside`. */
export function Dialog(props: {
  label: string;
  className?: string;
  inside?: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const close = useRef(props.onClose);
  close.current = props.onClose;
  const { onClose } = props;
  useEffect(() => {
    const me = {};
    openDialogs.push(me);
    // On the document: a button that was just disabled has let the focus go.
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && openDialogs.at(-1) === me) close.current();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      openDialogs.splice(openDialogs.indexOf(me), 1);
      document.removeEventListener('keydown', onKey);
    };
  }, []);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const fields = box.current?.querySelector<HTMLElement>('input, textarea, select');
    (fields ?? box.current?.querySelector<HTMLElement>('button'))?.focus();
    return () => before?.focus?.();
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the curtain only adds a second way to close
    <div
      className={`curtain ${props.inside ? 'inside' : ''}`}
      onMouseDown={(event) => event.target === event.currentTarget && onClose()}
      onKeyDown={(event) => {
        if (event.key === 'Tab') keepInside(event, box.current);
      }}
    >
      <div
        className={`dialog ${props.className ?? ''}`}
        role="dialog"
        aria-modal="true"
        aria-label={props.label}
        ref={box}
      >
        {props.children}
      </div>
    </div>
  );
}

/** Tab goes round inside the dialog. */
function keepInside(event: React.KeyboardEvent, box: HTMLElement | null): void {
  const all = box?.querySelectorAll<HTMLElement>('button:not(:disabled), input, textarea, select, a[href]');
  const first = all?.[0];
  const last = all?.[all.length - 1];
  if (!first || !last) return;
  if (event.shiftKey && document.activeElement === first) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && document.activeElement === last) {
    event.preventDefault();
    first.focus();
  }
}
