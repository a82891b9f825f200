import { useEffect, useRef, useState, type RefObject } from 'react';
import { countHistogram, type Histogram } from '../preview/histogram';
import { PreviewDriver, type Scene } from '../preview/preview-driver';
import { useSession } from './panel-context';

/** Keeps a canvas showing the scene, and counts its tones. A graphics card that was lost is replaced with the next canvas: `generation` is its key. */
export function usePreview(canvas: RefObject<HTMLCanvasElement | null>, scene: Scene | undefined): { readonly histogram: Histogram | undefined; readonly generation: number } {
  const { drawing } = useSession();
  const driver = useRef<PreviewDriver | undefined>(undefined);
  const [histogram, setHistogram] = useState<Histogram>();
  const [generation, setGeneration] = useState(0);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const made = new PreviewDriver(element, drawing, (samples) => { setHistogram(countHistogram(samples)); });
    driver.current = made;
    const replace = (): void => { setGeneration((count) => count + 1); };
    element.addEventListener('webglcontextlost', replace);
    return () => {
      element.removeEventListener('webglcontextlost', replace);
      made.dispose();
    };
  }, [canvas, generation, drawing]);
  useEffect(() => { if (scene !== undefined && scene.viewer.width > 0) driver.current?.show(scene); });
  return { histogram, generation };
}
