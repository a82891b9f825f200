import { AppError } from '@photocrafter/shared/errors/app-error';

/**
 * Runs changes of the document as one undo step of their own. When they fail, every layer that they `made` is taken away again, and an
 * error that is not ours becomes HOST_REFUSED.
 */
export async function asOneStep<Result>(change: (made: (layer: SceneNode) => void) => Promise<Result>): Promise<Result> {
  const made: SceneNode[] = [];
  figma.commitUndo();
  try {
    return await change((layer) => { made.push(layer); });
  } catch (error) {
    for (const layer of made) if (!layer.removed) layer.remove();
    throw error instanceof AppError ? error : new AppError('HOST_REFUSED', error instanceof Error ? error.message : String(error), { cause: error });
  } finally {
    figma.commitUndo();
  }
}
