import { Button, Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { Waiting } from '../../parts/list.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';
import type { Book } from './book.ts';
import { Calendars } from './calendars.tsx';
import { Ladders } from './ladders.tsx';
import { Policies } from './policies.tsx';
import { RehearsalOf } from './rehearsal.tsx';

const presets = ['ru', 'default'] as const;

/** What is promised: policies, calendars and the ladder as plain tables. Saving makes a new version. */
export function PromisesPage() {
  const { t, moment } = useWords();
  const saved = useQuery({ queryKey: ['sla-book'], queryFn: () => answerOf(api.GET('/api/v1/sla/book')) });
  const about = (book: NonNullable<typeof saved.data>) => {
    const words = { version: book.version, at: moment(book.savedAt), by: book.savedBy };
    return t(book.savedBy ? 'promises.version-by' : 'promises.version', words);
  };
  return (
    <Page title={t('promises.title')} about={saved.data && about(saved.data)} width={1320}>
      {saved.error ? <Problem error={saved.error} /> : null}
      {saved.data ? <Editor key={saved.data.version} saved={saved.data} /> : <Waiting />}
    </Page>
  );
}

function Editor({ saved }: { saved: { version: number; document: Book } }) {
  const { t, locale } = useWords();
  const [book, setBook] = useState<Book>(saved.document);
  /** Another book on the page, not another value in it: fields that are being typed begin anew. */
  const [page, setPage] = useState(0);
  const categories = useQuery({ queryKey: ['categories'], queryFn: () => answerOf(api.GET('/api/v1/categories')) });
  const save = useDeed(() => api.PUT('/api/v1/sla/book', { body: { version: saved.version, document: book } }), {
    refresh: ['sla-book'],
    said: t('promises.saved'),
    isSaidInPlace: true,
  });
  const take = useDeed(
    (name: (typeof presets)[number]) => answerOf(api.GET('/api/v1/sla/presets/{name}', { params: { path: { name } } })),
    {
      after: (preset) => {
        setBook(preset);
        setPage(page + 1);
      },
    },
  );
  const isChanged = JSON.stringify(book) !== JSON.stringify(saved.document);
  const named = (categories.data ?? []).map(({ code, names }) => ({ value: code, label: names[locale] }));
  return (
    <>
      <Policies
        key={`p${page}`}
        book={book}
        categories={named}
        onChange={(policies) => setBook({ ...book, policies })}
      />
      <Calendars key={`c${page}`} book={book} onChange={(calendars) => setBook({ ...book, calendars })} />
      <Ladders key={`l${page}`} book={book} onChange={setBook} />
      <Problem error={save.error} />
      <Group>
        <Button loading={save.isPending} disabled={!isChanged} onClick={() => save.run(undefined)}>
          {t('promises.save')}
        </Button>
        <Select
          aria-label={t('promises.preset')}
          placeholder={t('promises.preset')}
          value={null}
          data={presets.map((value) => ({ value, label: t(`promises.presets.${value}`) }))}
          onChange={(value) => {
            const name = presets.find((one) => one === value);
            if (name) take.run(name);
          }}
        />
      </Group>
      <RehearsalOf book={book} />
    </>
  );
}
