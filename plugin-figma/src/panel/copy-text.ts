import { AppError } from '@photocrafter/shared/errors/app-error';

/** Puts text on the clipboard. The asynchronous clipboard is closed to frames without an origin, so the old command does it there. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch (cause) {
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    const isDone = document.execCommand('copy');
    field.remove();
    if (!isDone) throw new AppError('HOST_REFUSED', 'clipboard', { cause });
  }
}
