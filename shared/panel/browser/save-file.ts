/** The browser reads the blob after the click; a minute is ample. */
const KEEP_MS = 60_000;

/** Offers a file as a download. */
export function saveFile(fileName: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => { URL.revokeObjectURL(address); }, KEEP_MS);
}
