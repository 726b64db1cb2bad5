import { Badge, Grid, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answerOf, api, type Shapes } from '../../api.ts';
import { Waiting } from '../../parts/list.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useTradeName } from '../../parts/trades.ts';
import { useWords } from '../../words.tsx';
import { Files } from './files.tsx';
import { Life } from './life.tsx';
import { Promises } from './promises.tsx';
import { StatusBadge, useCategoryName, usePlaceName } from './ticket-words.tsx';

type Ticket = Shapes['Ticket'];

export function TicketPage() {
  const { id = '' } = useParams();
  const { data: ticket, error } = useQuery({
    queryKey: ['ticket', id],
    queryFn: () => answerOf(api.GET('/api/v1/tickets/{id}', { params: { path: { id } } })),
    refetchInterval: 15_000,
  });
  if (error) return <Problem error={error} />;
  return ticket ? <TicketSheet ticket={ticket} /> : <Waiting />;
}

function TicketSheet({ ticket }: { ticket: Ticket }) {
  const { t, moment } = useWords();
  const categoryOf = useCategoryName();
  const placeOf = usePlaceName();
  const tradeOf = useTradeName();
  const problem = ticket.attachments.filter(({ purpose }) => purpose === 'problem');
  const report = ticket.attachments.filter(({ purpose }) => purpose === 'report');
  return (
    <Page
      title={`№ ${ticket.number} · ${categoryOf(ticket)}`}
      about={[placeOf(ticket.address, ticket.unit?.number ?? null), moment(ticket.createdAt)]
        .filter(Boolean)
        .join(' · ')}
      back="/tickets"
      width={960}
      actions={
        <>
          {ticket.urgency === 'emergency' ? <Badge color="red">{t('tickets.emergency')}</Badge> : null}
          <StatusBadge {...ticket} />
        </>
      }
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack>
            <Paper p="md">
              <Text className="keep-lines">{ticket.text || t('tickets.no-words')}</Text>
              <Files files={problem} />
            </Paper>
            <Said name={t('tickets.question')} words={ticket.question} />
            <Said name={t('tickets.hold-reason')} words={ticket.pause === 'on-hold' ? ticket.pauseReason : null} />
            <Said name={t('tickets.rejected-reason')} words={ticket.rejectedReason} />
            {ticket.report || report.length > 0 ? (
              <Paper p="md">
                <Title order={2} mb={4}>
                  {t('tickets.report')}
                </Title>
                <Text className="keep-lines">{ticket.report}</Text>
                <Files files={report} />
              </Paper>
            ) : null}
            <Said
              name={ticket.rating === null ? '' : t('tickets.rating', { rating: ticket.rating })}
              words={ticket.rating === null ? null : (ticket.ratingComment ?? '')}
            />
            <Talk messages={ticket.messages} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Promises clocks={ticket.clocks} />
          <Paper p="md">
            <Text size="sm" c="dimmed">
              {t('tickets.assignee')}
            </Text>
            <Text mb="md">
              {ticket.assignee
                ? [ticket.assignee.name, tradeOf(ticket.assignee.trade)].filter(Boolean).join(', ')
                : t('tickets.nobody')}
            </Text>
            <Visit ticket={ticket} />
            <Life ticket={ticket} />
          </Paper>
        </Grid.Col>
      </Grid>
    </Page>
  );
}

function Said({ name, words }: { name: string; words: string | null }) {
  if (words === null) return null;
  return (
    <Paper p="md">
      <Title order={2} mb={4}>
        {name}
      </Title>
      <Text className="keep-lines">{words}</Text>
    </Paper>
  );
}

function Talk({ messages }: { messages: Ticket['messages'] }) {
  const { t, moment } = useWords();
  if (messages.length === 0) return null;
  return (
    <Paper p="md">
      <Title order={2} mb="xs">
        {t('tickets.talk')}
      </Title>
      <div className="rows">
        {messages.map((message) => (
          <div key={message.id} style={{ padding: '8px 0' }}>
            <Group gap={8}>
              <Text size="sm" fw={500}>
                {message.authorName ?? t(`tickets.by.${message.authorKind}`)}
              </Text>
              <Text size="xs" c="dimmed">
                {moment(message.createdAt)}
              </Text>
              <Badge size="xs" variant="light" color={message.visibility === 'internal' ? 'gray' : 'pine'}>
                {t(`tickets.seen-by.${message.visibility}`)}
              </Badge>
            </Group>
            <Text size="sm" className="keep-lines">
              {message.takenBackAt ? t('tickets.taken-back') : message.text}
            </Text>
            <Files files={message.files} />
          </div>
        ))}
      </div>
    </Paper>
  );
}

/** When somebody comes, and what has become of it. */
function Visit({ ticket: { visit } }: { ticket: Ticket }) {
  const { t, has, moment } = useWords();
  if (!visit) return null;
  const state = `visit-states.${visit.state}`;
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('tickets.visit')}
      </Text>
      <Text mb="md">
        {moment(visit.startsAt)} – {moment(visit.endsAt)} · {visit.staff.name}
        {has(state) ? ` · ${t(state)}` : null}
      </Text>
    </>
  );
}
