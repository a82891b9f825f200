import { useEffect, useRef } from 'react';
import type { ProxyImage } from '../../host/host-adapter';

/** A small picture, drawn pixel by pixel. */
export function ProxyCanvas({ image, className }: { readonly image: ProxyImage; readonly className: string }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => { ref.current?.getContext('2d')?.putImageData(new ImageData(image.data, image.width, image.height), 0, 0); }, [image]);
  return <canvas ref={ref} className={className} width={image.width} height={image.height} aria-hidden="true" />;
}
