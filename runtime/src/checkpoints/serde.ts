/**
 * Checkpoints as plain JSON, read back as plain data: nothing in a checkpoint is ever turned into an instance of a
 * class, so that whoever can write to the database cannot run code here. LangGraph rebuilds its own `Send` packets
 * from `{ node, args }`.
 */
import type { SerializerProtocol } from '@langchain/langgraph-checkpoint';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

function plain(_key: string, value: unknown): unknown {
  if (value instanceof Error) return { name: value.name, message: value.message };
  return value;
}

/** `Send` has a toJSON that adds a class name; only what it carries is kept. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('lg_name' in value) || value.lg_name !== 'Send') return value;
  const { node, args } = value as unknown as { node: unknown; args: unknown };
  return { node, args };
}

export function encode(value: unknown): Uint8Array {
  const shallow = Array.isArray(value) ? value.map(unwrapped) : unwrapped(value);
  return encoder.encode(JSON.stringify(shallow, plain) ?? 'null');
}

export function decode(bytes: Uint8Array): unknown {
  return JSON.parse(decoder.decode(bytes));
}

export const jsonSerde: SerializerProtocol = {
  dumpsTyped: async (value: unknown) => ['json', encode(value)],
  loadsTyped: async (type: string, data: Uint8Array | string) => {
    if (type !== 'json') throw new Error(`a checkpoint holds "${type}", and only JSON is read`);
    return typeof data === 'string' ? JSON.parse(data) : decode(data);
  },
};
