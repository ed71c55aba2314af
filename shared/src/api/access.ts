/** Who may come in: logging in, users with their roles, API keys. */
import { z } from 'zod';
import { object } from '../graph/object.ts';

/** In rising order: each may do what those before it may. */
export const scopes = ['read', 'run', 'edit', 'admin'] as const;
export type KeyScope = (typeof scopes)[number];

export const roles = ['viewer', 'runner', 'editor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** What a role may do at most. */
export const scopeOfRole: Readonly<Record<Role, KeyScope>> = {
  viewer: 'read',
  runner: 'run',
  editor: 'edit',
  admin: 'admin',
};

export const allows = (has: KeyScope, needed: KeyScope): boolean => scopes.indexOf(has) >= scopes.indexOf(needed);

export const userName = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._@+-]{0,63}$/,
    'a user’s name is lower-case letters, digits and . _ @ + -, such as "ann" or "ann@example.com"',
  );
export const shortestPassword = 12;
export const longestPassword = 200;
const password = z
  .string()
  .min(shortestPassword, `a password has at least ${shortestPassword} characters`)
  .max(longestPassword, `a password has at most ${longestPassword} characters`);

export const loginRequest = object({ name: z.string().max(200), password: z.string().max(longestPassword) });
export type LoginRequest = z.infer<typeof loginRequest>;

/** Who is asking, as the server sees it. */
export interface Session {
  /** Whether this server asks people to log in at all. */
  login: boolean;
  /** Missing while nobody is logged in. */
  caller?: { kind: 'local' | 'user' | 'key'; name: string; scope: KeyScope };
}

export const passwordRequest = object({ current: z.string().max(longestPassword), password });
export type PasswordRequest = z.infer<typeof passwordRequest>;

export const userRequest = object({
  role: z.enum(roles).optional(),
  /** Needed for a new user; for one that is there it sets another, and ends the sessions. */
  password: password.optional(),
});
export type UserRequest = z.infer<typeof userRequest>;
export interface UserAnswer {
  name: string;
  role: Role;
  /** ISO 8601. */
  createdAt: string;
}
export interface UserList {
  users: UserAnswer[];
}

export const keyRequest = object({
  name: z.string().trim().min(1, 'say what it is for').max(100),
  scope: z.enum(scopes),
  /** Left out, it does not end by itself. */
  days: z.int().min(1).max(3650).optional(),
});
export type KeyRequest = z.infer<typeof keyRequest>;
export interface KeyAnswer {
  id: string;
  name: string;
  scope: KeyScope;
  /** How it begins, to tell it from others. */
  start: string;
  createdBy: string;
  createdAt: string;
  expiresAt?: string;
  usedAt?: string;
}
export interface KeyList {
  keys: KeyAnswer[];
}
/** The only answer with the key itself. */
export interface KeyCreated extends KeyAnswer {
  key: string;
}
