import { exportRoutes } from '#api/billing/exports/routes.ts';
import { unmatchedRoutes } from '#api/billing/matching/routes.ts';
import { paperRoutes } from '#api/billing/papers/routes.ts';
import { payeeRoutes } from '#api/billing/payees/routes.ts';
import { paymentRoutes } from '#api/billing/payments/routes.ts';
import { muteRoutes } from '#api/billing/reminders/routes.ts';
import { buildingRoutes } from '#api/buildings/routes.ts';
import { companyRoutes } from '#api/company/routes.ts';
import { attachmentRoutes } from '#api/conversations/routes.ts';
import { disputeRoutes } from '#api/flows/dispute-routes.ts';
import { flatFileRoutes } from '#api/flows/routes.ts';
import { importRoutes } from '#api/imports/routes.ts';
import { newsRoutes } from '#api/news/routes.ts';
import { outageRoutes } from '#api/outages/routes.ts';
import { residentRoutes } from '#api/residents/routes.ts';
import { staffRoutes } from '#api/staff/routes.ts';
import { classifierRoutes } from '#api/tickets/classifier-routes.ts';
import { figureRoutes } from '#api/tickets/figures/routes.ts';
import { ticketRoutes } from '#api/tickets/routes.ts';
import { slaRoutes } from '#api/tickets/sla/routes.ts';
import type { Auth } from './auth.ts';
import type { Endpoint } from './endpoint.ts';
import { sessionRoutes } from './session-routes.ts';
import { todayRoutes } from './today-routes.ts';

export type EndpointsOptions = {
  auth: Pick<Auth, 'baseUrl' | 'signIn'>;
  brand: string;
  /** The bot's name for deep links; null while it is not known. */
  botUsername: () => string | null;
};

/** Everything the API does, in the order of its page. */
export function allEndpoints({ auth, brand, botUsername }: EndpointsOptions): Endpoint[] {
  return [
    ...sessionRoutes(brand),
    ...todayRoutes,
    ...newsRoutes,
    ...buildingRoutes,
    ...flatFileRoutes,
    ...residentRoutes({ botUsername }),
    ...ticketRoutes,
    ...slaRoutes,
    ...figureRoutes,
    ...classifierRoutes,
    ...outageRoutes,
    ...attachmentRoutes,
    ...staffRoutes(auth),
    ...companyRoutes,
    ...payeeRoutes,
    ...paperRoutes,
    ...paymentRoutes,
    ...exportRoutes,
    ...disputeRoutes,
    ...muteRoutes,
    ...unmatchedRoutes,
    ...importRoutes,
  ];
}
