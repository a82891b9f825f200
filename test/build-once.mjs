/** Journeys run the bundles as users do: made once before all tests. */
export default async function buildOnce() {
  process.argv.push('--quiet');
  await import('../scripts/build.mjs');
}
