/** What several routes take: ids, pages, graph documents, and the revision that a write is based on. */
import { id as graphId, type Graph } from '@baton/shared/graph';
import { z } from 'zod';
import { toGraph } from '../document.ts';
import { Refused } from '../problem.ts';
import { isAllowable, notAHost } from '../security/egress/addresses.ts';
import { params, type BodyInput } from './route.ts';

/** Large enough for a thousand nodes with long instructions. */
export const graphBytes = 4 * 1024 * 1024;

export const graphParams = params({ graph: graphId });
export const runParams = params({ run: z.string().regex(/^r_[a-z0-9]{8,40}$/) });

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
};

/** A document in the body. @throws Refused with where it is wrong, each by its JSON Pointer. */
export const graphBody: BodyInput<Graph> = {
  parse: (value) => toGraph(value, ''),
  schema: { $ref: '#/components/schemas/Graph' },
  limit: graphBytes,
};

/** @returns the revision of `If-Match`, `*`, or undefined when the request does not say. */
export function ifMatch(header: string | undefined): string | undefined {
  return header
    ?.trim()
    .replace(/^W\//, '')
    .replace(/^"(.*)"$/, '$1');
}

/** @param path where the hosts stand in the body. @throws Refused with what is none. */
export function refuseNoHosts(path: string, hosts: readonly string[]): void {
  const errors = hosts.flatMap((host, index) =>
    isAllowable(host) ? [] : [{ path: `${path}/${index}`, message: notAHost(host) }],
  );
  const [first] = errors;
  if (first) throw new Refused(400, first.message, errors);
}
