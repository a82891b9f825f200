declare module '*.css';

/** UXP's way to show pixels (hosts.md 3.2): not a Blob of the web, though `URL.createObjectURL` takes it. */
declare const ImageBlob: new (
  samples: ArrayBuffer,
  options: {
    readonly type: 'image/uncompressed'; readonly width: number; readonly height: number; readonly colorSpace: 'RGB'; readonly colorProfile: string;
    readonly components: 4; readonly componentSize: 8; readonly pixelFormat: 'RGBA'; readonly hasAlpha: true;
  },
) => object;
