import type { EditPlan } from '../../plan/edit-plan';

/** What the user edits: a plan and how strongly all of it applies, 0..1. */
export interface Edit { readonly plan: EditPlan; readonly masterStrength: number }

/** Undo and redo. Edits of one gesture (a drag, a run of arrow keys on one slider) are one step. */
export interface EditHistory {
  readonly past: readonly Edit[];
  readonly present: Edit;
  readonly future: readonly Edit[];
  readonly gesture?: string;
}

const MAX_STEPS = 200;

export function startHistory(present: Edit): EditHistory {
  return { past: [], present, future: [] };
}

/** Continues the last gesture when `gesture` names it; every other edit is a step of its own. */
export function changeEdit(history: EditHistory, present: Edit, gesture?: string): EditHistory {
  const continues = gesture !== undefined && gesture === history.gesture;
  return { past: continues ? history.past : [...history.past, history.present].slice(-MAX_STEPS), present, future: [], ...(gesture !== undefined && { gesture }) };
}

export function undoEdit({ past, present, future }: EditHistory): EditHistory {
  const before = past.at(-1);
  return before === undefined ? { past, present, future } : { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

export function redoEdit({ past, present, future }: EditHistory): EditHistory {
  const [next, ...rest] = future;
  return next === undefined ? { past, present, future } : { past: [...past, present], present: next, future: rest };
}

/** The plan as it is sent: the master strength multiplied into every step. */
export function planToSend({ plan, masterStrength }: Edit): EditPlan {
  return { ...plan, steps: plan.steps.map((step) => ({ ...step, strength: step.strength * masterStrength })) };
}
