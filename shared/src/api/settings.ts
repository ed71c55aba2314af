/** What a server is set up with beside its providers: secrets, local servers that were found, hosts that may be reached. */
import { z } from 'zod';
import { object } from '../graph/object.ts';

/** As a template writes it: `{{ secrets.SHOP_TOKEN }}`. */
export const secretName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, 'a secret’s name is letters, digits and underscores, such as SHOP_TOKEN')
  .refine((name) => !['__proto__', 'prototype', 'constructor'].includes(name), 'this word is reserved');

export const secretRequest = object({
  value: z.string().min(1, 'cannot be empty').max(20_000, 'is longer than 20000 characters'),
  /** Where it may be sent, each as `outgoingRequest` has them; anywhere without. */
  hosts: z.array(z.string().min(1).max(300)).max(100).optional(),
});
export type SecretRequest = z.infer<typeof secretRequest>;
/** A secret as it is shown: its value never comes back. */
export interface SecretAnswer {
  name: string;
  /** Where it may be sent; anywhere where there are none. */
  hosts: string[];
  updatedAt: string;
  /** False when the key that it was encrypted with is not the server's any more; it has to be set anew. */
  readable: boolean;
}
export interface SecretList {
  secrets: SecretAnswer[];
}

/** US dollars per million tokens. */
export const modelPrice = object({
  input: z.number().min(0).max(10_000),
  output: z.number().min(0).max(10_000),
  cached: z.number().min(0).max(10_000).optional(),
});
export type ModelPrice = z.infer<typeof modelPrice>;
/** By model, as the provider names it. */
export const modelPrices = z
  .record(z.string().min(1).max(200), modelPrice)
  .refine((prices) => Object.keys(prices).length <= 500, 'prices of at most 500 models');
export type ModelPrices = z.infer<typeof modelPrices>;

/** A server for models that answered on this machine. */
export interface FoundServer {
  /** Such as `ollama`: free to be a provider's name. */
  name: string;
  /** Such as `Ollama`. */
  title: string;
  baseUrl: string;
  models: string[];
  /** It tells its models to those with a key only. */
  wantsKey: boolean;
  /** The provider that has this address already. */
  provider?: string;
}
export interface FoundServers {
  servers: FoundServer[];
  /** Where was asked, for a sentence that says so. */
  asked: string[];
}

export const outgoingRequest = object({
  /** Hosts and addresses of private networks that tools may reach all the same, such as `intranet:8080`. */
  allowedHosts: z.array(z.string().trim().min(1).max(260)).max(200),
});
export type OutgoingRequest = z.infer<typeof outgoingRequest>;
export interface OutgoingAnswer extends OutgoingRequest {
  /** Those that the server was started with; they cannot be changed here. */
  fromStart: string[];
}
