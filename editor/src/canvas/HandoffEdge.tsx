/** A handoff on the canvas: its line, its label in words, and what the run says of it. */
import { type Handoff, isOff } from '@baton/shared/graph';
import { EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo, useState } from 'react';
import { useMay } from '../api/useSession.ts';
import { useDocument } from '../document/document.ts';
import { type Selected, useSelection } from '../document/selection.ts';
import type { HandoffProgress } from '../run/progress.ts';
import { useRun } from '../run/runStore.ts';
import { Icon } from '../ui/Icon.tsx';
import { endMarks } from './endMarks.ts';
import type { HandoffEdgeType } from './flow.ts';
import styles from './HandoffEdge.module.css';
import { worstProblem } from './nodeProblem.ts';
import { useCanvas } from './control.ts';
import { HandoffEnds } from './HandoffEnds.tsx';
import { opened } from './openedLabel.ts';
import { usePicture } from './picture.ts';
import type { LabelPlace } from './routes/labels.ts';
import { useDistance, useLineWidth } from './view.ts';
import { isCut, labelOf, labelWidth, triggerIconOf } from './words.ts';

export const HandoffEdge = memo(function HandoffEdge({ id, data, selected }: EdgeProps<HandoffEdgeType>) {
  const route = usePicture(({ routes }) => routes.get(id));
  const progress = useRun(({ handoffs }) => handoffs.get(id));
  const flight = useRun(({ flights }) => flights.find(({ handoff }) => handoff === id));
  const severity = useDocument(({ graph, problems }) => worstProblem(graph, problems, 'handoff', id)?.severity);
  const far = useDistance((distance) => distance === 'far');
  const target = useCanvas(({ insertInto }) => insertInto === id);
  const alone = useSelection((selection) => isAlone(selection, id));
  const mayEdit = useMay('edit');
  const [hovered, setHovered] = useState(false);
  if (!route || !data) return null;
  const look = {
    className: styles['handoff'],
    'data-state': stateOf(progress, flight !== undefined),
    'data-selected': selected || undefined,
    'data-hovered': hovered || undefined,
    'data-severity': severity,
    'data-off': isOff(data.handoff) || undefined,
    'data-target': target || undefined,
    'data-handoff': id,
    onMouseEnter: () => setHovered(true),
    onMouseLeave: () => setHovered(false),
  };
  // From far away neither labels nor arrow heads can be seen.
  if (far && !flight) {
    return (
      <g {...look}>
        <FarLine
          path={route.path}
          strong={target || stateOf(progress, false) === 'taken'}
          selected={selected === true}
        />
      </g>
    );
  }
  const place = selected || hovered ? opened(route, labelWidth(labelOf(data.handoff)), alone && mayEdit) : route.label;
  return (
    <>
      <g {...look}>
        <path className="react-flow__edge-interaction" d={route.path} fill="none" strokeOpacity={0} strokeWidth={18} />
        <path className={styles['line']} d={route.path} />
        {flight && (
          <path
            key={flight.seq}
            className={styles['trail']}
            d={route.path}
            pathLength={1}
            style={{ animationDuration: `${flight.ms}ms` }}
          />
        )}
        {endMarks(data.handoff, route).map(({ d, transform }) => (
          <path key={d + transform} className={styles['head']} d={d} transform={transform} />
        ))}
      </g>
      {alone && mayEdit && <HandoffEnds id={id} route={route} />}
      {place && (
        <EdgeLabelRenderer>
          <div {...look}>
            <Label handoff={data.handoff} place={place} order={progress?.order ?? []} />
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

/** How many times as wide as its line a halo is that is seen from far away. */
const farHalo = 8;

function FarLine({ path, strong, selected }: { path: string; strong: boolean; selected: boolean }) {
  const width = useLineWidth();
  return (
    <>
      {selected && <path className={styles['halo']} d={path} style={{ strokeWidth: width * farHalo }} />}
      <path className={styles['line']} d={path} style={{ strokeWidth: width * (strong ? 2 : 1) }} />
    </>
  );
}

/** Nothing else is selected: then its ends can be pulled. */
const isAlone = ({ nodes, handoffs, notes }: Selected, id: string): boolean =>
  handoffs[0] === id && handoffs.length + nodes.length + notes.length === 1;

function stateOf(progress: HandoffProgress | undefined, flying: boolean): 'idle' | 'considered' | 'taken' | 'live' {
  if (flying) return 'live';
  if (!progress) return 'idle';
  return progress.order.length > 0 ? 'taken' : 'considered';
}

function Label({ handoff, place, order }: { handoff: Handoff; place: LabelPlace; order: readonly number[] }) {
  const { x, y, width, height } = place.box;
  const words = labelOf(handoff);
  return (
    <div
      className={styles['label']}
      data-size={place.size}
      data-numbered={(order.length > 0 && place.size === 'whole') || undefined}
      title={place.size === 'whole' && !isCut(words) ? undefined : words}
      style={{ width, height, transform: `translate(${x + width / 2}px, ${y}px) translateX(-50%)` }}
    >
      {order.length > 0 ? (
        <span className={styles['order']}>{order.join('·')}</span>
      ) : (
        <Icon name={triggerIconOf(handoff)} size={12} />
      )}
      {place.size !== 'icon' && <span className={styles['words']}>{words}</span>}
    </div>
  );
}
