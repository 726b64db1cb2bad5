import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatMoney, majorText } from '#locales/format.ts';
import { typedSum } from '#locales/typed-sum.ts';
import { answerOf, api, pressKey } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useWords } from '../../words.tsx';
import type { Payment } from './payment.ts';

/** Gives back all that is left of a payment, or a part; pressed twice, it is one refund. */
export function RefundForm({ payment, left, onClose }: { payment: Payment; left: bigint; onClose: () => void }) {
  const { t, locale } = useWords();
  const [key] = useState(pressKey);
  const [sum, setSum] = useState(majorText(left, payment.currency));
  const [reason, setReason] = useState('');
  const minor = typedSum(sum, payment.currency);
  const isFit = minor !== null && minor <= left && reason.trim().length >= 3;
  const refund = useDeed(
    () =>
      answerOf(
        api.POST('/api/v1/payments/{id}/refunds', {
          params: { path: { id: payment.id }, header: { 'Idempotency-Key': key } },
          body: { amountMinor: String(minor), reason: reason.trim() },
        }),
      ),
    { refresh: ['payments'], said: t('payments.refund-begun'), after: onClose },
  );
  const most = formatMoney(locale, left, payment.currency);
  return (
    <Dialog onClose={onClose} title={t('payments.refund-title')}>
      <Stack gap="sm">
        {payment.provider === 'telegram' ? <Text size="sm">{t('payments.refund-telegram')}</Text> : null}
        <TextInput
          label={t('payments.refund-sum')}
          description={t('payments.refund-most', { sum: most })}
          value={sum}
          onChange={(event) => setSum(event.currentTarget.value)}
          inputMode="decimal"
        />
        <TextInput
          label={t('payments.refund-reason')}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button disabled={!isFit} loading={refund.isPending} onClick={() => refund.run(undefined)}>
            {t('payments.give-back')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
