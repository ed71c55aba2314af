/** A tool's own form, over the page: an address or a function needs more room than a panel has. */
import { type Graph, patched, pointer, renameTool, removeTool, replaceTool, type Tool } from '@baton/shared/graph';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../api/useSession.ts';
import { useDocument } from '../../document/document.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DraftField } from '../../ui/DraftField.tsx';
import { SchemaField } from '../../ui/schema/SchemaField.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { SwitchField } from '../../ui/SwitchField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ShownProblems } from '../../ui/ShownProblems.tsx';
import { Changeable } from '../Changeable.tsx';
import { PartJson, refuseEntry } from '../PartJson.tsx';
import { ProblemList } from '../ProblemList.tsx';
import { useProblems } from '../problems.ts';
import { ToolTypeForm } from './forms.tsx';
import { openTool, useOpenTool } from './openTool.ts';
import { refuseToolName } from './names.ts';
import styles from './tools.module.css';
import { toolTypes } from '../../nodes/tools/types.ts';

export function ToolDialog({ graph }: { graph: Graph }) {
  const index = useOpenTool((open) => open.index);
  const tool = index === undefined ? undefined : graph.tools?.[index];
  const edit = useDocument((document) => document.edit);
  const mayEdit = useMay('edit');
  if (index === undefined || !tool) return null;
  const remove = (): void => {
    openTool(undefined);
    edit(`Remove the tool ${tool.id}`, (now) => removeTool(now, index));
  };
  return (
    <Dialog
      title={tool.id}
      wide
      onClose={() => openTool(undefined)}
      actions={
        <>
          {mayEdit && (
            <Button look="danger" icon={<Trash2 size={16} />} onClick={remove}>
              Remove
            </Button>
          )}
          <Button onClick={() => openTool(undefined)}>Done</Button>
        </>
      }
    >
      <div data-undo="document">
        <ShownProblems>
          <ToolFields key={index} graph={graph} tool={tool} index={index} />
        </ShownProblems>
      </div>
    </Dialog>
  );
}

interface ToolFieldsProps {
  graph: Graph;
  tool: Tool;
  index: number;
}

function ToolFields({ graph, tool, index }: ToolFieldsProps) {
  const { all, at: problem } = useProblems(graph, { in: 'graph' }, pointer(['tools', index]));
  const edit = useDocument((document) => document.edit);
  const [asJson, setAsJson] = useState(false);
  const change = (next: Tool): void =>
    edit(`Change the tool ${tool.id}`, (now) => replaceTool(now, index, next), {
      merge: `tool:${index}:${changedKey(tool, next)}`,
    });
  const asks = tool.approval !== undefined && tool.approval !== false;
  return (
    <>
      <div className={styles['head']}>
        <span className={styles['type']}>{toolTypes[tool.type].help}</span>
        <Segments
          label="Form or JSON"
          small
          value={asJson ? 'json' : 'form'}
          segments={[
            { value: 'form', label: 'Form' },
            { value: 'json', label: 'JSON' },
          ]}
          onChange={(next) => setAsJson(next === 'json')}
        />
      </div>
      <ProblemList problems={all} />
      {asJson ? (
        <PartJson
          name={tool.id}
          value={tool}
          refuse={refuseEntry('tools', tool.id)}
          onChange={(next) => change(next as Tool)}
        />
      ) : (
        <Changeable>
          <div className={styles['form']}>
            <div className={styles['columns']}>
              <DraftField
                label="Name"
                help="Models call it by this."
                mono
                value={tool.id}
                error={problem('/id')}
                refuse={(next) => refuseToolName(graph, next, tool.id)}
                onCommit={(next) => edit(`Rename the tool ${tool.id}`, (now) => renameTool(now, index, next))}
              />
              <TextField
                label="When to use it"
                help="Models choose by it."
                rows={2}
                error={problem('/description')}
                placeholder="Looks an order up by its number."
                value={tool.description ?? ''}
                onChange={(description) => change(patched(tool, { description: description || undefined }))}
              />
            </div>
            <ToolTypeForm tool={tool} graph={graph} change={change} problem={problem} />
            <SchemaField
              label="What the model has to give"
              noun="argument"
              error={problem('/args')}
              value={tool.args}
              onChange={(args) => change(patched(tool, { args: args as Tool['args'] }))}
            />
            <NumberField
              label="Longest call, seconds"
              min={0}
              max={3600}
              step="any"
              placeholder="default"
              error={problem('/timeoutSeconds')}
              value={tool.timeoutSeconds}
              onChange={(timeoutSeconds) => change(patched(tool, { timeoutSeconds }))}
            />
            <SwitchField
              label="A person must allow each call"
              error={problem('/approval')}
              checked={asks}
              onChange={(on) => change(patched(tool, { approval: on ? true : undefined }))}
            />
            {asks && (
              <TextField
                label="What they are asked"
                placeholder="May this be done?"
                value={typeof tool.approval === 'string' ? tool.approval : ''}
                onChange={(question) => change(patched(tool, { approval: question || true }))}
              />
            )}
          </div>
        </Changeable>
      )}
    </>
  );
}

/** Edits of one field in a row are one step of undo. */
const changedKey = (before: Tool, after: Tool): string =>
  Object.keys({ ...before, ...after }).find((key) => before[key as keyof Tool] !== after[key as keyof Tool]) ?? '';
