import { b } from '../meters/b.ts';
import { Bot } from 'grammy';

export const a = [b, Bot];
