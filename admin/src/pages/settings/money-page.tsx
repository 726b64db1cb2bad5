import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api.ts';
import { Waiting } from '../../parts/list.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';
import { CommissionsForm } from './commissions-form.tsx';
import { Payees } from './payees.tsx';
import { type PaymentSettings, PaymentsForm } from './payments-form.tsx';
import { QrForm } from './qr-form.tsx';
import { TermsForm, type TermsSetting } from './terms-form.tsx';

/** By what people are paid, when bills are due and what being late costs, and how money is laid on bills. */
export function MoneyPage() {
  const { t } = useWords();
  const settings = useQuery({ queryKey: ['settings'], queryFn: () => answerOf(api.GET('/api/v1/settings')) });
  const offered = (settings.data?.['payment-ways'] as { offered: string[] } | undefined)?.offered ?? [];
  return (
    <Page title={t('money.title')} back="/settings" width={820}>
      <Payees />
      <Problem error={settings.error} />
      {settings.data ? (
        <>
          <QrForm value={settings.data['bank-qr'] as { kind: string }} />
          <TermsForm value={settings.data['billing-terms'] as TermsSetting} />
          <PaymentsForm value={settings.data.payments as PaymentSettings} />
          {offered.length > 0 ? (
            <CommissionsForm value={settings.data.payments as PaymentSettings} offered={offered} />
          ) : null}
        </>
      ) : (
        <Waiting />
      )}
    </Page>
  );
}
