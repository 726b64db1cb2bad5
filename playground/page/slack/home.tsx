import { useCallback } from 'react';
import { useLang } from '../words.ts';
import { Blocks } from './blocks.tsx';
import { HostContext } from './host.ts';
import { plainOf } from './plain.ts';
import type { SlackView } from './types.ts';
import { useBlockHost } from './use-host.ts';

const noErrors: Record<string, string> = {};
const atHome = { home: true };

export function Home(props: {
  view: SlackView | undefined;
  loading: boolean;
  user: string;
  say: (words: string) => void;
}) {
  const { t } = useLang();
  const { view } = props;
  const shownValue = useCallback(
    (blockId: string, actionId: string) => plainOf(view?.state.values[blockId]?.[actionId]) ?? undefined,
    [view],
  );
  const { host } = useBlockHost(props.user, atHome, shownValue, noErrors, { failed: props.say, noAck: t.noAck });
  return (
    <div className="sl-home">
      {view ? (
        <HostContext.Provider value={host}>
          <Blocks blocks={view.blocks} />
        </HostContext.Provider>
      ) : (
        <p className="sl-empty">{props.loading ? '' : t.homeEmpty}</p>
      )}
    </div>
  );
}
