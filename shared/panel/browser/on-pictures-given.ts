/** Files dropped anywhere on the page, or pasted. Returns how to stop listening. The page never navigates to a dropped file. */
export function onPicturesGiven(listener: (files: readonly File[]) => void): () => void {
  const give = (files: FileList | undefined): void => { if (files !== undefined && files.length > 0) listener([...files]); };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    document.body.removeAttribute('data-dragging');
    give(event.dataTransfer?.files);
  };
  const drag = (event: DragEvent): void => {
    event.preventDefault();
    if (event.dataTransfer?.types.includes('Files') === true) document.body.setAttribute('data-dragging', '');
  };
  const leave = (event: DragEvent): void => { if (event.relatedTarget === null) document.body.removeAttribute('data-dragging'); };
  const paste = (event: ClipboardEvent): void => { give(event.clipboardData?.files); };
  document.addEventListener('drop', drop);
  document.addEventListener('dragover', drag);
  document.addEventListener('dragleave', leave);
  document.addEventListener('paste', paste);
  return () => {
    document.removeEventListener('drop', drop);
    document.removeEventListener('dragover', drag);
    document.removeEventListener('dragleave', leave);
    document.removeEventListener('paste', paste);
  };
}
