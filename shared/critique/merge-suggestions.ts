import type { Suggestion } from './critique';
import { amountOf, bandOf, magnitudeOf, roundAmount } from './magnitudes';

/**
 * One suggestion an attribute and scope, in the order of first mention: the same wish twice keeps the stronger, opposite
 * wishes are netted (or the later one counts where they cannot be) and flagged, as papers.md 5 (r_comp) asks.
 */
export function mergeSuggestions(list: readonly Suggestion[]): { suggestions: readonly Suggestion[]; notes: readonly string[] } {
  const groups = new Map<string, Suggestion>();
  const notes: string[] = [];
  for (const suggestion of list) {
    const key = `${suggestion.attribute} ${suggestion.scope ?? ''}`;
    const earlier = groups.get(key);
    if (earlier === undefined) { groups.set(key, suggestion); continue; }
    const reason = [...new Set([earlier.reason, suggestion.reason])].filter((part) => part !== '').join('; ');
    if (isOpposite(earlier, suggestion)) {
      const net = netOf(earlier, suggestion);
      notes.push(`contradiction about ${suggestion.attribute}${suggestion.scope === undefined ? '' : ` of the ${suggestion.scope}`}: both ${earlier.direction} and ${suggestion.direction} were asked; ${net === undefined ? `they cancel out${reason === '' ? '' : ` (${reason})`}` : `taken as ${net.direction}, ${net.magnitude}`}`);
      if (net === undefined) groups.delete(key); else groups.set(key, { ...net, reason });
    } else {
      if (earlier.amount !== suggestion.amount) notes.push(`asked twice about ${suggestion.attribute}: the stronger wish counts`);
      groups.set(key, { ...stronger(earlier, suggestion), reason });
    }
  }
  return { suggestions: [...groups.values()], notes };
}

function isOpposite(a: Suggestion, b: Suggestion): boolean { return (a.direction === 'increase') !== (b.direction === 'increase'); }

function stronger(a: Suggestion, b: Suggestion): Suggestion {
  if (a.direction !== b.direction) return a.direction === 'remove' ? a : b;
  return Math.abs(amountOf(b).value) > Math.abs(amountOf(a).value) ? b : a;
}

/** Undefined when less than half of "slightly" is left. A removal has no amount to net with: the later wish counts. */
function netOf(earlier: Suggestion, later: Suggestion): Suggestion | undefined {
  if (earlier.direction === 'remove' || later.direction === 'remove') return later;
  const net = amountOf(earlier).value + amountOf(later).value;
  const { attribute } = later;
  const amount = roundAmount(Math.abs(net));
  if (amount < bandOf(attribute, 'slightly') / 2) return undefined;
  return { ...later, direction: net > 0 ? 'increase' : 'decrease', magnitude: magnitudeOf(attribute, amount), amount };
}
