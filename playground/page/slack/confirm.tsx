import type { ConfirmationDialog } from '@slack/types';
import { Dialog } from '../menu.tsx';
import { useLang } from '../words.ts';
import { PlainText, Text } from './mrkdwn.tsx';

/** "Are you sure?", in the app's words. */
export function Confirm(props: { confirm: ConfirmationDialog; onAnswer: (yes: boolean) => void }) {
  const { confirm } = props;
  const { t } = useLang();
  return (
    <Dialog label={confirm.title?.text ?? ''} className="sl-confirm" onClose={() => props.onAnswer(false)}>
      <h2>
        <PlainText text={confirm.title?.text ?? ''} />
      </h2>
      <div>
        <Text text={confirm.text} />
      </div>
      <div className="form-buttons">
        <button type="button" className="sl-button" onClick={() => props.onAnswer(false)}>
          {confirm.deny?.text ?? t.cancel}
        </button>
        <button
          type="button"
          className={`sl-button ${confirm.style ?? 'primary'}`}
          onClick={() => props.onAnswer(true)}
        >
          {confirm.confirm?.text ?? 'OK'}
        </button>
      </div>
    </Dialog>
  );
}
