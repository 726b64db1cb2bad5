import { ActError } from '../errors.ts';
import type { Json } from '../model.ts';
import type { Wiring } from '../wiring.ts';
import type { World } from '../world.ts';
import { click } from './click.ts';
import { command, messageShortcut, openHome, shortcut } from './invoke.ts';
import { deleteOwn, editOwn, reactTo, say, uploadForForm } from './say.ts';
import { changeUser, joinChannel, joinTeam, quitChannel } from './staff.ts';
import { close, submit } from './submit.ts';

type Deed = (world: World, action: Json) => Json | Promise<Json>;

const deeds: Record<string, Deed | undefined> = Object.assign(Object.create(null), {
  click,
  submit,
  close,
  command,
  shortcut,
  'message-shortcut': messageShortcut,
  message: say,
  edit: editOwn,
  delete: deleteOwn,
  upload: uploadForForm,
  react: reactTo,
  'open-home': openHome,
  'join-channel': joinChannel,
  'leave-channel': quitChannel,
  'join-team': joinTeam,
  'change-user': changeUser,
} satisfies Record<string, Deed>);

/** One action of the control. Refuses with ActError what cannot be done. */
export async function performAct(world: World, wiring: Wiring, action: Json): Promise<Json> {
  switch (action.do) {
    case 'disconnect':
      return { connections: wiring.disconnect(action) };
    case 'connect-http':
      await wiring.connectHttp(action);
      return {};
    case 'connect-socket':
      wiring.connectSocket();
      return {};
    default: {
      const deed = deeds[String(action.do)];
      if (!deed) throw new ActError(`slack cannot do ${String(action.do)}`);
      return deed(world, action);
    }
  }
}
