import { ActError } from '../errors.ts';
import type { Json } from '../model.ts';
import type { Wiring } from '../wiring.ts';
import type { World } from '../world.ts';
import { click } from './click.ts';
import { reactTo, say, uploadForForm } from './say.ts';
import { close, submit } from './submit.ts';

/** One action of the control. Refuses with ActError what cannot be done. */
export async function performAct(world: World, wiring: Wiring, action: Json): Promise<Json> {
  switch (action.do) {
    case 'click':
      return click(world, action);
    case 'submit':
      return submit(world, action);
    case 'close':
      return close(world, action);
    case 'message':
      return say(world, action);
    case 'upload':
      return uploadForForm(world, action);
    case 'react':
      return reactTo(world, action);
    case 'disconnect':
      return { connections: wiring.disconnect(action) };
    case 'connect-http':
      await wiring.connectHttp(action);
      return {};
    case 'connect-socket':
      wiring.connectSocket();
      return {};
    default:
      throw new ActError(`slack cannot do ${String(action.do)}`);
  }
}
