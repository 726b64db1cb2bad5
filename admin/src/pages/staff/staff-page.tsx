import { Badge, Button, Menu, Paper, Switch, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Shapes, send } from '../../api.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { useDeed } from '../../parts/deed.ts';
import { Icon } from '../../parts/icons.tsx';
import { Waiting } from '../../parts/list.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useTradeName } from '../../parts/trades.ts';
import { useMay } from '../../session.tsx';
import { localeNames, useWords } from '../../words.tsx';
import { useDutyLink } from './duty-link.ts';
import { LinkModal } from './link-modal.tsx';
import { StaffForm } from './staff-form.tsx';
import { StaffRequests } from './staff-requests.tsx';

type Colleague = Shapes['Colleague'];
type Doing =
  | { what: 'add' }
  | { what: 'edit' | 'deactivate'; colleague: Colleague }
  | { what: 'link' | 'duty'; link: string };

export function StaffPage() {
  const { t } = useWords();
  const isManager = useMay('manager');
  const [withFormer, setWithFormer] = useState(false);
  const [doing, setDoing] = useState<Doing | null>(null);
  const stop = () => setDoing(null);
  const { data: staff, error } = useQuery({ queryKey: ['staff'], queryFn: () => answerOf(api.GET('/api/v1/staff')) });
  const shown = staff?.filter(({ isActive }) => isActive || withFormer);
  return (
    <Page
      title={t('staff.title')}
      about={t('staff.about')}
      actions={
        isManager ? (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setDoing({ what: 'add' })}>
            {t('staff.add')}
          </Button>
        ) : null
      }
    >
      {isManager ? <StaffRequests staff={staff ?? []} /> : null}
      <Switch
        label={t('staff.with-former')}
        checked={withFormer}
        onChange={(event) => setWithFormer(event.currentTarget.checked)}
      />
      {error ? <Problem error={error} /> : null}
      {shown ? (
        <Paper style={{ overflow: 'hidden' }}>
          <Table.ScrollContainer minWidth={300}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('staff.name')}</Table.Th>
                  <Table.Th visibleFrom="sm">{t('staff.roles')}</Table.Th>
                  <Table.Th visibleFrom="sm">{t('staff.slack')}</Table.Th>
                  <Table.Th visibleFrom="sm">{t('staff.access')}</Table.Th>
                  <Table.Th />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {shown.map((colleague) => (
                  <Row key={colleague.id} colleague={colleague} isManager={isManager} onDo={setDoing} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      ) : (
        <Waiting />
      )}
      {doing?.what === 'add' || doing?.what === 'edit' ? (
        <StaffForm
          colleague={doing.what === 'edit' ? doing.colleague : undefined}
          onClose={stop}
          onLink={(link) => setDoing({ what: 'link', link })}
        />
      ) : null}
      {doing?.what === 'link' || doing?.what === 'duty' ? (
        <LinkModal link={doing.link} about={t(`staff.${doing.what}-about`)} onClose={stop} />
      ) : null}
      {doing?.what === 'deactivate' ? <Deactivate colleague={doing.colleague} onClose={stop} /> : null}
    </Page>
  );
}

type RowProps = { colleague: Colleague; isManager: boolean; onDo: (doing: Doing) => void };

function Row({ colleague, isManager, onDo }: RowProps) {
  const { t } = useWords();
  const tradeOf = useTradeName();
  const { id, name, email, trade, roles, slackUserId, isActive, isOnShift, canSignIn, hasPhoto, locale } = colleague;
  const photo = usePhoto(id);
  const duty = useDutyLink(id, (link) => onDo({ what: 'duty', link }));
  const shift = useDeed(
    () => api.PATCH('/api/v1/staff/{id}', { params: { path: { id } }, body: { isOnShift: !isOnShift } }),
    { refresh: ['staff'], said: t('settings.saved') },
  );
  const newLink = useDeed(() => answerOf(api.POST('/api/v1/staff/{id}/invite', { params: { path: { id } } })), {
    refresh: ['staff'],
    after: ({ link }) => onDo({ what: 'link', link }),
  });
  const access = !isActive ? 'closed' : canSignIn ? 'open' : 'invited';
  return (
    <Table.Tr opacity={isActive ? 1 : 0.6}>
      <Table.Td>
        <Text fw={500} size="sm">
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {email}
        </Text>
        <Text size="xs" c="dimmed" hiddenFrom="sm">
          {[...roles.map((role) => t(`roles.${role}`)), tradeOf(trade), t(`staff.access-is.${access}`)]
            .filter(Boolean)
            .join(', ')}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Text size="sm">{roles.map((role) => t(`roles.${role}`)).join(', ')}</Text>
        <Text size="xs" c="dimmed">
          {[
            tradeOf(trade),
            localeNames[locale],
            isOnShift && isActive ? t('staff.on-shift') : null,
            hasPhoto ? t('staff.has-photo') : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">{slackUserId ?? '—'}</Table.Td>
      <Table.Td visibleFrom="sm">
        <Badge variant="light" color={access === 'open' ? 'pine' : 'gray'} size="sm">
          {t(`staff.access-is.${access}`)}
        </Badge>
      </Table.Td>
      <Table.Td ta="right">
        {isManager && isActive ? (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button size="compact-sm" variant="default" aria-label={t('staff.more-about', { name })}>
                {t('staff.more')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => onDo({ what: 'edit', colleague })}>{t('staff.edit')}</Menu.Item>
              <Menu.Item onClick={() => shift.run(undefined)}>
                {t(isOnShift ? 'staff.end-shift' : 'staff.begin-shift')}
              </Menu.Item>
              <Menu.Item onClick={photo.choose}>{t('staff.photo')}</Menu.Item>
              {hasPhoto ? <Menu.Item onClick={photo.remove}>{t('staff.photo-gone')}</Menu.Item> : null}
              <Menu.Item onClick={() => newLink.run(undefined)}>{t('staff.new-link')}</Menu.Item>
              {roles.includes('emergency') ? (
                <>
                  <Menu.Item onClick={duty.make}>{t('staff.duty-link')}</Menu.Item>
                  <Menu.Item onClick={duty.unlink}>{t('staff.duty-unlink')}</Menu.Item>
                </>
              ) : null}
              <Menu.Item color="red" onClick={() => onDo({ what: 'deactivate', colleague })}>
                {t('staff.deactivate')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        ) : null}
      </Table.Td>
    </Table.Tr>
  );
}

/** Residents see it before a visit. */
function usePhoto(id: string) {
  const { t } = useWords();
  const more = { refresh: ['staff'], said: t('settings.saved') };
  const upload = useDeed(
    (file: File) =>
      send<null>(`/api/v1/staff/${id}/photo`, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream' },
        body: file,
      }),
    more,
  );
  const remove = useDeed(() => api.DELETE('/api/v1/staff/{id}/photo', { params: { path: { id } } }), more);
  return {
    choose() {
      const input = document.createElement('input');
      Object.assign(input, { type: 'file', accept: 'image/jpeg,image/png,image/webp' });
      input.addEventListener('change', () => {
        const file = input.files?.[0];
        if (file) upload.run(file);
      });
      input.click();
    },
    remove: () => remove.run(undefined),
  };
}

function Deactivate({ colleague, onClose }: { colleague: Colleague; onClose: () => void }) {
  const { t } = useWords();
  const deactivate = useDeed(
    () => api.POST('/api/v1/staff/{id}/deactivate', { params: { path: { id: colleague.id } } }),
    { refresh: ['staff'], said: t('staff.deactivated'), after: onClose },
  );
  return (
    <Confirm
      title={t('staff.deactivate-title', { name: colleague.name })}
      deed={t('staff.deactivate')}
      isHarmful
      isPending={deactivate.isPending}
      onDeed={() => deactivate.run(undefined)}
      onClose={onClose}
    >
      {t('staff.deactivate-about')}
    </Confirm>
  );
}
