/** What the browser says about requests to this computer: Chrome's Local Network Access (trust.md section 5). */
export type LocalNetworkVerdict = 'allowed' | 'page' | 'user';

interface PolicyDocument { readonly featurePolicy?: { allowsFeature(name: string): boolean; features(): readonly string[] } }

/** The permission's name from Chrome 145 on, and the one before. */
const PERMISSIONS = ['loopback-network', 'local-network-access'];

/**
 * Finds out whether a rule of the browser, not an absent companion, explains silence: `page` when the page around this one does not
 * pass the permission on, `user` when it was refused. `allowed` also where the browser knows no such rule.
 */
export async function diagnoseLocalNetwork(document: object, navigator: Pick<Navigator, 'permissions'> | undefined): Promise<LocalNetworkVerdict> {
  const policy = (document as PolicyDocument).featurePolicy;
  const known = PERMISSIONS.filter((name) => policy?.features().includes(name));
  if (policy !== undefined && known.length > 0 && !known.some((name) => policy.allowsFeature(name))) return 'page';
  for (const name of PERMISSIONS) {
    try {
      const { state } = await navigator!.permissions.query({ name: name as PermissionName });
      return state === 'denied' ? 'user' : 'allowed';
    } catch {
      // this browser does not know the name
    }
  }
  return 'allowed';
}
