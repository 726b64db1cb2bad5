import type { z } from 'zod';
import type { IncomingFile } from '#api/conversations/attachments.ts';
import type { ParamsOf, Route } from './route.ts';
import type { Answer, Text, View } from './view.ts';
import type { Guest, Resident } from './who.ts';

/**
 * A screen or a deed behind a route. `show` only reads; a `deed` writes and is done once per update. Every tap is
 * authorised again by the services it calls.
 */
export type Screen = {
  route: Route;
  isDeed: boolean;
  /** Open to strangers too. */
  forAnybody: boolean;
  answer(guest: Guest, address: string): Promise<Answer[] | null>;
  /** What is shown in the place of the button when it is refused because things have gone on: the present. */
  instead(address: string): string | null;
};

/** Nearly always one message; joining takes two. */
export type Answers = Answer | Answer[];

export function many(answers: Answers): Answer[] {
  return Array.isArray(answers) ? answers : [answers];
}

type Params = Record<string, z.ZodType>;

/** A screen for residents: reads and shows. */
export function screen<P extends Params>(
  at: Route<P>,
  show: (who: Resident, params: ParamsOf<P>) => Promise<Answers>,
): Screen {
  return make(at, false, false, (guest, params) => show(guest as Resident, params));
}

/** A deed of a resident: writes, once per update. `instead` names the screen that tells how things are when it is too late. */
export function deed<P extends Params>(
  at: Route<P>,
  act: (who: Resident, params: ParamsOf<P>) => Promise<Answers>,
  instead?: (params: ParamsOf<P>) => string,
): Screen {
  return make(at, true, false, (guest, params) => act(guest as Resident, params), instead);
}

/** A screen or a deed that a stranger may use too. */
export function openScreen<P extends Params>(
  at: Route<P>,
  isDeed: boolean,
  act: (guest: Guest, params: ParamsOf<P>) => Promise<Answers>,
): Screen {
  return make(at, isDeed, true, act);
}

function make<P extends Params>(
  at: Route<P>,
  isDeed: boolean,
  forAnybody: boolean,
  act: (guest: Guest, params: ParamsOf<P>) => Promise<Answers>,
  instead?: (params: ParamsOf<P>) => string,
): Screen {
  return {
    route: at as unknown as Route,
    isDeed,
    forAnybody,
    async answer(guest, address) {
      const params = at.read(address);
      return params ? many(await act(guest, params)) : null;
    },
    instead(address) {
      const params = at.read(address);
      return params && instead ? instead(params) : null;
    },
  };
}

/** What a person can give a form: a tapped choice, words, files with a caption, a contact. */
export type FormInput =
  | { kind: 'choice'; value: string }
  | { kind: 'text'; text: string }
  | { kind: 'files'; files: IncomingFile[]; text: string; groupKey?: string }
  | { kind: 'contact'; phone: string; own: boolean }
  | { kind: 'other'; what: string };

/**
 * What a step makes of an input. `stay` says in words why, and leaves the form where it was; a `note` stands above the
 * next question. `act` and `finish` are called in the transaction of the input: `act` does something and goes on, `finish` ends
 * the form.
 */
export type Taken<D> =
  | { data: D; next: string; note?: Text; act?: (guest: Guest) => Promise<void> }
  | { data: D; next: 'stay'; say: Text; note?: undefined }
  | { finish: (guest: Guest) => Promise<Answers> };

/** One question of a form: pure in (state, input), apart from reads it needs to ask well. */
export type Step<D> = {
  /** The question. Back and Cancel are added by the form. */
  ask(guest: Guest, data: D): Promise<View>;
  /** Pure of effects: says what the answer means. */
  take(guest: Guest, data: D, input: FormInput): Promise<Taken<D>>;
  /** The step before this one; none for the first. */
  back?(data: D): string | null;
};

/** A form: a row in the database while somebody fills it in. */
export type Form<D = unknown> = {
  name: string;
  forAnybody: boolean;
  data: z.ZodType<D>;
  /** A talk that may go on for ever ends by Done; a question nobody has to answer by Skip; what asks for an end by Cancel. */
  endsBy?: 'done' | 'skip';
  /** Where a second press of its last button leads; the living card's ticket when it made one, else Home. */
  ledTo?: string;
  steps: Record<string, Step<D>>;
};
