// A thread starts bare, without what lets its process read TypeScript.
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
