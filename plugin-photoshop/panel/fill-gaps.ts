/**
 * What React expects of a browser and UXP lacks (hosts.md 3.12; the list of vite-uxp-plugin). Each stands in only where nothing is: classes for
 * `instanceof` tests that no element passes. Imported before React.
 */
/** Nothing is an instance of it. */
function absent(): () => void { return function absentElement() { return undefined; }; }

const gaps: Readonly<Record<string, unknown>> = {
  HTMLIFrameElement: absent(),
  HTMLMediaElement: absent(),
  // TypeBox makes one for hashing, which nobody here does
  TextEncoder: absent(),
  queueMicrotask: (work: () => void) => { void Promise.resolve().then(work); },
  devicePixelRatio: 1,
};
for (const [name, value] of Object.entries(gaps)) {
  if (Reflect.get(globalThis, name) === undefined) Reflect.set(globalThis, name, value);
}

export {};
