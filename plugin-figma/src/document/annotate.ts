import type { CritiqueNotes } from '../bridge/figma-calls';

const CATEGORY = { label: 'Photocrafter', color: 'violet' } as const;

/** Sets the layer's annotations; false for kinds of layers that take none. Annotations of others on it are kept. */
export async function annotate(layer: SceneNode, { labels }: CritiqueNotes): Promise<boolean> {
  if (!('annotations' in layer)) return false;
  const categoryId = await ownCategory();
  try {
    const others = layer.annotations.filter((annotation) => categoryId === undefined || annotation.categoryId !== categoryId);
    layer.annotations = [...others.map(toWritable), ...labels.map((labelMarkdown) => ({ labelMarkdown, ...(categoryId !== undefined && { categoryId }) }))];
    return true;
  } catch {
    return false;
  }
}

/** An annotation is read with both of its texts and written with one (FT, Annotation). */
function toWritable({ label, labelMarkdown, properties, categoryId }: Annotation): Annotation {
  const text = labelMarkdown !== undefined ? { labelMarkdown } : label !== undefined ? { label } : {};
  return { ...text, ...(properties !== undefined && { properties }), ...(categoryId !== undefined && { categoryId }) };
}

/** Our category, made at the first note; undefined where the file or the editor allows none: annotations then have the default one. */
async function ownCategory(): Promise<string | undefined> {
  try {
    const known = await figma.annotations.getAnnotationCategoriesAsync();
    const own = known.find(({ label }) => label === CATEGORY.label) ?? await figma.annotations.addAnnotationCategoryAsync(CATEGORY);
    return own.id;
  } catch {
    return undefined;
  }
}
