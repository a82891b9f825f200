import { useLayoutEffect, useState, type RefObject } from 'react';
import type { Size } from '../preview/view-geometry';

/** The size of an element in CSS pixels. Older UXP has no ResizeObserver: there the window's size tells. */
export function useSize(ref: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const measure = (): void => { setSize({ width: element.clientWidth, height: element.clientHeight }); };
    measure();
    if (typeof ResizeObserver === 'undefined') {
      window.addEventListener('resize', measure);
      return () => { window.removeEventListener('resize', measure); };
    }
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => { observer.disconnect(); };
  }, [ref]);
  return size;
}
