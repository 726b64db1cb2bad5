import { z } from 'zod';

export const passwordLength = { min: 10, max: 128 } as const;

/** A password somebody chooses: length is what counts (NIST SP 800-63B, 5.1.1.2). */
export const newPassword = z.string().min(passwordLength.min).max(passwordLength.max);
