/** Our own XMP namespace; nobody else may use it, nothing is fetched from it. */
export const PLAN_NAMESPACE = 'urn:photocrafter:plan:1';

export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
    // XML 1.0 has no form for most control characters
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, ' ');
}

function unescapeXml(text: string): string {
  const named: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };
  return text.replace(/&(?:amp|lt|gt|quot);/g, (entity) => named[entity]!);
}

/** What of ours a document or a layer carries: the plan of an exported file, or the whole edit of a group that a plugin placed. */
export type XmpElement = 'plan' | 'edit';

/** XMP that carries a JSON text, without the packet around it: the form of a layer's metadata. */
export function xmpWith(element: XmpElement, json: string): string {
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:photocrafter="${PLAN_NAMESPACE}"><photocrafter:${element}>${escapeXml(json)}</photocrafter:${element}></rdf:Description></rdf:RDF></x:xmpmeta>`;
}

/** The JSON text that `xmpWith` put there, also after a host has written the XMP anew in its own layout; undefined when there is none. */
export function readXmp(element: XmpElement, xmp: string): string | undefined {
  const found = new RegExp(`<photocrafter:${element}>([\\s\\S]*?)</photocrafter:${element}>|photocrafter:${element}="([^"]*)"`).exec(xmp);
  const text = found?.[1] ?? found?.[2];
  return text === undefined ? undefined : unescapeXml(text);
}

/** An XMP packet that carries the plan, so that a plugin that opens the document finds its edit again. */
export function planXmp(planJson: string): string {
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
${xmpWith('plan', planJson)}
<?xpacket end="w"?>`;
}
