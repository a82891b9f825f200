/** Our own XMP namespace; nobody else may use it, nothing is fetched from it. */
export const PLAN_NAMESPACE = 'urn:photocrafter:plan:1';

export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
    // XML 1.0 has no form for most control characters
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, ' ');
}

/** An XMP packet that carries the plan, so that a plugin that opens the document finds its edit again. */
export function planXmp(planJson: string): string {
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:photocrafter="${PLAN_NAMESPACE}"><photocrafter:plan>${escapeXml(planJson)}</photocrafter:plan></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
}
