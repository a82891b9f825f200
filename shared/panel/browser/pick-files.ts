/** The system's file dialogue. Resolves to no files when the user closes it. */
export function pickFiles(): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.accept = 'image/jpeg,image/png,image/webp,image/tiff,image/avif,.jpg,.jpeg,.png,.webp,.tif,.tiff,.avif';
    input.addEventListener('change', () => { resolve([...(input.files ?? [])]); }, { once: true });
    input.addEventListener('cancel', () => { resolve([]); }, { once: true });
    input.click();
  });
}
