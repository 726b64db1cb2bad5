import { z } from 'zod';
import type { IncomingFile } from '#api/conversations/attachments.ts';
import { incomingFile } from '#api/conversations/schema.ts';
import { longestWords } from './say.ts';
import type { FormInput } from './screen.ts';
import type { Guest } from './who.ts';

/** Words and files that grow with every message: how a story is told in a messenger. */
export const story = z.object({ text: z.string(), files: z.array(incomingFile) });
export type Story = z.infer<typeof story>;

/** As many files as one request takes. */
export const mostFiles = 20;

/**
 * Adds what was just sent to a story; null when it was neither words nor files. Words are kept up to 12 000 characters and files up to
 * 20: `note` says so when something did not fit.
 */
export function tellMore(guest: Guest, told: Story, input: FormInput): { story: Story; note: string | null } | null {
  if (input.kind !== 'text' && input.kind !== 'files') return null;
  const added = input.text.trim();
  const joined = [told.text, added].filter((part) => part !== '').join('\n');
  const letters = [...joined];
  const text = letters.length > longestWords ? letters.slice(0, longestWords).join('') : joined;
  const all: IncomingFile[] = [...told.files, ...(input.kind === 'files' ? input.files : [])];
  const notes = [
    letters.length > longestWords ? guest.t('resident.bad.too-long') : null,
    all.length > mostFiles ? guest.t('resident.bad.too-many-files', { count: mostFiles }) : null,
  ].filter((note) => note !== null);
  return { story: { text, files: all.slice(0, mostFiles) }, note: notes.length > 0 ? notes.join(' ') : null };
}

/** `2 фото, голосовое сообщение`: what files there are, in words; null without any. */
export function filesLine({ t }: Pick<Guest, 't'>, files: readonly Pick<IncomingFile, 'kind'>[]): string | null {
  const kinds = ['photo', 'video', 'voice', 'file'] as const;
  const said = kinds.flatMap((kind) => {
    const count = files.filter((file) => file.kind === kind).length;
    return count > 0 ? [t(`resident.files.${kind}`, { count })] : [];
  });
  return said.length > 0 ? said.join(', ') : null;
}
