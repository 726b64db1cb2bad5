import { AppShell, Burger, Group, NavLink, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReactNode, useEffect } from 'react';
import { Link, useLocation } from 'react-router';
import icon from '../icon.svg';
import { Icon, type IconName } from '../parts/icons.tsx';
import { type Role, useSession } from '../session.tsx';
import { useWords } from '../words.tsx';
import { MeMenu } from './me-menu.tsx';
import classes from './shell.module.css';

type Place = { to: string; word: IconName; roles?: Role[] };

const places: Place[] = [
  { to: '/', word: 'today' },
  { to: '/news', word: 'news' },
  { to: '/tickets', word: 'tickets' },
  { to: '/figures', word: 'figures' },
  { to: '/homes', word: 'homes' },
  { to: '/homes/residents', word: 'residents', roles: ['manager', 'dispatcher', 'accountant'] },
  { to: '/payments', word: 'payments', roles: ['manager', 'accountant'] },
  { to: '/debts', word: 'debts', roles: ['manager', 'accountant'] },
  { to: '/staff', word: 'staff' },
  { to: '/import', word: 'import', roles: ['manager'] },
  { to: '/promises', word: 'promises', roles: ['manager'] },
  { to: '/settings', word: 'settings', roles: ['manager'] },
];

/** The frame of the signed-in pages: where one can go, and who one is. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const { me, company, brand } = useSession();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes whenever the place changes
  useEffect(close, [pathname]);
  const seen = places.filter(({ roles }) => !roles || roles.some((role) => me.roles.includes(role)));
  return (
    <AppShell
      header={{ height: { base: 52, sm: 0 } }}
      navbar={{ width: 224, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'md', sm: 'lg' }}
    >
      <a href="#content" className={classes.skip}>
        {t('nav.skip')}
      </a>
      <AppShell.Header hiddenFrom="sm">
        <Group h="100%" px="md" gap="sm">
          <Burger opened={isOpen} onClick={toggle} size="sm" aria-label={t('nav.menu')} />
          <Brand name={brand} company={company.name} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm">
        <Link to="/" className={`plain ${classes.brand}`}>
          <Brand name={brand} company={company.name} />
        </Link>
        <Stack gap={2} component="nav" aria-label={t('nav.menu')} flex={1} mt="sm">
          {seen.map(({ to, word }) => (
            <NavLink
              key={to}
              component={Link}
              to={to}
              active={isHere(to, pathname)}
              aria-current={isHere(to, pathname) ? 'page' : undefined}
              label={t(`nav.${word}`)}
              leftSection={<Icon name={word} />}
              className={classes.place}
            />
          ))}
        </Stack>
        <MeMenu />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
        {children}
      </AppShell.Main>
    </AppShell>
  );
}

function Brand({ name, company }: { name: string; company: string }) {
  return (
    <Group gap={10} wrap="nowrap" miw={0}>
      <img src={icon} alt="" width={30} height={30} />
      <div className={classes.names}>
        <Text fw={650} lh={1.15} truncate>
          {name}
        </Text>
        <Text size="xs" c="dimmed" lh={1.25} truncate title={company}>
          {company}
        </Text>
      </div>
    </Group>
  );
}

/** The longest place that the address begins with. */
function isHere(to: string, pathname: string): boolean {
  const matches = places.filter((place) => pathname === place.to || pathname.startsWith(`${place.to}/`));
  return matches.sort((a, b) => b.to.length - a.to.length)[0]?.to === to || (to === '/' && pathname === '/');
}
