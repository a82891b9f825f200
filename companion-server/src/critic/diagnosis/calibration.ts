import model from '../../../models/degradation-diagnosis.json';
import type { DegradationKind } from './diagnosis';

/** Severity from which a fault is restored unasked: at most two in a hundred clean training photos lie above it (fit-diagnosis.py). */
export const ALARM_LEVELS: Readonly<Record<DegradationKind, number>> = model.alarmLevels;
