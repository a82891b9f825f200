import { useEffect, useRef } from 'react';
import type { ProxyImage } from '../../host/host-adapter';
import { useSession } from './panel-context';

/** A small picture, drawn pixel by pixel. */
export function ProxyCanvas({ image, className }: { readonly image: ProxyImage; readonly className: string }) {
  const { drawing } = useSession();
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => (ref.current === null ? undefined : drawing.show(ref.current, image)), [image, drawing]);
  return <canvas ref={ref} className={className} width={image.width} height={image.height} aria-hidden="true" />;
}
