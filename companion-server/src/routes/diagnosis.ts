import type { DoctorAnswer, ModelsAnswer } from '@photocrafter/shared/protocol/doctor';
import { ROUTES } from '@photocrafter/shared/protocol/routes';
import { fromTable, type TypedApp } from './typed-app';

/** Answers that need engines or networks; they are made in a child process, because this one loads neither. */
export interface Providers {
  readonly models: (signal: AbortSignal) => Promise<ModelsAnswer>;
  readonly doctor: (signal: AbortSignal) => Promise<DoctorAnswer>;
}

export function addDiagnosisRoutes(app: TypedApp, providers: Providers, closing: AbortSignal): void {
  app.route({ ...fromTable(ROUTES.models), handler: () => providers.models(closing) });
  app.route({ ...fromTable(ROUTES.doctor), handler: () => providers.doctor(closing) });
}
