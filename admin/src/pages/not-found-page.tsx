import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { Empty } from '../parts/list.tsx';
import { Page } from '../parts/page.tsx';
import { useWords } from '../words.tsx';

export function NotFoundPage() {
  const { t } = useWords();
  return (
    <Page title={t('page.not-found')}>
      <Empty>
        <Anchor component={Link} to="/">
          {t('page.to-today')}
        </Anchor>
      </Empty>
    </Page>
  );
}
