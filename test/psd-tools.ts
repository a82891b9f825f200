import { execFileSync } from 'node:child_process';

/** A Python that has psd-tools, an independent reader of PSD files: Debian's python3-psd-tools lives beside the system's Python, which a version manager's may hide. */
export const PSD_TOOLS_PYTHON = ['python3', '/usr/bin/python3'].find((candidate) => {
  try {
    execFileSync(candidate, ['-c', 'import psd_tools'], { stdio: 'ignore' });
    return true;
  } catch { return false; }
});

/** What a script that prints JSON says of the PSD file that it gets as its only word. */
export function readWithPsdTools(script: string, path: string): unknown {
  if (PSD_TOOLS_PYTHON === undefined) throw new Error('psd-tools is not installed');
  return JSON.parse(execFileSync(PSD_TOOLS_PYTHON, ['-c', script, path], { encoding: 'utf8' }));
}
