import * as Type from 'typebox';
import { Count, list, strictObject, text, type Admitted } from './strict';

/** One pack of networks: what it adds, what it costs, and how to get it. Nothing is fetched unasked. */
export const ModelsAnswerSchema = strictObject({
  models: list(strictObject({
    name: text(100),
    task: text(100),
    source: text(300),
    licence: text(200),
    bytes: Count,
    installed: Type.Boolean(),
    adds: text(500),
    command: text(200),
  }), 100),
});
export type ModelsAnswer = Admitted<typeof ModelsAnswerSchema>;

/** What this computer can run, and why the rest was refused. */
export const DoctorAnswerSchema = strictObject({
  version: text(40),
  runtime: text(100),
  platform: text(100),
  providers: list(strictObject({ provider: text(60), usable: Type.Boolean(), because: text(1000), milliseconds: Type.Optional(Type.Number({ minimum: 0 })) }), 20),
  checks: list(strictObject({ name: text(100), ok: Type.Boolean(), detail: text(1000) }), 50),
  hints: list(text(1000), 20),
});
export type DoctorAnswer = Admitted<typeof DoctorAnswerSchema>;
