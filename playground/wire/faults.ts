export type Surface = 'telegram' | 'slack';

/**
 * What to break: `429` asks to wait, `500` is an internal error, `error` is the given description, `outage` cuts the
 * connection unanswered, `slow` answers late, `lost-answer` does the work and cuts the connection before answering.
 */
export const faultKinds = ['429', '500', 'error', 'outage', 'slow', 'lost-answer'] as const;
type FaultKind = (typeof faultKinds)[number];

export type Fault = {
  id: number;
  surface: Surface;
  /** A method's name, or `*` for any. */
  method: string;
  kind: FaultKind;
  /** How many calls it still hits; -1 until cleared. */
  times: number;
  /** Seconds, for `429`. */
  retryAfter: number;
  /** Milliseconds, for `slow`. */
  delayMs: number;
  description: string | null;
};

export type FaultInput = Partial<Omit<Fault, 'id'>> & { surface: Surface; kind: FaultKind };

export type Faults = {
  arm(fault: FaultInput): Fault;
  /**
   * The fault this call must suffer, counted as used, or null. Method names compare without case;
   * `fits` lets the caller pass over some.
   */
  take(surface: Surface, method: string, fits?: (fault: Fault) => boolean): Fault | null;
  list(): Fault[];
  clear(): void;
};

export function createFaults(): Faults {
  let armed: Fault[] = [];
  let id = 0;
  return {
    arm(input) {
      const fault: Fault = {
        id: ++id,
        surface: input.surface,
        method: input.method ?? '*',
        kind: input.kind,
        times: input.times ?? 1,
        retryAfter: input.retryAfter ?? 1,
        delayMs: input.delayMs ?? 1000,
        description: input.description ?? null,
      };
      armed.push(fault);
      return fault;
    },
    take(surface, method, fits = () => true) {
      if (armed.length === 0) return null;
      const name = method.toLowerCase();
      const fault = armed.find(
        (f) => f.surface === surface && (f.method === '*' || f.method.toLowerCase() === name) && fits(f),
      );
      if (!fault) return null;
      if (fault.times > 0) {
        fault.times -= 1;
        if (fault.times === 0) armed = armed.filter((f) => f !== fault);
      }
      return fault;
    },
    list: () => armed.map((fault) => ({ ...fault })),
    clear() {
      armed = [];
    },
  };
}
