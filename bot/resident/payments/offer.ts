import type { Button, Text } from '../view.ts';

/** What a bill or the tab offers besides itself: sentences under it, and rows of buttons. */
export type Offer = { note?: Text | null; rows?: readonly (readonly Button[])[] };
