/** The fields of each type of tool. */
import { type Graph, isObject, type Json, patched, type Tool, type ToolType } from '@baton/shared/graph';
import type { ComponentType } from 'react';
import { GraphField } from '../../nodes/GraphField.tsx';
import { ExpressionField } from '../../triggers/ExpressionField.tsx';
import { TemplateField } from '../../triggers/TemplateField.tsx';
import { Field } from '../../ui/Field.tsx';
import { whenLoaded } from '../../ui/loaded.tsx';
import { JsonField, wantsObject } from '../../ui/JsonField.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { TagsField } from '../../ui/TagsField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { ToldAt } from '../../ui/told.ts';
import { HeaderFields } from './HeaderFields.tsx';
import { PlainCode } from './PlainCode.tsx';
import styles from './tools.module.css';

type ToolOf<Type extends ToolType> = Extract<Tool, { type: Type }>;

export interface ToolFormProps<Type extends ToolType> {
  tool: ToolOf<Type> & { type: Type };
  graph: Graph;
  change: (tool: ToolOf<Type>) => void;
  problem: ToldAt;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

function HttpForm({ tool, graph, change, problem }: ToolFormProps<'http'>) {
  const place = { at: 'tool', args: tool.args } as const;
  const method = tool.method ?? 'GET';
  return (
    <>
      <div className={styles['address']}>
        <SelectField
          label="Method"
          error={problem('/method')}
          value={method}
          choices={methods.map((value) => ({ value, label: value }))}
          onChange={(next) => change(patched(tool, { method: next === 'GET' ? undefined : next }))}
        />
        <TemplateField
          label="Address"
          mono
          rows={1}
          graph={graph}
          place={place}
          error={problem('/url')}
          placeholder="https://shop.example.com/orders/{{ args.order }}"
          value={tool.url}
          onChange={(url) => change(patched(tool, { url }))}
        />
      </div>
      <HeaderFields
        headers={tool.headers ?? {}}
        graph={graph}
        place={place}
        problem={problem}
        onChange={(headers) => change(patched(tool, { headers }))}
      />
      {(method !== 'GET' || tool.body !== undefined) && (
        <TemplateField
          label="Body"
          mono
          rows={4}
          graph={graph}
          place={place}
          error={problem('/body')}
          placeholder={'{ "order": {{ args.order }} }'}
          value={tool.body ?? ''}
          onChange={(body) => change(patched(tool, { body: body || undefined }))}
        />
      )}
      <ExpressionField
        label="What to take from the answer"
        help="Left empty: all of it."
        graph={graph}
        place={{ at: 'answer' }}
        error={problem('/take')}
        placeholder="body.order.status"
        value={tool.take ?? ''}
        onChange={(take) => change(patched(tool, { take: take || undefined }))}
      />
    </>
  );
}

function McpForm({ tool, graph, change, problem }: ToolFormProps<'mcp'>) {
  return (
    <>
      <div className={styles['columns']}>
        <TextField
          label="Server"
          help="An https address, or the name of a server that the operator has set up."
          mono
          error={problem('/server')}
          value={tool.server}
          onChange={(server) => change(patched(tool, { server }))}
        />
        <TagsField
          label="Only these of its tools"
          placeholder="all of them"
          error={problem('/tools')}
          values={tool.tools ?? []}
          onChange={(tools) => change(patched(tool, { tools: tools.length > 0 ? tools : undefined }))}
        />
      </div>
      <HeaderFields
        headers={tool.headers ?? {}}
        graph={graph}
        place={{ at: 'tool' }}
        problem={problem}
        onChange={(headers) => change(patched(tool, { headers }))}
      />
    </>
  );
}

/** Where Monaco could not be loaded, a text area does. */
const CodeEditor = whenLoaded(async () => (await import('../json/CodeEditor.tsx')).CodeEditor, {
  instead: PlainCode,
  meanwhile: PlainCode,
});

function CodeForm({ tool, change, problem }: ToolFormProps<'code'>) {
  const set = (code: string): void => change(patched(tool, { code }));
  return (
    <Field
      label="Function"
      help="JavaScript: (args) => result. It runs in a sandbox without network, files or clock."
      error={problem('/code')}
    >
      {() => (
        <div className={styles['code']}>
          <CodeEditor label="Function" value={tool.code} onChange={set} />
        </div>
      )}
    </Field>
  );
}

function GraphToolForm({ tool, change, problem, graph }: ToolFormProps<'graph'>) {
  return (
    <div className={styles['columns']}>
      <GraphField
        own={graph.id}
        value={tool.graph}
        error={problem('/graph')}
        onChange={(id) => change(patched(tool, { graph: id }))}
      />
      <NumberField
        label="Version"
        inline={false}
        min={1}
        placeholder="the newest"
        error={problem('/version')}
        value={tool.version}
        onChange={(version) => change(patched(tool, { version }))}
      />
    </div>
  );
}

const builtins = [
  { value: 'calculator', label: 'Calculator' },
  { value: 'now', label: 'The time now' },
  { value: 'lookup', label: 'A table to look things up in' },
] as const;

function BuiltinForm({ tool, change, problem }: ToolFormProps<'builtin'>) {
  return (
    <>
      <SelectField
        label="Which"
        error={problem('/builtin')}
        value={tool.builtin}
        choices={builtins}
        onChange={(builtin) => change(patched(tool, { builtin }))}
      />
      {(tool.builtin === 'lookup' || tool.data) && (
        <JsonField
          label="Table"
          help="Each key, and what the tool answers for it."
          rows={6}
          refuse={wantsObject}
          error={problem('/data')}
          placeholder={'{\n  "1001": { "status": "shipped" }\n}'}
          value={tool.data}
          onChange={(data) =>
            change(patched(tool, { data: isObject(data) ? (data as { [key: string]: Json }) : undefined }))
          }
        />
      )}
    </>
  );
}

const forms: { [Type in ToolType]: ComponentType<ToolFormProps<Type>> } = {
  http: HttpForm,
  mcp: McpForm,
  code: CodeForm,
  graph: GraphToolForm,
  builtin: BuiltinForm,
};

/** The fields of whatever type a tool is. */
export function ToolTypeForm<Type extends ToolType>(props: ToolFormProps<Type>) {
  const Form: ComponentType<ToolFormProps<Type>> = forms[props.tool.type];
  return <Form {...props} />;
}
