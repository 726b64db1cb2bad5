import { z } from 'zod';

/** How a bank's app reads requisites: Russia's GOST R 56042, Europe's EPC, or not at all. */
export const qrKinds = ['gost', 'epc', 'none'] as const;
export type QrKind = (typeof qrKinds)[number];

const words = (length: number) => z.string().trim().max(length).nullable();
/** Room for the blanks people put between the digits; they are taken off before it is kept. */
const code = (length: number) => words(length + 10);

/** By what a payee is paid. What is left empty, is empty: null. */
export const payeeInput = z.object({
  name: z.string().trim().min(1).max(160),
  taxId: code(20),
  kpp: code(9),
  ogrn: code(15),
  bankName: words(45),
  bic: code(11),
  bankAccount: code(34),
  corrAccount: code(20),
  iban: code(34),
  /** Null: as the company decided. */
  qrKind: z.enum(qrKinds).nullable(),
  provider: words(40),
  providerAccount: words(120),
});
export type PayeeInput = z.infer<typeof payeeInput>;

export const addPayeeInput = payeeInput.extend({
  code: z
    .string()
    .trim()
    .regex(/^[a-z0-9-]{1,30}$/),
});
export type AddPayeeInput = z.infer<typeof addPayeeInput>;

export const updatePayeeInput = payeeInput.partial();
export type UpdatePayeeInput = z.infer<typeof updatePayeeInput>;
