/** What an MCP server answers, as data or as text; what is neither is described. */
import type { CallToolResult, ContentBlock } from '@modelcontextprotocol/client';
import type { Json } from '@baton/shared/graph';
import { parseJson } from '../parse-json.ts';
import { ToolError } from '../tool.ts';

/** @throws ToolError where the server says that its tool failed. */
export function resultOf({ content, structuredContent, isError }: CallToolResult): Json {
  const text = content.map(textOf).join('\n');
  if (isError) throw new ToolError(text || 'the server says that it failed, and not why');
  if (structuredContent !== undefined) return parseJson(JSON.stringify(structuredContent));
  return text;
}

function textOf(block: ContentBlock): string {
  if (block.type === 'text') return block.text;
  if (block.type === 'resource_link') return `${block.title ?? block.name}: ${block.uri}`;
  if (block.type !== 'resource') return `(${block.type}, ${block.mimeType}, ${sizeOf(block.data)} bytes)`;
  const { resource } = block;
  return 'text' in resource
    ? resource.text
    : `(${resource.uri}, ${resource.mimeType ?? 'data'}, ${sizeOf(resource.blob)} bytes)`;
}

const sizeOf = (base64: string): number => Math.floor((base64.length * 3) / 4);
