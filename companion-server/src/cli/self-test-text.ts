import { basename } from 'node:path';
import type { JobReport } from '../compute/messages';
import { critiqueText, enhancementText, remarksText } from './print-report';

/** What `npm start` says: that it works, shown on a real photo, and where it listens. */
export function selfTestText(sample: string, report: JobReport, address: string, panelLink: string): string {
  const seconds = Object.values(report.stageMilliseconds).reduce((sum, ms) => sum + ms, 0) / 1000;
  return [
    `Self-test on ${basename(sample)} (${seconds.toFixed(1)} s)\n`,
    critiqueText(report.critique),
    enhancementText(report),
    remarksText(report),
    `Photocrafter is ready at ${address} (this computer only). Stop it with Ctrl+C.`,
    `Open it in the browser within two minutes (the link works once): ${panelLink}`,
    'Later, and for plugins: `npm run -s craft -- pair browser|photoshop|figma`.',
    '',
  ].join('\n');
}
