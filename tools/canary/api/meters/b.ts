import { a } from '../tickets/a.ts';

export const b = [a];
