import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { text } from './args.ts';
import { ActError } from './errors.ts';
import type { Json } from './model.ts';
import { createSignedHttp } from './signed-http.ts';
import { createSocketMode } from './socket-mode.ts';
import type { World } from './world.ts';

export type Wiring = {
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  connections(): number;
  disconnect(action: Json): number;
  connectHttp(action: Json): Promise<void>;
  connectSocket(): void;
  clear(): void;
  close(): void;
};

/** How payloads reach the app: Socket Mode, or signed HTTP when an address is set. Fills in `world.deliver`. */
export function wire(world: World): Wiring {
  const socket = createSocketMode(world);
  const http = createSignedHttp(world);
  world.newSocketUrl = socket.newUrl;
  world.deliver = (kind, payload) => {
    const url = world.state.eventsUrl;
    return url ? http.send(url, kind, payload) : socket.send(kind, payload);
  };
  const tell = () => {
    const url = world.state.eventsUrl;
    world.feed.tell({ type: 'connection', mode: url ? 'http' : 'socket', connections: socket.connections(), url });
  };
  return {
    upgrade: socket.upgrade,
    connections: socket.connections,
    disconnect(action) {
      const reason = text(action, 'reason') ?? 'refresh_requested';
      if (reason !== 'warning' && reason !== 'refresh_requested' && reason !== 'link_disabled') {
        throw new ActError(`disconnect: no reason ${reason}`);
      }
      return socket.disconnect(reason, action.cut === true);
    },
    async connectHttp(action) {
      const url = text(action, 'url');
      if (!url || !URL.canParse(url)) throw new ActError('connect-http needs a url');
      // An app that is still starting can be told to be trusted: `verify: false`.
      if (action.verify !== false) await http.verify(url);
      world.state.eventsUrl = url;
      world.touch();
      tell();
    },
    connectSocket() {
      world.state.eventsUrl = null;
      world.touch();
      tell();
    },
    clear() {
      socket.clear();
      http.clear();
    },
    close() {
      socket.close();
      http.clear();
    },
  };
}
