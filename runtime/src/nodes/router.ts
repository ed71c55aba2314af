/** A router decides and says nothing: by rules alone, or by a model that picks one of its labels. */
import { isObject, modelOf, nodeName, type Json, type JsonSchema } from '@baton/shared/graph';
import type { RouterNode } from '@baton/shared/nodes';
import { NodeError } from '../errors.ts';
import type { Visit } from '../visit.ts';
import { closing } from '../remaining.ts';
import { askModel } from './ask-model.ts';
import type { Outcome } from './runner.ts';

type Classify = NonNullable<RouterNode['classify']>;

export async function runRouter(node: RouterNode, visit: Visit): Promise<Outcome> {
  const text = visit.view().findLast((message) => message.role !== 'tool')?.text ?? '';
  const choice = node.classify && (await choose(node, node.classify, visit));
  if (choice && node.classify?.into) visit.write({ [node.classify.into]: choice.label });
  const output: Json = choice?.label ?? null;
  return { done: { output, text, confidence: choice?.confidence ?? null, asked: [], speaks: false } };
}

/** Answers that name no label are asked for again this often. */
const tries = 3;

async function choose(
  node: RouterNode,
  classify: Classify,
  visit: Visit,
): Promise<{ label: string; confidence: number | null }> {
  const names = classify.labels.map((label) => label.name);
  for (let attempt = 1; attempt <= tries; attempt++) {
    const { answer } = await askModel(visit, {
      purpose: 'classify',
      model: modelOf(visit.graph, node),
      instructions: instructions(node, classify),
      messages: visit.view(),
      tools: [],
      answer: answerSchema(names),
      options: node.modelOptions,
      shows: false,
      closes: closing(visit.context, visit.run),
    });
    const choice = readChoice(answer.text, names);
    if (choice) return choice;
  }
  throw new NodeError(
    'model',
    `${nodeName(node)} was asked for one of ${names.join(', ')}, and its model named none of them.`,
  );
}

function instructions(node: RouterNode, { question, labels }: Classify): string {
  const lines = labels.map(({ name, description, examples = [] }) => {
    const shown = examples.length > 0 ? ` (for example: ${examples.map((example) => `"${example}"`).join(', ')})` : '';
    return `- ${name}${description ? `: ${description}` : ''}${shown}`;
  });
  return [
    question ?? node.description ?? 'Which label fits the conversation best?',
    `The labels:\n${lines.join('\n')}`,
    'Answer with a JSON object: "label", one of the labels, and "confidence", from 0 to 1.',
  ].join('\n\n');
}

function answerSchema(names: string[]): JsonSchema {
  return {
    type: 'object',
    properties: { label: { type: 'string', enum: names }, confidence: { type: 'number', minimum: 0, maximum: 1 } },
    required: ['label', 'confidence'],
    additionalProperties: false,
  };
}

function readChoice(text: string, names: readonly string[]): { label: string; confidence: number | null } | undefined {
  const answer = parsed(text);
  const said = isObject(answer) ? answer['label'] : answer;
  const label =
    names.find((name) => name === said) ??
    names.find((name) => name.toLowerCase() === String(said).trim().toLowerCase());
  if (label === undefined) return undefined;
  const confidence = isObject(answer) ? answer['confidence'] : undefined;
  return {
    label,
    confidence: typeof confidence === 'number' && confidence >= 0 && confidence <= 1 ? confidence : null,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
