import { Text } from '@mantine/core';
import { type Locale, localeNames, useWords } from '../../words.tsx';
import classes from './bubble.module.css';
import { type Texts, wordsFor } from './post-words.ts';

type BubbleProps = { texts: Texts; locale: Locale; urgency: 'common' | 'emergency'; at: string };

/** How a post arrives in the chat of a reader of one language. */
export function Bubble({ texts, locale, urgency, at }: BubbleProps) {
  const words = useWords();
  const { t } = words;
  const theirs = words.as(locale);
  const post = wordsFor(texts, locale);
  return (
    <section aria-label={t('news.preview-in', { language: localeNames[locale] })}>
      <Text size="xs" c="dimmed" mb={4}>
        {localeNames[locale]}
        {post?.isFallback ? ` · ${t('news.fallback')}` : ''}
      </Text>
      <div className={classes.chat}>
        <div className={classes.bubble} lang={locale}>
          {post ? (
            <>
              <div className={classes.title}>
                {urgency === 'emergency' ? `${theirs.t('news.important')}. ` : ''}
                <b>{post.title}</b>
              </div>
              <div className={classes.when}>{theirs.moment(at)}</div>
              <div className="keep-lines">{post.body}</div>
            </>
          ) : (
            <span className={classes.when}>{t('news.nothing-yet')}</span>
          )}
        </div>
      </div>
    </section>
  );
}
