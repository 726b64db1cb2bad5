import type { PaperOf } from '#api/billing/papers/papers.ts';
import type { Locale } from '#locales/translate.ts';

/**
 * What a person is shown, in no messenger's terms. Text travels as parts, never as markup, so no name and no complaint
 * can break a message.
 */
export type Part =
  | string
  | { kind: 'bold' | 'italic' | 'code' | 'quote'; of: Text }
  | { kind: 'link'; of: Text; url: string };

export type Text = Part | readonly Part[];

/** A button: leads to a route, or to a page elsewhere. */
export type Button = { label: string; route: string } | { label: string; url: string };

/** A picture shown above the text: one of our stored attachments, the photo of a colleague, or a drawing (SVG, its words escaped). */
export type Picture = { attachmentId: string } | { portraitOf: string } | { svg: string };

/** A file that is no picture, sent with the text: one of our stored attachments, or a paper that is printed for a resident as it is sent. */
export type Attached = { attachmentId: string } | { paper: PaperOf; residentId: string; locale: Locale };

/** A bill to be paid in the chat itself. The payload comes back with the money; the amount is minor units. */
export type InvoiceToPay = {
  title: string;
  description: string;
  payload: string;
  currency: string;
  amountMinor: number;
  /** What a forwarded copy leads to: it cannot be paid. */
  startParameter: string;
};

export type View = {
  text: Text;
  rows: readonly (readonly Button[])[];
  pictures?: readonly Picture[];
  files?: readonly Attached[];
  /** Where the messenger takes payments: the text is for those that do not. */
  invoice?: InvoiceToPay;
};

/** The keyboard under the input: the tab bar, a button that shares one's own phone, or none. */
export type Keyboard = 'tabs' | 'share-phone' | 'none';

/**
 * How a tap or a message is answered.
 * - `replace` edits the message that was tapped (or sends a new one when there is none or it is too old to edit);
 * - `new` is a new message: the answer to something typed, or an event.
 * - `toast` is shown over a tapped button; `alert` makes it a box to be closed.
 * - `card` remembers the message as the living card of a ticket.
 */
export type Answer = {
  place: 'replace' | 'new';
  view?: View;
  toast?: string;
  alert?: boolean;
  keyboard?: Keyboard;
  card?: { subject: { type: 'ticket'; id: string }; version: number };
  /** Answers to parts of one album are held back until the rest has come: only the last is shown. */
  gather?: string;
  /** On the last answer to a deed: its update's key, under which all are kept until this one has been shown. */
  owed?: string;
};

export const bold = (...of: Part[]): Part => ({ kind: 'bold', of });
export const italic = (...of: Part[]): Part => ({ kind: 'italic', of });
export const code = (...of: Part[]): Part => ({ kind: 'code', of });
export const quote = (...of: Part[]): Part => ({ kind: 'quote', of });
export const link = (url: string, ...of: Part[]): Part => ({ kind: 'link', url, of });

/** Puts each text on a line of its own; what is null, false or empty leaves no line. */
export function lines(...all: (Text | null | false | undefined)[]): Part[] {
  const out: Part[] = [];
  for (const line of all) {
    if (line === null || line === false || line === undefined || line === '') continue;
    if (out.length > 0) out.push('\n');
    if (Array.isArray(line)) out.push(...(line as readonly Part[]));
    else out.push(line as Part);
  }
  return out;
}

/** Paragraphs: like `lines`, with an empty line between. */
export function paragraphs(...all: (Text | null | false | undefined)[]): Part[] {
  const out: Part[] = [];
  for (const paragraph of all) {
    if (paragraph === null || paragraph === false || paragraph === undefined || paragraph === '') continue;
    if (Array.isArray(paragraph) && paragraph.length === 0) continue;
    if (out.length > 0) out.push('\n\n');
    if (Array.isArray(paragraph)) out.push(...(paragraph as readonly Part[]));
    else out.push(paragraph as Part);
  }
  return out;
}

/** The words of a text without its shape. */
export function plain(text: Text): string {
  if (typeof text === 'string') return text;
  if (Array.isArray(text)) return (text as readonly Part[]).map(plain).join('');
  return plain((text as Exclude<Part, string>).of);
}
