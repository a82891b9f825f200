/** Figma marks its theme by a class on the root element, and changes it while the plugin runs (themeColors). */
export function followTheme(root: HTMLElement): void {
  const follow = (): void => {
    if (root.classList.contains('figma-dark')) root.dataset['theme'] = 'dark';
    else if (root.classList.contains('figma-light')) root.dataset['theme'] = 'light';
  };
  follow();
  new MutationObserver(follow).observe(root, { attributes: true, attributeFilter: ['class'] });
}
