import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { isObject } from './args.ts';
import type { EnvelopeKind, Sent } from './delivery.ts';
import type { Json } from './model.ts';
import { createEnvelopes } from './socket-envelopes.ts';
import type { World } from './world.ts';

const maxConnections = 10;

type SocketMode = {
  /** The address apps.connections.open gives out; good for one connection within half a minute. */
  newUrl(): string;
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  send(kind: EnvelopeKind, payload: Json): Sent;
  connections(): number;
  /** Asks every connection to reconnect, as Slack does now and then; `cut` drops them without a word. */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled', cut?: boolean): number;
  clear(): void;
  close(): void;
};

/** docs.slack.dev/apis/events-api/using-socket-mode */
export function createSocketMode(world: World): SocketMode {
  const server = new WebSocketServer({ noServer: true, maxPayload: 1 << 20 });
  const live: WebSocket[] = [];
  const tickets = new Map<string, number>();
  let turn = 0;

  const pick = () => {
    const ready = live.filter((one) => one.readyState === one.OPEN);
    turn += 1;
    return ready[turn % ready.length] ?? null;
  };
  const envelopes = createEnvelopes(world, pick);

  const tell = () => world.feed.tell({ type: 'connection', mode: 'socket', connections: live.length, url: null });

  const leave = (socket: WebSocket) => {
    const index = live.indexOf(socket);
    if (index < 0) return;
    live.splice(index, 1);
    envelopes.lost(socket);
    tell();
  };

  const join = (socket: WebSocket) => {
    socket.on('error', () => socket.terminate());
    if (live.length >= maxConnections) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets', debug_info: debugInfo }));
      socket.close(1000);
      return;
    }
    live.push(socket);
    socket.on('close', () => leave(socket));
    socket.on('message', (data) => {
      const ack = parse(String(data));
      if (ack && typeof ack.envelope_id === 'string') envelopes.acked(ack.envelope_id, ack.payload ?? {});
    });
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: live.length,
        debug_info: debugInfo,
        connection_info: { app_id: world.cast.bot.app_id },
      }),
    );
    tell();
    envelopes.flush();
  };

  const pinger = setInterval(() => {
    for (const socket of live)
      if (socket.readyState === socket.OPEN) socket.ping(`Ping from applink at ${world.now()}`);
  }, world.timing.pingMs);
  pinger.unref();

  return {
    newUrl() {
      const ticket = randomBytes(16).toString('hex');
      tickets.set(ticket, world.now());
      return `${world.baseUrl.replace(/^http/, 'ws')}/slack/socket?ticket=${ticket}&app_id=${world.cast.bot.app_id}`;
    },
    upgrade(req, socket, head) {
      const query = new URL(req.url ?? '', 'http://localhost').searchParams;
      const ticket = query.get('ticket') ?? '';
      const issued = tickets.get(ticket);
      tickets.delete(ticket);
      if (issued === undefined || world.now() - issued > 30_000) {
        socket.end('HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
        return;
      }
      server.handleUpgrade(req, socket, head, join);
    },
    send: envelopes.send,
    connections: () => live.length,
    disconnect(reason, cut = false) {
      const all = [...live];
      for (const socket of all) {
        if (cut) socket.terminate();
        else {
          socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: debugInfo }));
          // Slack closes a while after its warning when the client has not.
          setTimeout(() => socket.close(1000), reason === 'link_disabled' ? 0 : 10_000).unref();
        }
        // Nothing new goes to a connection that was told to leave.
        leave(socket);
      }
      return all.length;
    },
    clear: envelopes.clear,
    close() {
      clearInterval(pinger);
      envelopes.clear();
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

const debugInfo = { host: 'applink-playground', build_number: 1, approximate_connection_time: 18_060 };

function parse(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
