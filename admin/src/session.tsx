import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { answerOf, api, type Shapes } from './api.ts';
import { useWords } from './words.tsx';

export type Session = Shapes['Session'];
export type Me = NonNullable<Session['me']>;
export type Role = Me['roles'][number];

/** Who is signed in, and whose house this is. */
export function useSessionQuery() {
  const query = useQuery({ queryKey: ['session'], queryFn: () => answerOf(api.GET('/api/v1/session')) });
  const { setLocale, setTimeZone } = useWords();
  const locale = query.data?.me?.locale;
  const timeZone = query.data?.company?.timeZone;
  const brand = query.data?.brand;
  useEffect(() => {
    if (locale) setLocale(locale);
  }, [locale, setLocale]);
  useEffect(() => {
    if (timeZone) setTimeZone(timeZone);
  }, [timeZone, setTimeZone]);
  useEffect(() => {
    if (brand) document.title = brand;
  }, [brand]);
  return query;
}

type Known = { brand: string; me: Me; company: NonNullable<Session['company']>; quietHours: Session['quietHours'] };
const SessionContext = createContext<Known | null>(null);

export function SessionProvider({ session, children }: { session: Known; children: ReactNode }) {
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}

/** The session inside the signed-in pages. */
export function useSession(): Known {
  const session = useContext(SessionContext);
  if (!session) throw new Error('nobody is signed in here');
  return session;
}

/** Whether I hold one of these roles. The API decides; this only spares people buttons that would be refused. */
export function useMay(...roles: Role[]): boolean {
  const { me } = useSession();
  return roles.some((role) => me.roles.includes(role));
}
