import type { Shapes } from '../../api.ts';

export type Payment = Shapes['Payment'];
