/** The size that the document program gives the panel (src/document/main.ts). */
export const PANEL_SIZE = { width: 440, height: 680 };
