import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useLocation, useParams } from 'react-router';
import type { Shapes } from '../../api.ts';
import { Icon } from '../../parts/icons.tsx';
import { useSession } from '../../session.tsx';
import { useWords } from '../../words.tsx';
import classes from './invitation-page.module.css';

/** The page to print and hand over. It lives in this tab only: the code is told once. */
export function InvitationPage() {
  const { id = '' } = useParams();
  const state = useLocation().state as { invitation?: Shapes['Invitation'] } | null;
  if (!state?.invitation) return <Navigate to={`/homes/units/${id}`} replace />;
  return <Invitation invitation={state.invitation} back={`/homes/units/${id}`} />;
}

function Invitation({ invitation, back }: { invitation: Shapes['Invitation']; back: string }) {
  const words = useWords();
  const { brand } = useSession();
  const theirs = words.as(invitation.locale);
  const { link, botUsername, company } = invitation;
  const { data: qr } = useQuery({
    queryKey: ['qr', link],
    queryFn: async () => {
      const { toString: draw } = await import('qrcode');
      return draw(link ?? '', { type: 'svg', margin: 0, errorCorrectionLevel: 'M' });
    },
    enabled: link !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div className={classes.desk}>
      <Group className="no-print" justify="space-between" w="100%" maw={640}>
        <Button component={Link} to={back} variant="default">
          {words.t('invitation.back')}
        </Button>
        <Button leftSection={<Icon name="print" />} onClick={() => window.print()}>
          {words.t('invitation.print')}
        </Button>
      </Group>
      <p className={`no-print ${classes.once}`}>{words.t('invitation.once')}</p>
      <main className={classes.sheet} lang={invitation.locale}>
        <header>
          <div className={classes.company}>{company.name}</div>
          <div>
            {invitation.address}, {theirs.t(`unit-types.${invitation.unitType}`, { number: invitation.number })}
          </div>
        </header>
        <h1>{theirs.t('invitation.title', { brand })}</h1>
        {invitation.name ? <p>{theirs.t('invitation.dear', { name: invitation.name })}</p> : null}
        <p>{theirs.t('invitation.about')}</p>
        <div className={classes.ways}>
          {qr && link ? (
            <section>
              <h2>{theirs.t('invitation.scan')}</h2>
              <img
                src={`data:image/svg+xml;utf8,${encodeURIComponent(qr)}`}
                alt={theirs.t('invitation.qr')}
                width={180}
                height={180}
              />
              <div className={classes.link}>{link}</div>
            </section>
          ) : null}
          <section>
            <h2>{theirs.t(qr ? 'invitation.or-type' : 'invitation.type')}</h2>
            <ol>
              <li>
                {botUsername ? theirs.t('invitation.find', { bot: `@${botUsername}` }) : theirs.t('invitation.open')}
              </li>
              <li>{theirs.t('invitation.enter')}</li>
            </ol>
            <div className={classes.code}>{invitation.code}</div>
          </section>
        </div>
        <footer>
          <p>{theirs.t('invitation.expires', { day: theirs.day(invitation.expiresAt) })}</p>
          <p>{theirs.t('invitation.help', { phone: company.officePhone, hours: company.officeHours })}</p>
        </footer>
      </main>
    </div>
  );
}
