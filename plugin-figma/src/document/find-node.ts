import { AppError } from '@photocrafter/shared/errors/app-error';

/** A layer by its id, its page loaded. Throws DOCUMENT_CHANGED when it is no longer there. */
export async function findNode(id: string): Promise<SceneNode> {
  const node = await findNodeIfThere(id);
  if (node === undefined) throw new AppError('DOCUMENT_CHANGED', 'the layer is gone');
  return node;
}

export async function findNodeIfThere(id: string): Promise<SceneNode | undefined> {
  const node = await figma.getNodeByIdAsync(id);
  if (node === null || node.removed || node.type === 'PAGE' || node.type === 'DOCUMENT') return undefined;
  await pageOf(node)?.loadAsync();
  return node;
}

export function pageOf(node: BaseNode): PageNode | undefined {
  for (let at: BaseNode | null = node; at !== null; at = at.parent) if (at.type === 'PAGE') return at;
  return undefined;
}
