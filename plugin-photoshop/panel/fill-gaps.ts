/**
 * What React expects of a browser and UXP lacks (hosts.md 3.12; the list of vite-uxp-plugin). Each stands in only where nothing is: classes for
 * `instanceof` tests that no element passes. Imported before React.
 */
const gaps: Readonly<Record<string, unknown>> = {
  HTMLIFrameElement: class {},
  HTMLMediaElement: class {},
  queueMicrotask: (work: () => void) => { void Promise.resolve().then(work); },
  devicePixelRatio: 1,
};
for (const [name, value] of Object.entries(gaps)) {
  if (Reflect.get(globalThis, name) === undefined) Reflect.set(globalThis, name, value);
}

export {};
