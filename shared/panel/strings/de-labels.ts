/** Labels of operators and their parameters, keyed by their English form. */
export const deLabels: Readonly<Record<string, string>> = {
  'All channels': 'Alle Kanäle', Blacks: 'Schwarz', Blue: 'Blau', 'Colour balance': 'Farbbalance', 'Colour lookup': 'Farbtabelle', Contrast: 'Kontrast',
  Corners: 'Ecken', Dehaze: 'Dunst entfernen', Exposure: 'Belichtung', Green: 'Grün', 'Highlight protection': 'Lichterschutz',
  'Highlights and shadows': 'Lichter und Tiefen', Highlights: 'Lichter', Red: 'Rot', Saturation: 'Sättigung', Shadows: 'Tiefen', Table: 'Tabelle',
  Temperature: 'Temperatur', Tint: 'Farbton', 'Tone curve': 'Gradationskurve', 'Untouched radius': 'Unberührter Radius', Vibrance: 'Dynamik', Vignette: 'Vignette',
  'White balance': 'Weißabgleich', 'Whites and blacks': 'Weiß und Schwarz', Whites: 'Weiß',
};
