import express from 'express';
import { b } from '../meters/b.ts';

export const c = [b, express];
