/** Rows of equal keys as a markdown table; numbers with `digits`, NaN and absent values as a dash. */
export function printTable(rows: readonly Readonly<Record<string, string | number | undefined>>[], digits = 2): string {
  const [first] = rows;
  if (first === undefined) return '';
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: string | number | undefined): string => (typeof value === 'string' ? value : value === undefined || Number.isNaN(value) ? '-' : Number.isInteger(value) ? String(value) : value.toFixed(digits));
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map((row) => line(columns.map((column) => cell(row[column]))))].join('\n');
}
