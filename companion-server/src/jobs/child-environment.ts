/** What a compute process may know of our environment: how to find libraries, folders, the language, and the GPU. No tokens. */
const ALLOWED = new Set([
  'PATH', 'HOME', 'USERPROFILE', 'LOCALAPPDATA', 'APPDATA', 'SYSTEMROOT', 'WINDIR', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ',
  'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'CUDA_PATH', 'CUDA_VISIBLE_DEVICES', 'NVIDIA_VISIBLE_DEVICES', 'HIP_VISIBLE_DEVICES', 'UV_THREADPOOL_SIZE', 'OMP_NUM_THREADS',
]);

/** The child's environment, with `scratchFolder` as its place for temporary files. */
export function childEnvironment(ours: Readonly<Record<string, string | undefined>>, scratchFolder: string): Record<string, string> {
  const allowed = Object.entries(ours).filter((entry): entry is [string, string] => entry[1] !== undefined && ALLOWED.has(entry[0].toUpperCase()));
  return { ...Object.fromEntries(allowed), TMPDIR: scratchFolder, TMP: scratchFolder, TEMP: scratchFolder };
}
