/**
 * What a graph is made of: kinds of nodes, the graph's own tools, and the stored graphs. Click adds beside what is
 * selected; dragging drops it where it shall be, and a tool onto the agent that may call it.
 */
import { isOneTool } from '@baton/shared/graph';
import { nodeKinds } from '@baton/shared/nodes';
import { Ellipsis } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useGraphs } from '../api/useGraphs.ts';
import { addBeside } from '../canvas/adding.ts';
import { useDocument } from '../document/document.ts';
import { carry, type Dragged } from '../nodes/drag.ts';
import { graphStarts } from '../nodes/starts.ts';
import { toolWords } from '../nodes/tools/types.ts';
import { Icon } from '../ui/Icon.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import { adding } from './actions/add.ts';
import { addNode } from './actions/canvas-add.ts';
import styles from './Palette.module.css';

/** Of more the rest is found by typing. */
const most = 20;

export function Palette() {
  return (
    <nav className={styles['palette']} aria-label="Palette">
      <Group title="Nodes">
        {adding.map(({ id, kind, label, run }) => {
          const { title, help, icon } = nodeKinds[kind];
          return (
            <Entry
              key={id}
              name={title}
              label={label()}
              help={help}
              icon={icon}
              dragged={{ start: { kind } }}
              onAdd={run}
            />
          );
        })}
      </Group>
      <Tools />
      <Graphs />
      <Tooltip text="Add a tool or a graph" side="right">
        <button type="button" className={styles['others']} aria-label="Add a tool or a graph" onClick={addNode.run}>
          <Ellipsis size={16} />
        </button>
      </Tooltip>
    </nav>
  );
}

function Tools() {
  const tools = useDocument(({ graph }) => graph?.tools);
  if (!tools || tools.length === 0) return null;
  return (
    <Group title="Tools" more={tools.length - most}>
      {tools.slice(0, most).map((tool) => {
        const { id } = tool;
        const start = isOneTool(tool) ? ({ kind: 'tool', tool: id, name: id } as const) : undefined;
        return (
          <Entry
            key={id}
            name={id}
            label={start ? `Add a node that calls ${id}` : `${id}: drag it onto an agent`}
            help={`${toolWords(tool)} ${start ? 'Dropped onto an agent it is one that the agent may call.' : 'Drag it onto an agent that may call its tools.'}`}
            icon={nodeKinds.tool.icon}
            dragged={{ start, tool: id }}
            onAdd={start && (() => addBeside(start))}
          />
        );
      })}
    </Group>
  );
}

function Graphs() {
  const own = useDocument(({ graph }) => graph?.id ?? '');
  const { graphs, load } = useGraphs();
  useEffect(() => void load(), [load]);
  const starts = graphStarts(graphs ?? [], own);
  if (starts.length === 0) return null;
  return (
    <Group title="Graphs" more={starts.length - most}>
      {starts.slice(0, most).map(({ start, title, icon }) => (
        <Entry
          key={start.graph}
          name={title}
          label={`Add a node that runs ${title}`}
          help={`Runs ${title} as one step.`}
          icon={icon}
          dragged={{ start }}
          onAdd={() => addBeside(start)}
        />
      ))}
    </Group>
  );
}

/** @param more how many are not among the children. */
function Group({ title, more = 0, children }: { title: string; more?: number; children: ReactNode }) {
  return (
    <section className={styles['group']} aria-label={title} data-group={title}>
      <h2 className={styles['title']}>{title}</h2>
      <ul className={styles['list']}>{children}</ul>
      {more > 0 && (
        <button type="button" className={styles['more']} onClick={addNode.run}>
          {more} more
        </button>
      )}
    </section>
  );
}

interface EntryProps {
  name: string;
  label: string;
  help: string;
  icon: string;
  dragged: Dragged;
  /** Undefined for what can only be dragged. */
  onAdd: (() => void) | undefined;
}

function Entry({ name, label, help, icon, dragged, onAdd }: EntryProps) {
  return (
    <li>
      <Tooltip text={help} side="right">
        <button
          type="button"
          className={styles['entry']}
          draggable
          aria-label={label}
          aria-disabled={onAdd === undefined || undefined}
          onClick={onAdd}
          onDragStart={(event) => carry(event.dataTransfer, dragged)}
        >
          <span className={styles['icon']}>
            <Icon name={icon} />
          </span>
          <span className={styles['name']}>{name}</span>
        </button>
      </Tooltip>
    </li>
  );
}
