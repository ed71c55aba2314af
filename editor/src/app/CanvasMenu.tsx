/** What can be done with a node, a handoff, a note or the canvas, where the pointer or the menu key asks for it. */
import { create } from 'zustand';
import type { Spot } from '../canvas/walking.ts';
import { MenuItem, MenuSeparator } from '../ui/Menu.tsx';
import { PointMenu } from '../ui/PointMenu.tsx';
import { type Action, isAllowed } from './actions/action.ts';
import { addNode, addNote, frame, handOver } from './actions/canvas-add.ts';
import { arrangeAll, arrangeSelection } from './actions/canvas-arrange.ts';
import { copy, cut, duplicate, paste } from './actions/canvas-clipboard.ts';
import { exportPng, exportSvg } from './actions/canvas-export.ts';
import { askEarlier, askLater, insertNode, redirect, redirectStart } from './actions/canvas-handoff.ts';
import { find, showEverything, showSelection } from './actions/canvas-view.ts';
import { duplicateGraph, exportFile } from './actions/graph.ts';
import {
  removeSelection,
  rename,
  selectAll,
  selectDownstream,
  selectUpstream,
  startHere,
  switchSelection,
} from './actions/selection.ts';

interface Shown {
  at: { x: number; y: number };
  on: Spot | undefined;
}

const useCanvasMenu = create<{ shown: Shown | undefined }>(() => ({ shown: undefined }));

export const showCanvasMenu = (at: Shown['at'], on: Spot | undefined): void =>
  useCanvasMenu.setState({ shown: { at, on } });

/** In groups, with a line between them. */
const menus = {
  node: [
    [rename, handOver, startHere, switchSelection],
    [copy, cut, paste, duplicate],
    [selectDownstream, selectUpstream, frame, arrangeSelection, showSelection],
    [removeSelection],
  ],
  handoff: [
    [rename, insertNode, switchSelection],
    [redirect, redirectStart],
    [askEarlier, askLater],
    [removeSelection],
  ],
  note: [[rename], [copy, cut, paste, duplicate], [removeSelection]],
  canvas: [
    [addNode, addNote, paste],
    [selectAll, find],
    [arrangeAll, showEverything],
    [exportFile, exportSvg, exportPng, duplicateGraph],
  ],
} as const satisfies Record<Spot['in'] | 'canvas', readonly (readonly Action[])[]>;

const names = { node: 'Node', handoff: 'Handoff', note: 'Note', canvas: 'Canvas' } as const;

export function CanvasMenu() {
  const shown = useCanvasMenu((menu) => menu.shown);
  if (!shown) return null;
  const kind = shown.on?.in ?? 'canvas';
  const before = document.activeElement;
  return (
    <PointMenu
      key={`${shown.at.x} ${shown.at.y}`}
      label={names[kind]}
      at={shown.at}
      onClose={() => useCanvasMenu.setState({ shown: undefined })}
      onCloseFocus={() => {
        // What was chosen may have moved it: to a field, or to the list at the pointer.
        const now = document.activeElement;
        if ((now === null || now === document.body) && before instanceof HTMLElement) before.focus();
      }}
    >
      {menus[kind]
        .map((group) => group.filter(isAllowed))
        .filter((group) => group.length > 0)
        .map((group, index) => (
          <Group key={group[0]?.id} actions={group} first={index === 0} />
        ))}
    </PointMenu>
  );
}

function Group({ actions, first }: { actions: readonly Action[]; first: boolean }) {
  return (
    <>
      {!first && <MenuSeparator />}
      {actions.map((action) => {
        const { id, icon: Icon, label, shortcuts, enabled } = action;
        return (
          <MenuItem
            key={id}
            icon={<Icon size={16} />}
            shortcut={shortcuts[0]}
            danger={action === removeSelection}
            disabled={!enabled()}
            // After the menu has given the focus back, so that what is chosen may take it.
            onSelect={() => requestAnimationFrame(action.run)}
          >
            {label()}
          </MenuItem>
        );
      })}
    </>
  );
}
