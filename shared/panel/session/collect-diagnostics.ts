import { toAppError } from '../../errors/app-error';
import { PRODUCT_VERSION, PROTOCOL_VERSION } from '../../protocol/product';
import type { DoctorAnswer } from '../../protocol/doctor';
import type { PictureState } from '../state/panel-state';
import type { WorkParts } from './picture-work';
import { withoutPaths } from './without-paths';

/** The companion's own look at the computer takes seconds; a file without it is better than none. */
const PATIENCE_MS = 15_000;

/**
 * What helps to find a fault, as JSON text. No pictures, no file names or paths, no instructions, no addresses with secrets: names are counted,
 * not told, and the token is never touched.
 */
export async function collectDiagnostics({ host, store, link }: WorkParts): Promise<string> {
  const { connection, pictures, presets, choice } = store.state();
  const patience = new AbortController();
  const timer = setTimeout(() => { patience.abort(); }, PATIENCE_MS);
  const doctor = await link.use((client) => client.doctor(patience.signal), patience.signal)
    .catch((error: unknown): DoctorAnswer | { readonly unavailable: string } => ({ unavailable: toAppError(error).code }))
    .finally(() => { clearTimeout(timer); });
  return `${JSON.stringify({
    panel: { version: PRODUCT_VERSION, protocolVersion: PROTOCOL_VERSION, host: host.name, agent: navigator.userAgent, language: navigator.language, width: window.innerWidth, pixelRatio: window.devicePixelRatio },
    connection: connection.kind === 'connected' ? { kind: connection.kind, version: connection.hello.version, protocolVersion: connection.hello.protocolVersion, capabilities: connection.hello.capabilities } : { kind: connection.kind },
    choice,
    presets: presets.length,
    pictures: pictures.map(describePicture),
    doctor: withoutPaths(doctor),
  }, null, 2)}\n`;
}

function describePicture({ proxy, job, failure, takes, edits, critique }: PictureState) {
  return {
    proxy: proxy && { width: proxy.width, height: proxy.height },
    job: job && { purpose: job.purpose, stage: job.stage, progress: job.progress },
    failure: failure && { code: failure.code, retryable: failure.retryable },
    critic: critique?.critic,
    takes: takes.map(({ report }) => ({ artist: report.artist, stageMilliseconds: report.stageMilliseconds, peakRssBytes: report.peakRssBytes, hints: withoutPaths(report.hints) })),
    steps: edits?.present.plan.steps.map(({ operator, version, enabled, strength }) => ({ operator, version, enabled, strength })),
  };
}
