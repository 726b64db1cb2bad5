import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answerOf, api } from '../../api.ts';
import { Waiting } from '../../parts/list.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';
import { Channels } from './channels.tsx';
import { CompanyForm } from './company-form.tsx';
import { EmergencyNumbers } from './emergency-numbers.tsx';
import type { EmergencyNumber } from './emergency-words.ts';
import { QuietHours } from './quiet-hours.tsx';
import { SlackChoices } from './slack-choices.tsx';

export function SettingsPage() {
  const { t } = useWords();
  const company = useQuery({ queryKey: ['company'], queryFn: () => answerOf(api.GET('/api/v1/company')) });
  const settings = useQuery({ queryKey: ['settings'], queryFn: () => answerOf(api.GET('/api/v1/settings')) });
  const error = company.error ?? settings.error;
  return (
    <Page title={t('settings.title')} width={820}>
      {error ? <Problem error={error} /> : null}
      {company.data && settings.data ? (
        <>
          <CompanyForm company={company.data} />
          <QuietHours value={settings.data['quiet-hours'] as { from: string; until: string }} />
          <EmergencyNumbers value={settings.data['emergency-numbers'] as EmergencyNumber[]} />
          <Group>
            <Button component={Link} to="/settings/money" variant="default">
              {t('money.title')}
            </Button>
            <Button component={Link} to="/settings/categories" variant="default">
              {t('categories.title')}
            </Button>
            <Button component={Link} to="/settings/replies" variant="default">
              {t('canned.title')}
            </Button>
          </Group>
          <SlackChoices
            privacy={settings.data['slack-privacy'] as { phones: 'never' | 'on-demand'; texts: boolean }}
            digest={settings.data.digest as { isOn: boolean; at: string }}
          />
          <Channels />
        </>
      ) : (
        <Waiting />
      )}
    </Page>
  );
}
