import type { KnownBlock, ModalView } from '@slack/types';
import type { Mute } from '#api/billing/reminders/mutes.ts';
import { type FlatHit, findFlats } from '#api/buildings/find-flats.ts';
import { noteCall } from '#api/calls/calls.ts';
import { noteCallInput } from '#api/calls/schema.ts';
import { mayTalk } from '#api/conversations/talk.ts';
import { once } from '#api/core/ctx.ts';
import { mustBeAllowed } from '#api/core/errors.ts';
import { shortId } from '#api/core/ids.ts';
import { type FileEntry, readFlatFile } from '#api/flows/flat-file.ts';
import { type FlatPeople, listFlatPeople } from '#api/flows/flat-people.ts';
import { formatMoney, formatPeriod } from '#locales/format.ts';
import { hasWords } from '#locales/translate.ts';
import { actions, button, header, lines, type Message, type Part, paragraph, smallPrint } from './blocks.ts';
import { type Desk, tellAside } from './desk.ts';
import { muteBlocks, mutesFor } from './flat-mutes.ts';
import { hasMeaning, modal, showModal, wordsField } from './modal.ts';
import { escapeText } from './mrkdwn.ts';
import { openNewTicket } from './new-ticket.ts';
import type { AboutModal, Command, Submission, Tap } from './payloads.ts';
import { fileAsSlackMaySee } from './privacy.ts';
import { moment, placeWords, type Speech } from './speech.ts';
import { asColleague, type Colleague } from './who.ts';

type Respond = (message: Message) => Promise<void>;

/** So many lines of a flat's past stand on its sheet; the rest is in the admin page. */
const linesShown = 12;

/** `/flat 12-57`: one sheet, only for who asked; which flat, when several could be meant. */
export async function onFlatCommand(desk: Desk, command: Command, respond: Respond): Promise<void> {
  await asColleague(desk, command.spot, async (me) => {
    const { t } = me.speech;
    if (command.text === '') return respond(note(t('slack.flat.help')));
    const hits = await findFlats(desk.ctx, me.actor, command.text);
    const [hit, second] = hits;
    if (!hit) return respond(note(t('slack.flat.none', { words: command.text.slice(0, 100) })));
    if (second) return respond(choices(me.speech, hits));
    return respond(await readSheet(desk, me, hit));
  });
}

/** One of several flats was chosen. */
export async function onFlatChosen(desk: Desk, tap: Tap, unitId: string): Promise<void> {
  await asColleague(desk, tap.spot, async (me) => {
    const people = await listFlatPeople(desk.ctx, me.actor, unitId);
    const sheet = await readSheet(desk, me, { ...people, unitId });
    if (!tap.spot.channelId) return;
    await desk.client.chat.postEphemeral({ channel: tap.spot.channelId, user: tap.spot.userId, ...sheet });
  });
}

async function readSheet({ ctx }: Desk, { actor, speech }: Colleague, hit: FlatHit): Promise<Message> {
  const people = await listFlatPeople(ctx, actor, hit.unitId);
  const page = await readFlatFile(ctx, actor, { unitId: hit.unitId, limit: linesShown, surface: 'slack' });
  const entries = await fileAsSlackMaySee(ctx, page.items);
  const mutes = await mutesFor(ctx, actor, hit.unitId);
  return flatSheet(speech, hit, { ...people, mutes }, entries, page.next !== null);
}

/** People by role, then what happened, newest first; no names and no phones. Whoever keeps the books sees what is not reminded of. */
export function flatSheet(
  speech: Speech,
  hit: FlatHit,
  { people, owed, mutes }: Pick<FlatPeople, 'people' | 'owed'> & { mutes: Mute[] | null },
  entries: FileEntry[],
  hasMore: boolean,
): Message {
  const { t } = speech;
  const title = placeWords(speech, { address: hit.address, unit: { number: hit.number, type: hit.type } });
  const who = people.map(({ role, count, connected }) =>
    t('slack.flat.people', { role: t(`slack.roles.${role}`), count, connected }),
  );
  const balance = owed === null ? [] : [balanceWords(speech, owed)];
  const rows: Part[][] = entries.map((entry) => entryLine(speech, entry));
  const id = shortId(hit.unitId);
  const blocks: KnownBlock[] = [
    header(title),
    lines([[...who, ...balance].join(' · ') || t('slack.flat.nobody')]),
    ...(rows.length > 0 ? [lines(...rows)] : [smallPrint(t('slack.flat.empty'))]),
    ...(hasMore ? [smallPrint(t('slack.flat.more'))] : []),
    actions(`flat:${id}`, [
      button(t('slack.buttons.note-call'), 'flat-note-call', id),
      button(t('slack.buttons.make-ticket'), 'flat-ticket', id),
    ]),
    ...(mutes ? muteBlocks(speech, hit.unitId, mutes) : []),
  ];
  return { text: escapeText(title), blocks };
}

/** Never a bare sign: who owes whom is said. */
function balanceWords({ t, locale }: Speech, { minor, currency }: NonNullable<FlatPeople['owed']>): string {
  const word = minor > 0n ? 'owes' : minor < 0n ? 'overpaid' : 'even';
  return t(`slack.flat.balance.${word}`, { sum: formatMoney(locale, minor < 0n ? -minor : minor, currency) });
}

function entryLine(speech: Speech, entry: FileEntry): Part[] {
  const { t, locale } = speech;
  const stateKey = `slack.flat.states.${entry.state}`;
  const sum = entry.minor === null ? null : formatMoney(locale, BigInt(entry.minor), entry.currency ?? '');
  const facts = [
    entry.number === null ? null : `№ ${entry.number}`,
    codeWords(speech, entry),
    entry.title.split('\n')[0]?.slice(0, 80),
    sum,
    entry.state && hasWords(locale, stateKey) ? t(stateKey) : null,
    entry.byName,
  ];
  return [
    { bold: t(`slack.flat.parts.${entry.part}`) },
    ` · ${moment(speech, entry.at)} · ${facts.filter(Boolean).join(' · ')}`,
  ];
}

function codeWords({ t, locale }: Speech, { part, code }: FileEntry): string | null {
  if (code === null) return null;
  if (part === 'bills') return formatPeriod(locale, code, true);
  const key = part === 'readings' ? `resident.resources.${code}` : `pay.ways.${code}`;
  return hasWords(locale, key) ? t(key) : code;
}

function choices(speech: Speech, hits: FlatHit[]): Message {
  const words = speech.t('slack.flat.which');
  const buttons = hits.map((hit) =>
    actions(`flat-hit:${shortId(hit.unitId)}`, [
      button(
        placeWords(speech, { address: hit.address, unit: { number: hit.number, type: hit.type } }),
        'flat-show',
        shortId(hit.unitId),
      ),
    ]),
  );
  return { text: escapeText(words), blocks: [paragraph(words), ...buttons] };
}

function note(words: string): Message {
  return { text: escapeText(words), blocks: [paragraph(words)] };
}

/** A request for somebody of this flat: the form of requests by phone, with the flat filled in. */
export async function openFlatTicket(desk: Desk, tap: Tap, unitId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const { address, number, type } = await listFlatPeople(desk.ctx, actor, unitId);
    await openNewTicket(desk, { ...tap, where: placeWords(speech, { address, unit: { number, type } }) });
  });
}

/** What somebody said on the phone, kept with the flat. */
export function callNoteModal(speech: Speech, about: AboutModal): ModalView {
  const { t } = speech;
  const words = { title: t('slack.flat.note-title'), submit: t('slack.flat.note-submit') };
  return modal(speech, 'flat-note', about, words, [
    wordsField('said', t('slack.flat.note-said'), { hint: t('slack.flat.note-hint') }),
  ]);
}

export async function openCallNote(desk: Desk, tap: Tap, unitId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    mustBeAllowed(mayTalk(actor));
    await showModal(desk, tap, callNoteModal(speech, { id: unitId, channelId: tap.spot.channelId }));
  });
}

export function complainAboutCallNote({ t }: Speech, sent: Submission): Record<string, string> | null {
  return hasMeaning(sent.text('said')) ? null : { said: t('slack.flat.note-empty') };
}

export async function onCallNote(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, async ({ actor, speech }) => {
    const input = noteCallInput.parse({ unitId: sent.about.id, text: sent.text('said') });
    const noted = await once(desk.ctx, key, (tx) => noteCall(tx, actor, input));
    if (noted.done) await tellAside(desk, sent.spot, speech.t('slack.flat.noted'));
  });
}
