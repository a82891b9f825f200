/** Labels of operators and their parameters, keyed by their English form. */
export const deLabels: Readonly<Record<string, string>> = {
  'Airlight red': 'Streulicht Rot', 'Airlight green': 'Streulicht Grün', 'Airlight blue': 'Streulicht Blau',
  'Shadows hue': 'Farbton der Tiefen', 'Shadows amount': 'Stärke der Tiefen', 'Midtones hue': 'Farbton der Mitten', 'Midtones amount': 'Stärke der Mitten', 'Highlights hue': 'Farbton der Lichter', 'Highlights amount': 'Stärke der Lichter',
  'All channels': 'Alle Kanäle', Blacks: 'Schwarz', Blue: 'Blau', 'Colour balance': 'Farbbalance', 'Colour lookup': 'Farbtabelle', Contrast: 'Kontrast',
  Corners: 'Ecken', Dehaze: 'Dunst entfernen', Exposure: 'Belichtung', Green: 'Grün', 'Highlight protection': 'Lichterschutz',
  'Highlights and shadows': 'Lichter und Tiefen', Highlights: 'Lichter', Red: 'Rot', Saturation: 'Sättigung', Shadows: 'Tiefen', Table: 'Tabelle',
  Temperature: 'Temperatur', Tint: 'Farbton', 'Tone curve': 'Gradationskurve', 'Untouched radius': 'Unberührter Radius', Vibrance: 'Dynamik', Vignette: 'Vignette',
  'White balance': 'Weißabgleich', 'Whites and blacks': 'Weiß und Schwarz', Whites: 'Weiß',
  'Remove JPEG artefacts': 'JPEG-Artefakte entfernen', Compression: 'Kompression', 'Reduce noise': 'Rauschen vermindern', 'Noise by brightness': 'Rauschen nach Helligkeit', 'Keep texture': 'Struktur erhalten',
  'Reduce camera noise': 'Kamerarauschen vermindern', 'Remove rain': 'Regen entfernen', 'Sharpen soft detail': 'Weiche Details schärfen', 'Blur radius': 'Unschärferadius', 'Remove motion blur': 'Bewegungsunschärfe entfernen',
  'Remove haze': 'Dunst entfernen', 'Remove haze indoors': 'Dunst in Räumen entfernen', 'Lift low light': 'Dunkelheit aufhellen', 'Full tiles': 'In Kacheln',
};
