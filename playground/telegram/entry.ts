import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../wire/body.ts';
import type { Fault, Faults } from '../wire/faults.ts';
import type { Journal } from '../wire/journal.ts';
import { namesOf, refusal, send, takeFault, throwFault } from './answer.ts';
import type { Call, Method } from './call.ts';
import { checkParams, methods } from './check.ts';
import { notFound, tooLarge, unauthorized } from './errors.ts';
import { downloadFile, maxUpload } from './files.ts';
import type { World } from './world.ts';

type Answer =
  | { ok: true; result: unknown; description?: string }
  | { ok: false; error_code: number; description: string };

export type Entry = {
  handle(req: IncomingMessage, res: ServerResponse, path: string): void;
  /** Runs a method as if it had come over HTTP: how a webhook's answer is performed. */
  perform(method: string, fields: Record<string, unknown>): Promise<void>;
};

/** The door: `/bot<token>/<method>` and `/file/bot<token>/<path>`; JSON, forms and the query string. */
export function createEntry(options: {
  world: World;
  journal: Journal;
  faults: Faults;
  methodOf: (name: string) => Method | undefined;
}): Entry {
  const { world, journal, faults, methodOf } = options;

  async function answerCall(req: IncomingMessage, res: ServerResponse, path: string, query: string): Promise<void> {
    const started = performance.now();
    const at = Date.now();
    const [token, rest] = splitToken(path);
    let name = rest;
    let request: Record<string, unknown> = {};
    const warnings: string[] = [];
    let fault: Fault | null = null;
    let answer: Answer;
    try {
      checkToken(world, token);
      const spec = methods.get(rest.toLowerCase());
      const method = spec && methodOf(spec.name);
      if (!spec || !method) {
        req.resume();
        throw notFound();
      }
      name = spec.name;
      const body = await readBody(req, maxUpload + 1024 * 1024);
      request = query === '' ? body.fields : { ...Object.fromEntries(new URLSearchParams(query)), ...body.fields };
      if (body.files.some((file) => file.bytes.length > maxUpload)) throw tooLarge();
      fault = takeFault(faults, name);
      if (fault?.kind === 'outage') {
        res.destroy();
        return;
      }
      if (fault?.kind === 'slow') await pause(world, fault.delayMs);
      throwFault(fault);
      const call: Call & { words?: string } = {
        params: checkParams(spec, request, warnings),
        files: body.files,
        warnings,
        describe(words) {
          call.words = words;
        },
        onHangUp: (callback) => res.once('close', callback),
      };
      if (body.files.length > 0) request = { ...request, ...namesOf(body.files) };
      const result = await method(world, call);
      answer = call.words === undefined ? { ok: true, result } : { ok: true, result, description: call.words };
    } catch (error) {
      answer = refusal(error);
    }
    const status = answer.ok ? 200 : answer.error_code;
    journal.record({
      at,
      surface: 'telegram',
      direction: 'in',
      method: name,
      request,
      status,
      response: answer,
      ms: performance.now() - started,
      ...(warnings.length > 0 ? { warnings } : {}),
    });
    if (fault?.kind === 'lost-answer') res.destroy();
    else send(res, status, answer);
  }

  async function answerFile(res: ServerResponse, path: string): Promise<void> {
    const [token, filePath] = splitToken(path);
    try {
      checkToken(world, token);
      const found = await downloadFile(world, decodeURIComponent(filePath));
      if (!found) throw notFound();
      res.writeHead(200, { 'content-type': found.file.mime, 'content-length': found.bytes.length }).end(found.bytes);
    } catch (error) {
      const answer = refusal(error);
      send(res, answer.error_code, answer);
    }
  }

  return {
    handle(req, res, path) {
      const mark = path.indexOf('?');
      const [clean, query] = mark < 0 ? [path, ''] : [path.slice(0, mark), path.slice(mark + 1)];
      const work = clean.startsWith('/file/bot')
        ? answerFile(res, clean.slice('/file/bot'.length))
        : clean.startsWith('/bot')
          ? answerCall(req, res, clean.slice('/bot'.length), query)
          : Promise.resolve(send(res, 404, refusal(notFound())));
      work.catch(() => res.destroy());
    },
    async perform(name, fields) {
      const spec = methods.get(name.toLowerCase());
      const method = spec && methodOf(spec.name);
      const warnings: string[] = [];
      const started = performance.now();
      const at = Date.now();
      let answer: Answer;
      try {
        if (!spec || !method) throw notFound();
        const params = checkParams(spec, fields, warnings);
        const call: Call = { params, files: [], warnings, describe: () => undefined, onHangUp: () => undefined };
        answer = { ok: true, result: await method(world, call) };
      } catch (error) {
        answer = refusal(error);
      }
      journal.record({
        at,
        surface: 'telegram',
        direction: 'in',
        method: spec?.name ?? name,
        request: fields,
        status: answer.ok ? 200 : answer.error_code,
        response: answer,
        ms: performance.now() - started,
        warnings: [...warnings, 'came in the answer to a webhook'],
      });
    },
  };
}

function splitToken(path: string): [token: string, rest: string] {
  const slash = path.indexOf('/');
  return slash < 0 ? [path, ''] : [path.slice(0, slash), path.slice(slash + 1).replace(/\/+$/, '')];
}

/** A token of the wrong shape is an unknown address; one of the right shape but not ours is a wrong key. */
function checkToken(world: World, raw: string): void {
  const token = raw.includes('%') ? decodeURIComponent(raw) : raw;
  if (token === world.token) return;
  throw /^\d+:[\w-]+$/.test(token) ? unauthorized() : notFound();
}

const pause = (world: World, ms: number) =>
  new Promise<void>((resolve) => world.clock.wake(world.clock.now() + ms, resolve));
