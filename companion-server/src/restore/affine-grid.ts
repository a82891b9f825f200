import { luma } from './luma';

/** Cells of the bilateral grid across the long side, and along brightness (Chen et al. 2007; fitted affine models as in Chen et al. 2016). */
const CELLS = 12;
const LEVELS = 8;
/** Inputs r, g, b, 1; three outputs. */
const TERMS = 4;
const COEFFICIENTS = TERMS * 3;
/** Weight of the whole picture's own affine fit in every cell, in pixels: cells that saw little follow it. */
const PRIOR_PIXELS = 6;
const RIDGE = 1e-4;

/** A picture's change as affine colour maps that vary over place and brightness. */
export interface AffineGrid { readonly columns: number; readonly rows: number; readonly coefficients: Float32Array }

interface Picture { readonly width: number; readonly height: number; readonly data: Float32Array }

/** Fits what takes `before` to `after` (same size, interleaved RGB 0..1) by weighted least squares in every cell. */
export function fitAffineGrid(before: Picture, after: Picture): AffineGrid {
  const { width, height } = before;
  const columns = Math.max(2, Math.round((CELLS * width) / Math.max(width, height))), rows = Math.max(2, Math.round((CELLS * height) / Math.max(width, height)));
  const cells = columns * rows * LEVELS;
  const normal = new Float64Array(cells * TERMS * TERMS), right = new Float64Array(cells * COEFFICIENTS);
  const wholeNormal = new Float64Array(TERMS * TERMS), wholeRight = new Float64Array(COEFFICIENTS);
  const x = new Float64Array(TERMS);
  for (let py = 0, p = 0; py < height; py++) {
    for (let px = 0; px < width; px++, p += 3) {
      x[0] = before.data[p]!; x[1] = before.data[p + 1]!; x[2] = before.data[p + 2]!; x[3] = 1;
      add(wholeNormal, wholeRight, 0, x, after.data, p, 1 / (width * height));
      visit(columns, rows, (px + 0.5) / width, (py + 0.5) / height, luma(before.data, p), (cell, weight) => { add(normal, right, cell, x, after.data, p, weight); });
    }
  }
  const whole = solve(wholeNormal, wholeRight, 0, identityTarget(RIDGE), RIDGE);
  const coefficients = new Float32Array(cells * COEFFICIENTS);
  for (let cell = 0; cell < cells; cell++) coefficients.set(solve(normal, right, cell, wholePrior(wholeNormal, whole), 0), cell * COEFFICIENTS);
  return { columns, rows, coefficients };
}

/** Carries the change to `count` pixels of a row: place normalised 0..1, interleaved RGB in and out. */
export function applyAffineGrid({ columns, rows, coefficients }: AffineGrid, source: Float32Array, target: Float32Array, at: number, u: number, v: number): void {
  const r = source[at]!, g = source[at + 1]!, b = source[at + 2]!;
  let red = 0, green = 0, blue = 0;
  visit(columns, rows, u, v, luma(source, at), (cell, weight) => {
    const k = cell * COEFFICIENTS;
    red += weight * (coefficients[k]! * r + coefficients[k + 1]! * g + coefficients[k + 2]! * b + coefficients[k + 3]!);
    green += weight * (coefficients[k + 4]! * r + coefficients[k + 5]! * g + coefficients[k + 6]! * b + coefficients[k + 7]!);
    blue += weight * (coefficients[k + 8]! * r + coefficients[k + 9]! * g + coefficients[k + 10]! * b + coefficients[k + 11]!);
  });
  target[at] = red;
  target[at + 1] = green;
  target[at + 2] = blue;
}

/** The eight cells around a place and brightness, with trilinear weights. */
function visit(columns: number, rows: number, u: number, v: number, brightness: number, use: (cell: number, weight: number) => void): void {
  const x = Math.min(columns - 1, Math.max(0, u * columns - 0.5)), y = Math.min(rows - 1, Math.max(0, v * rows - 0.5)), z = Math.min(LEVELS - 1, Math.max(0, brightness * LEVELS - 0.5));
  const x0 = Math.min(columns - 2, Math.floor(x)), y0 = Math.min(rows - 2, Math.floor(y)), z0 = Math.min(LEVELS - 2, Math.floor(z));
  const fx = x - x0, fy = y - y0, fz = z - z0;
  for (let k = 0; k < 8; k++) {
    const dx = k & 1, dy = (k >> 1) & 1, dz = k >> 2;
    const weight = (dx === 1 ? fx : 1 - fx) * (dy === 1 ? fy : 1 - fy) * (dz === 1 ? fz : 1 - fz);
    if (weight > 0) use(((z0 + dz) * rows + y0 + dy) * columns + x0 + dx, weight);
  }
}

function add(normal: Float64Array, right: Float64Array, cell: number, x: Float64Array, after: Float32Array, p: number, weight: number): void {
  for (let i = 0; i < TERMS; i++) {
    const wx = weight * x[i]!;
    for (let j = 0; j < TERMS; j++) normal[(cell * TERMS + i) * TERMS + j]! += wx * x[j]!;
    for (let c = 0; c < 3; c++) right[cell * COEFFICIENTS + c * TERMS + i]! += wx * Math.min(1, Math.max(0, after[p + c]!));
  }
}

interface Prior { readonly normal: Float64Array; readonly right: Float64Array }

function identityTarget(weight: number): Prior {
  const normal = new Float64Array(TERMS * TERMS), right = new Float64Array(COEFFICIENTS);
  for (let i = 0; i < TERMS; i++) normal[i * TERMS + i] = weight;
  for (let c = 0; c < 3; c++) right[c * TERMS + c] = weight;
  return { normal, right };
}

/** As if every cell had also seen PRIOR_PIXELS of the whole picture, mapped as the whole picture is. */
function wholePrior(wholeNormal: Float64Array, whole: Float64Array): Prior {
  const normal = wholeNormal.map((value) => value * PRIOR_PIXELS), right = new Float64Array(COEFFICIENTS);
  for (let i = 0; i < TERMS; i++) normal[i * TERMS + i]! += RIDGE;
  for (let c = 0; c < 3; c++) for (let i = 0; i < TERMS; i++) for (let j = 0; j < TERMS; j++) right[c * TERMS + i]! += normal[i * TERMS + j]! * whole[c * TERMS + j]!;
  return { normal, right };
}

/** Gaussian elimination of a symmetric positive system with three right-hand sides. */
function solve(normal: Float64Array, right: Float64Array, cell: number, prior: Prior, ridge: number): Float64Array {
  const m = Float64Array.from(prior.normal, (value, i) => value + normal[cell * TERMS * TERMS + i]! + (i % (TERMS + 1) === 0 ? ridge : 0));
  const b = Float64Array.from(prior.right, (value, i) => value + right[cell * COEFFICIENTS + i]!);
  for (let i = 0; i < TERMS; i++) {
    for (let j = i + 1; j < TERMS; j++) {
      const factor = m[j * TERMS + i]! / m[i * TERMS + i]!;
      for (let k = i; k < TERMS; k++) m[j * TERMS + k]! -= factor * m[i * TERMS + k]!;
      for (let c = 0; c < 3; c++) b[c * TERMS + j]! -= factor * b[c * TERMS + i]!;
    }
  }
  for (let c = 0; c < 3; c++) {
    for (let i = TERMS - 1; i >= 0; i--) {
      let value = b[c * TERMS + i]!;
      for (let j = i + 1; j < TERMS; j++) value -= m[i * TERMS + j]! * b[c * TERMS + j]!;
      b[c * TERMS + i] = value / m[i * TERMS + i]!;
    }
  }
  return b;
}
