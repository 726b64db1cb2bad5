import { z } from 'zod';
import { locales } from '#locales/translate.ts';
import { idParam, route } from '../route.ts';

export const settingsRoute = route('set', {});
export const languageRoute = route('lang', { l: z.enum(locales) });
export const leaveAskRoute = route('leave', {});
export const leaveRoute = route('leave-yes', { id: idParam });
export const peopleRoute = route('people', {});
export const cutAskRoute = route('cut', { id: idParam });
export const cutRoute = route('cut-yes', { id: idParam });
export const allowBillsRoute = route('bills', { id: idParam, on: z.enum(['1', '0']) });
