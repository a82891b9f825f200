import type { AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import type { Descriptor } from '../photoshop/photoshop-api';

/** An adjustment in Photoshop's words: one source of truth for what is made, what is set and what must be read back. */
export interface Realised {
  /** `using.type` of the make command: an adjustment that does nothing yet */
  readonly blank: Descriptor;
  /** `to` of the set command, with all values */
  readonly values: Descriptor;
  /** numbers that must come back from `get adjustment`, by path; each within its tolerance */
  readonly expect: readonly Expected[];
}
/** `path` leads through keys and list indices of the descriptor; numbers may stand in a unit value there. */
export interface Expected { readonly path: readonly (string | number)[]; readonly value: number | string | boolean; readonly tolerance?: number }

/** What a kind needs beside its numbers. */
export interface RealiseContext { readonly name: AdjustmentLayer['name']; /** ICC DeviceLink, base64; empty unless the layer is a lookup table */ readonly deviceLink: string }

/** Recorded [R]: values chosen by hand are said to be so, or Photoshop keeps those of the preset (hosts.md 3.4). */
export const CUSTOM = { _enum: 'presetKindType', _value: 'presetKindCustom' } as const;
export const DEFAULT = { _enum: 'presetKindType', _value: 'presetKindDefault' } as const;

/** Photoshop prints `green` as `grain`; which of the two comes back differs by version. */
export const CHANNEL_KEYS = { composite: 'composite', red: 'red', green: 'grain', blue: 'blue' } as const;
export function channelReference(channel: keyof typeof CHANNEL_KEYS): object {
  return { _ref: 'channel', _enum: 'channel', _value: CHANNEL_KEYS[channel] };
}
