/**
 * Solves (JtJ + damping * diag(JtJ)) x = Jt r: one damped Gauss-Newton step (Levenberg 1944, Marquardt 1963). `columns` are those of
 * J, all as long as `residual`. Columns without effect get 0.
 */
export function dampedStep(columns: readonly Float64Array[], residual: Float64Array, damping: number): readonly number[] {
  const dot = (a: Float64Array, b: Float64Array): number => { let sum = 0; for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!; return sum; };
  const matrix = columns.map((row, i) => [...columns.map((column, j) => dot(row, column) * (i === j ? 1 + damping : 1)), dot(row, residual)]);
  return eliminate(matrix);
}

/** Gauss elimination with pivoting of rows [A | b]. */
export function eliminate(rows: number[][]): readonly number[] {
  const count = rows.length;
  for (let column = 0; column < count; column++) {
    let pivot = column;
    for (let row = column + 1; row < count; row++) if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const top = rows[column]!;
    if (Math.abs(top[column]!) < 1e-12) continue;
    for (let row = 0; row < count; row++) {
      if (row === column) continue;
      const share = rows[row]![column]! / top[column]!;
      for (let at = column; at <= count; at++) rows[row]![at]! -= share * top[at]!;
    }
  }
  return rows.map((row, i) => (Math.abs(row[i]!) < 1e-12 ? 0 : row[count]! / row[i]!));
}
