/** The tools of a graph: open one, or add one of any type. */
import { Wrench } from 'lucide-react';
import { useMay } from '../../api/useSession.ts';
import { FieldNote } from '../../ui/FieldNote.tsx';
import { Section } from '../../ui/Section.tsx';
import type { GraphPartProps } from '../graph/part.ts';
import styles from '../Inspector.module.css';
import { createTool, openTool } from './openTool.ts';
import { NewTool } from '../../nodes/tools/NewTool.tsx';
import { toolWords } from '../../nodes/tools/types.ts';

export function ToolList({ graph, problem }: Pick<GraphPartProps, 'graph' | 'problem'>) {
  const mayEdit = useMay('edit');
  const tools = graph.tools ?? [];
  return (
    <Section
      name="tools"
      told={problem('/tools')}
      title="Tools"
      summary={tools.map(({ id }) => id).join(', ') || 'none'}
    >
      {tools.length === 0 && <p className={styles['note']}>What agents and tool nodes may call.</p>}
      <ul className={styles['list']}>
        {tools.map((tool, index) => {
          const told = problem(`/tools/${index}`);
          return (
            <li key={tool.id}>
              <div className={styles['entry']}>
                <button
                  type="button"
                  className={styles['go']}
                  aria-label={`Open the tool ${tool.id}`}
                  onClick={() => openTool(index)}
                >
                  <Wrench size={16} />
                  <span className={styles['words']}>{tool.id}</span>
                  <span className={styles['target']}>{toolWords(tool)}</span>
                </button>
              </div>
              {told && (
                <div className={styles['under']}>
                  <FieldNote told={told} />
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {mayEdit && (
        <div>
          <NewTool onCreate={createTool} />
        </div>
      )}
    </Section>
  );
}
