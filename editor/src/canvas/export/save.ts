/** Saving the graph as a picture: the colours, the font and the icons are taken from the page as it is shown. */
import fontUrl from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { useDocument } from '../../document/document.ts';
import { Icon } from '../../ui/Icon.tsx';
import { offerFile } from '../../ui/offerFile.ts';
import { toast } from '../../ui/toast.ts';
import { isRough, refinePicture, usePicture } from '../picture.ts';
import { type Drawn, drawSvg, type Look, type Measure } from './svg.ts';

/** Two pixels for one, for screens that have them; less where the picture would become larger than browsers can draw. */
const scale = 2;
const mostPixels = 16_000;

export async function saveSvg(): Promise<void> {
  const drawn = await draw();
  if (drawn) offer(new Blob([drawn.svg], { type: 'image/svg+xml' }), 'svg');
}

export async function savePng(): Promise<void> {
  const drawn = await draw();
  const png = drawn && (await rasterized(drawn));
  if (png) offer(png, 'png');
  else if (drawn) toast({ text: 'This browser could not draw the picture. Save it as SVG instead.', tone: 'bad' });
}

async function draw(): Promise<Drawn | undefined> {
  const { graph } = useDocument.getState();
  if (!graph) return undefined;
  // A picture to keep has all its lines chosen with care.
  if (isRough()) refinePicture({ x: 0, y: 0, width: 0, height: 0 }, () => false);
  const fontCss = await fontFace();
  return drawSvg(graph, usePicture.getState(), lookOfPage(), { measure: measurer(), fontCss, iconOf: iconDrawer() });
}

const names = {
  ground: '--ground',
  card: '--raised',
  sunken: '--sunken',
  line: '--line',
  outline: '--outline',
  text: '--text',
  soft: '--text-soft',
  faint: '--text-faint',
  ink: '--ink',
  onInk: '--on-ink',
} as const satisfies Record<keyof Look, string>;

/** The colours that the variables come to in the theme that is shown. */
function lookOfPage(): Look {
  const probe = document.body.appendChild(document.createElement('span'));
  const colourOf = (variable: string): string => {
    probe.style.color = `var(${variable})`;
    return getComputedStyle(probe).color;
  };
  const look = Object.fromEntries(Object.entries(names).map(([key, variable]) => [key, colourOf(variable)]));
  probe.remove();
  return look as unknown as Look;
}

function measurer(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  return (text, size, weight) => {
    if (!context) return text.length * size * 0.55;
    context.font = `${weight} ${size}px "Inter Variable"`;
    return context.measureText(text).width;
  };
}

async function fontFace(): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(fontUrl)).arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `@font-face{font-family:'Inter Variable';font-weight:100 900;src:url(data:font/woff2;base64,${btoa(binary)}) format('woff2')}`;
}

/** The shapes of an icon as they are on the page, each drawn once. */
function iconDrawer(): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    let shapes = known.get(name);
    if (shapes === undefined) {
      const place = document.createElement('div');
      const root = createRoot(place);
      flushSync(() => root.render(createElement(Icon, { name })));
      shapes = place.querySelector('svg')?.innerHTML ?? '';
      root.unmount();
      known.set(name, shapes);
    }
    return shapes;
  };
}

async function rasterized({ svg, width, height }: Drawn): Promise<Blob | null> {
  const by = Math.min(scale, mostPixels / Math.max(width, height));
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [Math.round(width * by), Math.round(height * by)];
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob(done, 'image/png'));
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function offer(file: Blob, ending: string): void {
  const { graph } = useDocument.getState();
  offerFile(file, `${graph?.id ?? 'graph'}.${ending}`);
}
