import { Center, Loader } from '@mantine/core';
import { createBrowserRouter, Outlet, RouterProvider } from 'react-router';
import { CannedReplies } from './pages/classifier/canned-page.tsx';
import { CategoriesPage } from './pages/classifier/categories-page.tsx';
import { DebtsPage } from './pages/debts/debts-page.tsx';
import { FiguresPage } from './pages/figures/figures-page.tsx';
import { HomesPage } from './pages/homes/homes-page.tsx';
import { InvitationPage } from './pages/homes/invitation-page.tsx';
import { JoinRequestsPage } from './pages/homes/join-requests-page.tsx';
import { ResidentsPage } from './pages/homes/residents-page.tsx';
import { UnitPage } from './pages/homes/unit-page.tsx';
import { ImportPage } from './pages/imports/import-page.tsx';
import { EditNewsPage, NewNewsPage } from './pages/news/editor-page.tsx';
import { NewsPage } from './pages/news/news-page.tsx';
import { PostPage } from './pages/news/post-page.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { PaymentsPage } from './pages/payments/payments-page.tsx';
import { PromisesPage } from './pages/promises/promises-page.tsx';
import { MoneyPage } from './pages/settings/money-page.tsx';
import { SettingsPage } from './pages/settings/settings-page.tsx';
import { SetupPage } from './pages/setup-page.tsx';
import { SignInPage } from './pages/sign-in-page.tsx';
import { StaffPage } from './pages/staff/staff-page.tsx';
import { TicketPage } from './pages/tickets/ticket-page.tsx';
import { TicketsPage } from './pages/tickets/tickets-page.tsx';
import { TodayPage } from './pages/today/today-page.tsx';
import { WelcomePage } from './pages/welcome-page.tsx';
import { Problem } from './parts/problem.tsx';
import { SessionProvider, useSessionQuery } from './session.tsx';
import { Shell } from './shell/shell.tsx';

const router = createBrowserRouter(
  [
    { path: '/welcome', element: <WelcomePage /> },
    {
      element: <Gate />,
      errorElement: <NotFoundPage />,
      children: [
        { path: '/homes/units/:id/invitation', element: <InvitationPage /> },
        {
          element: (
            <Shell>
              <Outlet />
            </Shell>
          ),
          children: [
            { path: '/', element: <TodayPage /> },
            { path: '/news', element: <NewsPage /> },
            { path: '/news/new', element: <NewNewsPage /> },
            { path: '/news/:id', element: <PostPage /> },
            { path: '/news/:id/edit', element: <EditNewsPage /> },
            { path: '/homes', element: <HomesPage /> },
            { path: '/homes/residents', element: <ResidentsPage /> },
            { path: '/homes/requests', element: <JoinRequestsPage /> },
            { path: '/homes/units/:id', element: <UnitPage /> },
            { path: '/import', element: <ImportPage /> },
            { path: '/tickets', element: <TicketsPage /> },
            { path: '/tickets/:id', element: <TicketPage /> },
            { path: '/payments', element: <PaymentsPage /> },
            { path: '/debts', element: <DebtsPage /> },
            { path: '/figures', element: <FiguresPage /> },
            { path: '/promises', element: <PromisesPage /> },
            { path: '/staff', element: <StaffPage /> },
            { path: '/settings', element: <SettingsPage /> },
            { path: '/settings/money', element: <MoneyPage /> },
            { path: '/settings/categories', element: <CategoriesPage /> },
            { path: '/settings/replies', element: <CannedReplies /> },
            { path: '*', element: <NotFoundPage /> },
          ],
        },
      ],
    },
  ],
  { basename: '/admin' },
);

export function App() {
  return <RouterProvider router={router} />;
}

/** Whoever is not signed in signs in here and stays at the address they came for. */
function Gate() {
  const { data: session, error } = useSessionQuery();
  if (error) return <Problem error={error} />;
  if (!session) {
    return (
      <Center h="100vh">
        <Loader type="dots" />
      </Center>
    );
  }
  const { me, company } = session;
  if (!me) return <SignInPage session={session} />;
  if (!company) return <SetupPage me={me} brand={session.brand} />;
  return (
    <SessionProvider session={{ ...session, me, company }}>
      <Outlet />
    </SessionProvider>
  );
}
