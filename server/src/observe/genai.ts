/**
 * The names of OpenTelemetry's conventions for generative AI, in this one file because they are still in motion
 * (https://opentelemetry.io/docs/specs/semconv/gen-ai/). What has no name there begins with `baton.`.
 */
export const operation = {
  workflow: 'invoke_workflow',
  agent: 'invoke_agent',
  chat: 'chat',
  tool: 'execute_tool',
} as const;

export const attribute = {
  operation: 'gen_ai.operation.name',
  provider: 'gen_ai.provider.name',
  conversation: 'gen_ai.conversation.id',
  workflow: 'gen_ai.workflow.name',
  agent: 'gen_ai.agent.name',
  model: 'gen_ai.request.model',
  inputTokens: 'gen_ai.usage.input_tokens',
  outputTokens: 'gen_ai.usage.output_tokens',
  cachedTokens: 'gen_ai.usage.cache_read.input_tokens',
  tool: 'gen_ai.tool.name',
  toolCall: 'gen_ai.tool.call.id',
  handoffFrom: 'gen_ai.agent.handoff.source.name',
  handoffTo: 'gen_ai.agent.handoff.target.name',
  error: 'error.type',
  run: 'baton.run.id',
  version: 'baton.graph.version',
  status: 'baton.run.status',
  kind: 'baton.node.kind',
  visit: 'baton.node.visit',
  attempt: 'baton.node.attempt',
  handoff: 'baton.handoff.id',
  cost: 'baton.cost_usd',
} as const;
