import type { Hono } from 'hono';
import type { Route } from './route.ts';
export function addReference(_app: Hono<any>, _routes: readonly Route[], _baseUrl: string): void {}
