import { choice } from '../forms.ts';
import type { FormInput, Taken } from '../screen.ts';
import { bold, paragraphs, type View } from '../view.ts';
import type { Guest } from '../who.ts';
import { metersOf, type Readings } from './readings.ts';
import { meterName, sayMeasure, sayValues } from './words.ts';

/** What is strange about a value, and the ways to answer: a mistake, right all the same, or another meter. */
export async function askDoubt(guest: Guest, given: Readings): Promise<View> {
  const { t } = guest;
  const [doubt] = given.doubts;
  if (!doubt)
    return {
      text: t('resident.meters.understood'),
      rows: [[choice('meters', 'doubt', 'send', t('resident.meters.right-send'))]],
    };
  const { meters } = await metersOf(guest, given);
  const meter = meters.find((one) => one.id === doubt.meterId);
  const other = meters.find((one) => one.id === doubt.otherMeterId);
  const say = (value: string | null) => (value === null ? '' : sayValues(guest, [value]));
  const values = {
    meter: meter ? meterName(guest, meter) : '',
    other: other ? meterName(guest, other) : '',
    unit: meter ? sayMeasure(guest, meter.unit) : '',
    given: say(doubt.given),
    previous: say(doubt.previous),
    used: say(doubt.consumption),
    usual: say(doubt.usual),
  };
  const why = doubt.why === 'much-higher' && doubt.usual === null ? 'much-higher-new' : doubt.why;
  const right = doubt.why === 'swapped' ? 'swap' : 'right';
  return {
    text: paragraphs(
      bold(t(`resident.doubts.${why}`, values)),
      doubt.needsPhoto ? t('resident.doubts.photo-will-be-asked') : null,
    ),
    rows: [
      [choice('meters', 'doubt', 'fix', t('resident.doubts.fix'))],
      [choice('meters', 'doubt', right, t(`resident.doubts.${doubt.why}-yes`, values))],
      doubt.why === 'swapped'
        ? [choice('meters', 'doubt', 'right', t('resident.doubts.not-swapped'))]
        : [choice('meters', 'doubt', 'replaced', t('resident.doubts.replaced'))],
    ],
  };
}

/** `submit` when the last doubt is settled; else the next question. */
export async function takeDoubt(
  guest: Guest,
  given: Readings,
  input: FormInput,
): Promise<Taken<Readings> | 'submit' | { submit: Readings }> {
  const { t } = guest;
  const [doubt, ...rest] = given.doubts;
  if (!doubt) return 'submit';
  if (input.kind !== 'choice') return { data: given, next: 'stay', say: t('resident.form.tap-one') };
  if (input.value === 'fix') {
    const cleared: Readings = { ...given, readings: [], doubts: [], sure: [], replaced: [] };
    return { data: cleared, next: 'values' };
  }
  if (input.value === 'right' && doubt.needsPhoto && given.files.length === 0) return { data: given, next: 'photo' };
  const now = settle(given, doubt, rest, input.value);
  return now.doubts.length > 0 ? { data: now, next: 'doubt' } : { submit: now };
}

function settle(given: Readings, doubt: Readings['doubts'][number], rest: Readings['doubts'], value: string): Readings {
  if (value === 'replaced') return { ...given, doubts: rest, replaced: [...given.replaced, doubt.meterId] };
  if (value !== 'swap') return { ...given, doubts: rest, sure: [...given.sure, doubt.meterId] };
  const mine = given.readings.find((reading) => reading.meterId === doubt.meterId);
  const other = given.readings.find((reading) => reading.meterId === doubt.otherMeterId);
  const readings = given.readings.map((reading) => {
    if (mine && other && reading === mine) return { ...reading, values: other.values };
    if (mine && other && reading === other) return { ...reading, values: mine.values };
    return reading;
  });
  return { ...given, readings, doubts: rest.filter((one) => one.meterId !== doubt.otherMeterId) };
}
