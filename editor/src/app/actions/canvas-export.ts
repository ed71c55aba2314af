/** The graph as a picture to keep. */
import { FileImage, Image } from 'lucide-react';
import { savePng, saveSvg } from '../../canvas/export/save.ts';
import { useDocument } from '../../document/document.ts';
import type { Action } from './action.ts';

const hasNodes = (): boolean => (useDocument.getState().graph?.nodes?.length ?? 0) > 0;

export const exportSvg: Action = {
  id: 'export-svg',
  group: 'Canvas',
  label: () => 'Save as SVG',
  icon: FileImage,
  shortcuts: [],
  enabled: hasNodes,
  run: () => void saveSvg(),
};

export const exportPng: Action = {
  id: 'export-png',
  group: 'Canvas',
  label: () => 'Save as PNG',
  icon: Image,
  shortcuts: [],
  enabled: hasNodes,
  run: () => void savePng(),
};

export const exportActions = [exportSvg, exportPng] as const satisfies readonly Action[];
