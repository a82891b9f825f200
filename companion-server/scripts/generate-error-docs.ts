import { ERROR_CATALOGUE, type ErrorEntry } from '@photocrafter/shared/errors/catalogue';

const HEAD = `# Errors

Generated from \`shared/errors/catalogue.ts\`; do not edit. To write it again:
\`UPDATE_DOCS=1 npx jest companion-server/scripts/generate-error-docs\`.

Every error that a user can meet has a code for programs, one sentence for people, and something to do. "Again" says
whether the same request may succeed later.

| Code | HTTP | Again | What happened | What to do |
|---|---|---|---|---|
`;

/** The text of `docs/errors.md`: one row for each entry of the catalogue, sorted by code. */
export function renderErrorDocs(): string {
  const rows = Object.entries<ErrorEntry>(ERROR_CATALOGUE).sort(([a], [b]) => (a < b ? -1 : 1)).map(row);
  return `${HEAD}${rows.join('\n')}\n`;
}

function row([code, entry]: [string, ErrorEntry]): string {
  const cells = [`\`${code}\``, String(entry.status), entry.retryable ? 'yes' : 'no', cell(entry.message), cell(entry.remedy)];
  return `| ${cells.join(' | ')} |`;
}

/** A bar would end the cell. */
function cell(text: string): string { return text.replaceAll('|', '\\|'); }
