/** Reads a request body as OpenAI would: a request that the protocol allows, or the rejection that the client gets. */
import type { z } from 'zod';
import { brokenRule, type MessageRules } from './message-rules.ts';
import { chatRequest, type ChatRequest } from './protocol.ts';
import { invalid, type Rejection } from './rejection.ts';
import { brokenFormatRule, brokenToolRule } from './schema-rules.ts';

export type Read = { request: ChatRequest } | { rejection: Rejection };

export function readRequest(text: string, rules: MessageRules): Read {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { rejection: invalid('not-json', 'body', 'We could not parse the JSON body of your request.') };
  }
  const parsed = chatRequest.safeParse(body);
  if (!parsed.success) return { rejection: fromIssue(parsed.error.issues[0]) };
  const request = parsed.data;
  const rejection =
    brokenRule(request.messages, rules) ??
    brokenToolRule(request) ??
    brokenFormatRule(request) ??
    brokenOption(request);
  return rejection ? { rejection } : { request };
}

function brokenOption(request: ChatRequest): Rejection | undefined {
  if (request.stream_options && !request.stream) {
    return invalid(
      'stream-options',
      'stream_options',
      "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
    );
  }
  if (request.top_logprobs != null && !request.logprobs) {
    return invalid(
      'top-logprobs',
      'top_logprobs',
      "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.",
    );
  }
  return undefined;
}

function fromIssue(issue: z.core.$ZodIssue | undefined): Rejection {
  if (!issue) return invalid('invalid-request', 'body', 'This request is not valid.');
  const param = paramOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    return invalid(
      'unknown-parameter',
      param ? `${param}.${key}` : key,
      `Unknown parameter: '${param ? `${param}.` : ''}${key}'.`,
    );
  }
  if (issue.code === 'invalid_union' && issue.discriminator === 'role') {
    return invalid(
      'unknown-role',
      param,
      `Invalid value at '${param}'. Supported values are: 'system', 'developer', 'user', 'assistant' and 'tool'.`,
    );
  }
  if (issue.path.at(-1) === 'name') return invalid('invalid-name', param, `Invalid '${param}': ${issue.message}.`);
  return invalid('invalid-request', param, `Invalid '${param}': ${issue.message}.`);
}

/** `messages.[2].content`, as OpenAI writes it. */
const paramOf = (path: readonly PropertyKey[]): string =>
  path.map((key) => (typeof key === 'number' ? `[${key}]` : String(key))).join('.');
