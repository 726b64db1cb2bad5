import { eventually } from '../support/processes.ts';

/** Something a person does that takes several acts, such as a report from the first tap to its number. */
export type Operation = {
  kind: string;
  /** Does one act, which the playground accepts, and waits for what must come of it however often the product dies meanwhile. */
  step<T>(what: string, act: () => Promise<unknown>, effect: Effect<T>): Promise<T>;
  /** The same for looking around: after a while without an answer the person begins again, and the operation is given up. */
  look<T>(what: string, act: () => Promise<unknown>, effect: Effect<T>): Promise<T>;
};

/** The person begins again: nothing they had said is lost, but they do not stand where they were. */
export class BegunAgain extends Error {}

type Effect<T> = () => Promise<T | null | undefined | false>;
type Waiting = { kind: string; what: string; effect: Effect<unknown> };

/** Who is in the middle of what. */
export type Book = {
  inFlight(): number;
  /** Acts that were accepted and whose effect nobody has seen yet. */
  waiting(): Waiting[];
  finished: Record<string, number>;
  /** How many effects of acts were seen so far. */
  seen(): number;
  /** Goes on doing `once` until told to stop; each time is one operation. */
  keepDoing(kind: string, once: (operation: Operation) => Promise<void>, explain?: () => Promise<string>): void;
  /** Lets everybody finish what they are in the middle of; throws what went wrong. */
  stop(): Promise<void>;
  /** The first thing that went wrong, if anything did. */
  failure(): unknown;
};

/** How long an act may take while the product is killed again and again, in seconds. */
const patience = 200;
/** And how long somebody looks at a screen that does not change. */
const shortPatience = 20;

export function openBook(): Book {
  const open = new Set<Operation>();
  const waiting = new Map<Operation, Waiting>();
  const finished: Record<string, number> = {};
  const loops: Promise<void>[] = [];
  let isStopped = false;
  let effects = 0;
  let failure: unknown;

  function begin(kind: string): Operation {
    async function wait<T>(what: string, act: () => Promise<unknown>, effect: Effect<T>, seconds: number): Promise<T> {
      open.add(operation);
      await act();
      waiting.set(operation, { kind, what, effect });
      const seen = await eventually(`${kind}: ${what}`, effect, { seconds, everyMs: 120 });
      waiting.delete(operation);
      effects += 1;
      return seen;
    }
    const operation: Operation = {
      kind,
      step: (what, act, effect) => wait(what, act, effect, patience),
      look: (what, act, effect) =>
        wait(what, act, effect, shortPatience).catch((error: unknown) => {
          throw new BegunAgain(what, { cause: error });
        }),
    };
    return operation;
  }

  return {
    finished,
    seen: () => effects,
    inFlight: () => open.size,
    waiting: () => [...waiting.values()],
    failure: () => failure,
    keepDoing(kind, once, explain) {
      const loop = async () => {
        while (!isStopped && !failure) {
          const operation = begin(kind);
          try {
            await once(operation);
            // One who had nothing to do has done nothing.
            if (open.has(operation)) finished[kind] = (finished[kind] ?? 0) + 1;
          } catch (error) {
            if (error instanceof BegunAgain) {
              finished[`${kind}, begun again`] = (finished[`${kind}, begun again`] ?? 0) + 1;
              continue;
            }
            failure ??= explain ? new Error(`${String(error)}\n${await explain()}`, { cause: error }) : error;
          } finally {
            open.delete(operation);
            waiting.delete(operation);
          }
        }
      };
      loops.push(loop());
    },
    async stop() {
      isStopped = true;
      await Promise.all(loops);
      if (failure) throw failure;
    },
  };
}
