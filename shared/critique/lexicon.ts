import type { Magnitude, SuggestionDirection } from './critique';
import { QUALITIES } from './lexicon-qualities';
import type { Meaning, NumberUnit, Region } from './meaning';

function each(meaning: Meaning, phrases: string): [string, Meaning][] {
  return phrases.split(',').map((phrase) => [phrase.trim(), meaning]);
}

const direction = (value: SuggestionDirection): Meaning => ({ kind: 'direction', direction: value });
const magnitude = (value: Magnitude): Meaning => ({ kind: 'magnitude', magnitude: value });
const region = (value: Region, note?: string): Meaning => ({ kind: 'region', region: value, ...(note !== undefined && { note }) });
const unit = (value: NumberUnit): Meaning => ({ kind: 'unit', unit: value });
const spelled = (value: number): Meaning => ({ kind: 'number', value, signed: false, spelled: true });

const GRAMMAR: readonly [string, Meaning][] = [
  ...each(direction('increase'), `increase, increased, increasing, raise, raised, raising, boost, boosted, boosting, up, turn up, push, push up, bump, bump up, add, adding, more,
    higher, high, greater, stronger, enhance, enhanced, enhancing, improve, better, lift, lifting, intensify, strengthen, bring up, bring out, bring back, needs, need, needs more, need more, could use,
    not enough, too little, too low, is low, lacks, lacking, lack, lack of, give, give it, introduce, amplify, pump up, crank up`),
  ...each(direction('decrease'), `decrease, decreased, decreasing, reduce, reduced, reducing, lower, lowered, lowering, low, less, halve, fewer, down, turn down, turn back, bring down, pull down,
    pull back, dial back, dial down, tone down, tame, drop, cut, cut down, diminish, weaken, minimise, minimize, ease off, ease, too much, too high, too many, too strong, is high, excessive`),
  ...each(direction('remove'), 'remove, removed, removing, get rid of, eliminate, no, no more, take out, clean up, clean, clear, suppress, neutralise, neutralize, kill, correct, fix, cure, repair'),
  ...each(magnitude('slightly'), `slightly, slight, touch, bit, little, little bit, tad, hint, hint of, touch of, bit of, little bit of, tad of, hair, subtly, subtle,
    gently, gentle, marginally, very slightly, ever so slightly, lightly, kind of, sort of, minor, faintly, smidge, barely, not much, not too much, not lot`),
  ...each(magnitude('moderately'), 'moderately, moderate, somewhat, fairly, rather, quite, quite bit, noticeably, medium, reasonably'),
  ...each(magnitude('strongly'), `strongly, much, way, lot, lots, lots of, lot of, heavily, heavy, significantly, significant, greatly, considerably, considerable, substantially, drastically, dramatically, really, very, very much,
    so much, hugely, far, extremely, extreme, massively, majorly, super, intensely, aggressively, ton, ton of, tons of, markedly, severely, strong, big, plenty of`),
  ...each(region('subject'), 'subject, main subject, foreground subject, in subject, on subject, of subject, for subject, to subject'),
  ...each(region('subject', 'people and faces are read as the subject'), 'person, people, face, faces, portrait, model, man, woman, child, on face, on faces, in face, of face, of person'),
  ...each(region('background'), 'background, backdrop, surroundings, in background, of background, on background, for background, to background, behind subject'),
  ...each(region('sky'), 'sky, skies, clouds, in sky, of sky, on sky, for sky, to sky, in clouds'),
  ...each(region('highlights'), 'in highlights, of highlights, to highlights, for highlights, in bright areas, of bright areas'),
  ...each(region('shadows'), 'in shadows, of shadows, to shadows, for shadows, in dark areas, of dark areas'),
  ...each(region('skin'), 'skin, skin tone, skin tones, on skin, of skin, in skin, to skin'),
  ...each(region('whole'), `it, image, photo, picture, photograph, pic, shot, scene, everything, overall, whole thing, entire image, entire photo, entire picture,
    whole image, whole photo, whole picture, everything else, rest, globally, all, thing, result, frame`),
  ...each(unit('EV'), 'ev, evs, stop, stops, f stop, f stops'),
  ...each(unit('%'), '%, percent, per cent, pct'),
  ...each(unit('mired'), 'mired, mireds'),
  ...each(unit('kelvin'), 'k, kelvin, kelvins'),
  ...each(unit('degrees'), '°, degree, degrees, deg'),
  ...each(unit('L*'), 'l *'),
  ...each(spelled(0.5), 'half, one half'),
  ...each(spelled(1 / 3), 'third, one third'),
  ...each(spelled(2 / 3), 'two thirds, two third'),
  ...each(spelled(0.25), 'quarter, one quarter'),
  ...each(spelled(0.75), 'three quarters'),
  ...each(spelled(1), 'one, full'),
  ...each(spelled(1.5), 'one and half'),
  ...each(spelled(2), 'two, couple of'),
  ...each(spelled(2.5), 'two and half'),
  ...each(spelled(3), 'three'),
  ...each(spelled(5), 'five'),
  ...each(spelled(10), 'ten'),
  ...each(spelled(20), 'twenty'),
  ...each(spelled(50), 'fifty'),
  ...each({ kind: 'keep' }, `keep, keeping, while keeping, preserve, preserving, while preserving, protect, protecting, while protecting, leave, leaving, while leaving, retain, retaining, maintain, maintaining, while maintaining,
    don't touch, do not touch, dont touch, don't change, do not change, dont change, don't alter, do not alter, don't affect, do not affect, don't modify, do not modify, don't edit, do not edit,
    don't mess with, without touching, without changing, without affecting, without altering, not touching, spare, except, except for, everything except, everything but, all but, but not, excluding, don't lose, without losing`),
  ...each({ kind: 'negation' }, "don't, dont, do not, never, without, avoid, avoiding, no need to, not to, rather than, instead of"),
  ...each({ kind: 'not' }, "not, not so, not as, neither, less so, isn't, is not, are not, aren't, looks not, doesn't look"),
  ...each({ kind: 'enough' }, 'enough, sufficiently'),
  ...each({ kind: 'too' }, 'too, overly, excessively, over'),
  ...each({ kind: 'is' }, "is, are, was, looks, look, looking, seems, seem, appears, appear, feels, feel, it's, comes out, came out, turned out, that's, there's, there is, there are, has, have, i see, suffers from, shows"),
  ...each({ kind: 'place' }, 'in, on, at, of, under, behind, near, from, inside, outside, into, onto, within, across'),
  ...each({ kind: 'reason' }, 'because, since, because of, due to, so that, in order to'),
  ...each({ kind: 'and' }, 'and, &, +, plus, also, then, and also, and then, as well as, along with, with, together with, or, /, next, finally, first, firstly, second, secondly, lastly'),
  ...each({ kind: 'but' }, 'but, yet, however, though, although, while, but also, whereas'),
  ...each({ kind: 'stop' }, `please, pls, kindly, can, could, you, would, should, shall, will, may, might, must, i, i'd, i'm, i'll, we, want, like, love, to, be, being, been, make, makes, making, made, get, gets, getting,
    have it, let, let's, just, only, some, any, by, for, so, change, changed, adjust, adjusted, set, shift, shifted, bring, turn, turned, pull, dial, convert, converted, render, apply, applied, try, do, does, doing, use, go, towards, toward, them, as well, around, about,
    level, levels, amount, value, again, now, still, here, there, me, its own, as is, as it is, as they are, alone, intact, untouched, unchanged, keep it natural, natural looking, look natural, same, more or less, think, perhaps, maybe, thanks, thank,
    suggest, suggestion, suggestions, recommend, consider, edit, edited, edits, version, look of, effect, effects, tones, area, areas, region, regions, part, parts, which, than, even, if, possible, possibly, nice, nicely,
    hi, hello, hey, am, up to, and so, so it, ok, okay, well, approximately, roughly, its, into, vibe, vibes, mood of, feel, atmosphere, lol, haha, thx, ty, plz, bro, dude`),
];

/** Words that only point at what follows: skipped inside phrases, and a sign that an unknown word names a thing. */
export const DETERMINERS: ReadonlySet<string> = new Set(['the', 'a', 'an', 'this', 'these', 'those', 'my', 'your', 'his', 'her', 'their', 'our']);

export const LEXICON: ReadonlyMap<string, Meaning> = new Map([...QUALITIES, ...GRAMMAR]);

/** The longest phrase in words: how far the reader looks ahead. */
export const LONGEST_PHRASE = Math.max(...Array.from(LEXICON.keys(), (phrase) => phrase.split(' ').length));
