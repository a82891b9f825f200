import { structured } from './fake-document';
import { checkPaints } from './check-paints';
import { exportNode } from './export-node';
import { frozen, type Property, type Self, type Surface } from './node-surface';
import type { Matrix } from './scene';

const MIXED = '$mixed';
const FONT = { family: 'Inter', style: 'Regular' };

/** A property that is kept as it is set. Lists and objects are copied in, and given out frozen. */
export function kept<Value>(key: string, initial: Value, check: (self: Self, value: Value) => void = () => undefined): Property<Value> {
  return {
    get: ({ record }) => frozen(structured((record().props[key] ?? initial) as Value)),
    set: (self, value) => { check(self, value); self.record().props[key] = structured(value); },
  };
}
/** The same for properties that may differ within a node. */
function maybeMixed<Value>(key: string, initial: Value, check?: (self: Self, value: Value) => void): Property<Value | typeof figma.mixed> {
  const plain = kept(key, initial, check);
  return {
    get: (self) => (self.record().props[key] === MIXED ? figma.mixed : plain.get(self)),
    set: (self, value) => { if (value === figma.mixed) throw new TypeError(`in set_${key}: figma.mixed cannot be written`); plain.set!(self, value); },
  };
}
const only = <Value>(get: (self: Self) => Value): Property<Value> => ({ get });

/** Figma lets plugins change properties of layers inside instances, but not their structure and place. */
function refuseInInstance({ doc, record }: Self, what: string): void {
  if (doc.isWithin(record().parent, 'INSTANCE')) throw new Error(`in ${what}: This property cannot be overriden in an instance`);
}
const finite = (name: string, ...values: readonly number[]): void => { if (!values.every((value) => Number.isFinite(value))) throw new TypeError(`in ${name}: a number is expected`); };

export const BASE: Surface<SceneNode> = {
  id: only(({ id }) => id),
  name: kept('name', ''),
  removed: only(({ id, doc }) => !doc.records.has(id)),
  visible: kept('visible', true),
  locked: kept('locked', false),
};
export const NODE: Surface<BaseNodeMixin> = {
  parent: only(({ record, node }) => { const { parent } = record(); return parent === null ? null : node(parent) as BaseNode & ChildrenMixin; }),
  remove: only((self) => () => { refuseInInstance(self, 'remove'); self.doc.remove(self.id); }),
  getPluginData: only(({ record }) => (key) => record().pluginData[key] ?? ''),
  setPluginData: only(({ record }) => (key, value) => {
    if (typeof value !== 'string') throw new TypeError('in setPluginData: Expected "value" to be a string');
    // a letter of JSON text outside of ASCII takes up to three bytes
    const text = `photocrafter${key}${value}`;
    if (text.length + 2 * text.replace(/[\x00-\x7f]/g, '').length > 100_000) throw new Error('in setPluginData: data exceeds the 100 kB limit');
    if (value === '') Reflect.deleteProperty(record().pluginData, key);
    else record().pluginData[key] = value;
  }),
  setRelaunchData: only(({ record }) => (data) => {
    for (const description of Object.values(data)) if (description.length > 1000) throw new Error('in setRelaunchData: description exceeds 1000 characters');
    record().relaunch = { ...data };
  }),
  getRelaunchData: only(({ record }) => () => ({ ...record().relaunch })),
};

const isInFlow = ({ doc, record }: Self): boolean => {
  const { parent, props } = record();
  if (parent === null || props['layoutPositioning'] === 'ABSOLUTE') return false;
  return ['HORIZONTAL', 'VERTICAL', 'GRID'].includes(doc.record(parent).props['layoutMode'] as string);
};
const setTransform = (self: Self, matrix: Matrix): void => {
  refuseInInstance(self, 'set_relativeTransform');
  const [[a, c, e], [b, d, f]] = matrix;
  finite('set_relativeTransform', a, b, c, d, e, f);
  if (Math.abs(Math.hypot(a, b) - 1) > 1e-6 || Math.abs(Math.hypot(c, d) - 1) > 1e-6) throw new Error('in set_relativeTransform: axes must have length 1');
  const [[, , x], [, , y]] = self.record().props['transform'] as Matrix;
  // the place of a child of auto layout is computed; its rotation is not
  self.record().props['transform'] = isInFlow(self) ? [[a, c, x], [b, d, y]] : [[a, c, e], [b, d, f]];
};
const moveTo = (self: Self, x: number | undefined, y: number | undefined): void => {
  const [[a, c, e], [b, d, f]] = self.record().props['transform'] as Matrix;
  setTransform(self, [[a, c, x ?? e], [b, d, y ?? f]]);
};
const resize: Property<(width: number, height: number) => void> = only((self) => (width, height) => {
  refuseInInstance(self, 'resize');
  finite('resize', width, height);
  if (width < 0.01 || height < 0.01) throw new Error('in resize: width and height must be >= 0.01');
  Object.assign(self.record().props, { width, height });
  const { parent } = self.record();
  if (parent !== null) self.doc.layOut(parent);
});
const sizing = (side: 'layoutSizingHorizontal' | 'layoutSizingVertical'): Property<'FIXED' | 'HUG' | 'FILL'> => kept<'FIXED' | 'HUG' | 'FILL'>(side, 'FIXED', (self, value) => {
  if (value === 'FILL' && !isInFlow(self)) throw new Error(`in set_${side}: FILL can only be set on children of auto-layout frames`);
});
export const LAYOUT: Surface<LayoutMixin> = {
  x: { get: ({ id, doc }) => doc.relative(id)[0][2], set: (self, x) => { moveTo(self, x, undefined); } },
  y: { get: ({ id, doc }) => doc.relative(id)[1][2], set: (self, y) => { moveTo(self, undefined, y); } },
  width: only(({ id, doc }) => doc.size(id).width),
  height: only(({ id, doc }) => doc.size(id).height),
  relativeTransform: { get: ({ id, doc }) => structured(doc.relative(id)) as unknown as Transform, set: setTransform },
  absoluteTransform: only(({ id, doc }) => structured(doc.absolute(id)) as unknown as Transform),
  absoluteBoundingBox: only(({ id, doc }) => doc.box(id)),
  resize, resizeWithoutConstraints: resize,
  layoutSizingHorizontal: sizing('layoutSizingHorizontal'),
  layoutSizingVertical: sizing('layoutSizingVertical'),
  layoutPositioning: {
    get: ({ record }) => (record().props['layoutPositioning'] as 'AUTO' | 'ABSOLUTE' | undefined) ?? 'AUTO',
    set: (self, value) => {
      const { parent, props } = self.record();
      const mode = parent === null ? undefined : self.doc.record(parent).props['layoutMode'];
      if (value === 'ABSOLUTE' && (mode === undefined || mode === 'NONE')) throw new Error('in set_layoutPositioning: Can only set layoutPositioning = ABSOLUTE if the parent node has layoutMode !== NONE');
      props['layoutPositioning'] = value;
      self.doc.layOut(parent!);
    },
  },
};
export const EXPORT: Surface<ExportMixin> = { exportAsync: only((self) => ((settings?: ExportSettingsImage) => exportNode(self, settings)) as ExportMixin['exportAsync']) };
export const FILLS: Surface<MinimalFillsMixin> = { fills: maybeMixed<readonly Paint[]>('fills', [], ({ doc }, paints) => { checkPaints(doc, paints); }) };
export const STROKES: Surface<GeometryMixin> = { strokes: kept<readonly Paint[]>('strokes', [], ({ doc }, paints) => { checkPaints(doc, paints); }), strokeWeight: maybeMixed('strokeWeight', 1) };
export const BLEND: Surface<BlendMixin> = { opacity: kept('opacity', 1), blendMode: kept<BlendMode>('blendMode', 'PASS_THROUGH'), isMask: kept('isMask', false), effects: kept<readonly Effect[]>('effects', []) };
export const CONSTRAINED: Surface<ConstraintMixin> = { constraints: kept<Constraints>('constraints', { horizontal: 'MIN', vertical: 'MIN' }) };

const CORNERS = ['topLeftRadius', 'topRightRadius', 'bottomLeftRadius', 'bottomRightRadius'] as const;
export const CORNER: Surface<CornerMixin> = {
  cornerRadius: {
    get: ({ record }) => { const radii = CORNERS.map((corner) => (record().props[corner] ?? 0) as number); return radii.every((radius) => radius === radii[0]) ? radii[0]! : figma.mixed; },
    set: ({ record }, radius) => { for (const corner of CORNERS) record().props[corner] = radius as number; },
  },
  cornerSmoothing: kept('cornerSmoothing', 0),
};
export const CORNERS_EACH: Surface<RectangleCornerMixin> = Object.fromEntries(CORNERS.map((corner) => [corner, kept(corner, 0)]));

export const ANNOTATED: Surface<AnnotationsMixin> = {
  annotations: {
    get: ({ record }) => frozen(structured((record().props['annotations'] ?? []) as Annotation[])),
    set: ({ doc, record }, annotations) => {
      if (doc.options.editorType !== 'figma') throw new Error('in set_annotations: only available in Figma design');
      for (const { label, labelMarkdown, categoryId } of annotations) {
        if (label !== undefined && labelMarkdown !== undefined) throw new Error('in set_annotations: Only one of label and labelMarkdown can be set');
        if (label === undefined && labelMarkdown === undefined) throw new Error('in set_annotations: a label is expected');
        if (categoryId !== undefined && !doc.categories.some(({ id }) => id === categoryId)) throw new Error('in set_annotations: no such category');
      }
      // read back, an annotation has both of its texts
      record().props['annotations'] = annotations.map((annotation) => ({ ...annotation, label: annotation.label ?? annotation.labelMarkdown?.replace(/[*_]/g, ''), labelMarkdown: annotation.labelMarkdown ?? annotation.label }));
    },
  },
};

const needsFont = ({ doc, record }: Self): void => {
  const { family, style } = (record().props['fontName'] ?? FONT) as FontName;
  if (!doc.fonts.has(`${family} ${style}`)) throw new Error(`in set_characters: Cannot write to node with unloaded font "${family} ${style}". Please call figma.loadFontAsync({ family: "${family}", style: "${style}" }) and await the returned promise first.`);
};
export const WRITTEN: Surface<TextSublayerNode> = { characters: kept('characters', '', needsFont), fontName: maybeMixed<FontName>('fontName', FONT), fontSize: maybeMixed('fontSize', 12, needsFont) };
export const TEXT: Surface<TextNode> = { textAutoResize: kept<TextNode['textAutoResize']>('textAutoResize', 'WIDTH_AND_HEIGHT', needsFont) };
export const STICKY: Surface<StickyNode> = { authorVisible: kept('authorVisible', true), isWideWidth: kept('isWideWidth', false) };

