import type { Magnitude, SuggestionAttribute } from './critique';
import type { Change, Meaning, Zone } from './meaning';

type Quality = readonly [string, Meaning];
type Kind = 'noun' | 'cast' | 'comparative' | 'base' | 'verb' | 'fault';

const up = (attribute: SuggestionAttribute, magnitude?: Magnitude): Change => ({ attribute, direction: 'increase', ...(magnitude && { magnitude }) });
const down = (attribute: SuggestionAttribute, magnitude?: Magnitude): Change => ({ attribute, direction: 'decrease', ...(magnitude && { magnitude }) });
const gone = (attribute: SuggestionAttribute): Change => ({ attribute, direction: 'remove' });

function words(kind: Kind, changes: Change | readonly Change[], phrases: string, note?: string): Quality[] {
  const list = 'attribute' in changes ? [changes] : changes;
  return phrases.split(',').map((phrase) => [phrase.trim(), { kind, changes: list, ...(note !== undefined && { note }) }]);
}
function zone(name: Zone, phrases: string): Quality[] {
  return phrases.split(',').map((phrase) => [phrase.trim(), { kind: 'noun', changes: [up(name)], zone: name }]);
}

/** Moods that are several changes at once; the note says how they were read. */
const PUNCH = [up('contrast'), up('vibrance', 'slightly')];
const MOODY = [down('exposure', 'slightly'), up('contrast', 'slightly'), down('saturation', 'slightly')];
const DRAMATIC = [up('contrast', 'moderately'), up('clarity', 'slightly')];
const AIRY = [up('exposure', 'slightly'), up('shadows', 'slightly'), down('contrast', 'slightly')];
const FADED = [down('contrast', 'slightly'), down('saturation', 'slightly')];
const NEUTRAL = [gone('colourTemperature'), gone('tint')];
const PUNCH_NOTE = 'punch and pop are read as contrast and a little vibrance';
const MOODY_NOTE = 'moody is read as slightly darker, more contrast, less saturated';
const NEUTRAL_NOTE = 'a neutral white is read as removing the measured colour cast';

/** Names of qualities. `changes` is what more of it means. */
const NOUNS: readonly Quality[] = [
  ...words('noun', up('exposure'), 'light & exposure, light and exposure, lighting and exposure, exposure, exposure level, brightness, lightness, luminosity, luminance, light, lighting, illumination, ev compensation, exposure compensation'),
  ...words('noun', down('exposure'), 'darkness'),
  ...words('noun', up('contrast'), 'contrast, tonal contrast, overall contrast, global contrast, tonal range, contrasts'),
  ...words('noun', down('contrast'), 'flatness, softness of tones'),
  ...zone('highlights', 'highlights, highlight, bright areas, bright tones, whites, white, highlight tones, bright parts, lights'),
  ...zone('shadows', 'shadows, shadow tones, dark areas, dark tones, blacks, black, dark parts, shadow areas, shadow detail, shadow details, darks'),
  ...words('noun', down('highlights'), 'highlight detail, highlight details, highlight recovery'),
  ...words('noun', up('saturation'), 'saturation, colour saturation, color saturation, colour intensity, color intensity, colour, color, colours, colors, colourfulness, colorfulness, chroma'),
  ...words('noun', up('vibrance'), 'vibrance, vibrancy, vividness, richness'),
  ...words('noun', up('colourTemperature'), 'colour temperature, color temperature, temperature, temp'),
  ...words('cast', up('colourTemperature'), 'warmth, warm tones, orange tint, yellow tint, yellow, orange, yellowness'),
  ...words('cast', down('colourTemperature'), 'coolness, coldness, cool tones, blue tint, blueness, blue'),
  ...words('noun', up('tint'), 'tint'),
  ...words('cast', up('tint'), 'magenta, magenta tint, pink tint, pink, purple tint, purple'),
  ...words('cast', down('tint'), 'green, green tint, greenish tint, greenness'),
  ...words('noun', NEUTRAL, 'white balance, colour balance, color balance, wb', NEUTRAL_NOTE),
  ...words('noun', PUNCH, 'punch, pop, impact, oomph, snap', PUNCH_NOTE),
  ...words('noun', DRAMATIC, 'drama, mood', 'drama is read as contrast and a little clarity'),
  ...words('noun', up('depthOfField'), 'depth of field, depth of focus, dof, deep depth of field, deeper depth of field, background sharpness, background focus'),
  ...words('noun', down('depthOfField'), 'bokeh, bokeh effect, background blur, background bokeh, blurred background, blurry background, background separation, subject separation, shallow depth of field, shallower depth of field, shallow dof, shallow focus'),
  ...words('noun', up('vignette'), 'vignette, vignetting, dark corners, corner shading'),
  ...words('noun', gone('horizon'), 'straightening'),
  ...words('noun', up('horizon'), 'horizon, horizon line, tilt, rotation, angle'),
  ...words('noun', up('crop'), 'crop, cropping'),
  ...words('noun', up('clarity'), 'clarity, texture, structure, local contrast, micro contrast, midtone contrast, definition, detail, details, fine detail, texture detail'),
  ...words('noun', up('blur'), 'blur, blurriness, motion blur, camera shake, defocus, defocus blur, blurring, softness, unsharpness'),
  ...words('noun', gone('blur'), 'sharpness, crispness, acuity, sharpening, focus, deblurring'),
  ...words('noun', up('noise'), 'noise, grain, graininess, film grain, image noise, colour noise, color noise, iso noise, digital noise, chroma noise, luminance noise, noises'),
  ...words('noun', gone('noise'), 'denoising, noise reduction, smoothness'),
  ...words('noun', gone('haze'), 'dehazing'),
  ...words('noun', up('haze'), 'haze, fog, mist, smog, haziness, veil, fogginess, murk'),
  ...words('noun', up('lowLight'), 'low light'),
  ...words('noun', gone('lowLight'), 'low light enhancement, low light correction'),
  ...words('noun', up('rain'), 'rain, raindrops, rain streaks, rain drops, rain streak'),
  ...words('noun', up('moire'), 'moire, moiré, moire pattern, moiré pattern, moire patterns, moiré patterns'),
  ...words('noun', up('shadow'), 'shadow, cast shadow, cast shadows, shadow cast'),
  ...words('noun', up('compression'), 'compression, compression artefacts, compression artifacts, jpeg artefacts, jpeg artifacts, artefacts, artifacts, blocking, blockiness, banding'),
];

/** Wanted qualities in the comparative: never a complaint, except after "too" and "less". */
const COMPARATIVES: readonly Quality[] = [
  ...words('comparative', up('exposure'), 'brighter, lighter'),
  ...words('comparative', down('exposure'), 'darker, dimmer'),
  ...words('comparative', up('contrast'), 'contrastier, harder, harsher'),
  ...words('comparative', down('contrast'), 'flatter, softer'),
  ...words('comparative', up('colourTemperature'), 'warmer, yellower, more golden, toastier'),
  ...words('comparative', down('colourTemperature'), 'cooler, colder, bluer'),
  ...words('comparative', up('tint'), 'pinker, rosier'),
  ...words('comparative', down('tint'), 'greener'),
  ...words('comparative', PUNCH, 'punchier, poppier', PUNCH_NOTE),
  ...words('comparative', MOODY, 'moodier', MOODY_NOTE),
  ...words('comparative', AIRY, 'airier', 'airy is read as slightly brighter, lifted shadows, less contrast'),
  ...words('comparative', up('saturation'), 'richer'),
  ...words('comparative', down('saturation'), 'paler, duller'),
  ...words('comparative', gone('blur'), 'sharper, crisper'),
  ...words('comparative', up('blur'), 'blurrier'),
  ...words('comparative', gone('noise'), 'cleaner, smoother'),
  ...words('comparative', up('noise'), 'noisier, grainier'),
  ...words('comparative', up('haze'), 'hazier, foggier, mistier'),
  ...words('comparative', gone('haze'), 'clearer'),
  ...words('comparative', gone('horizon'), 'straighter'),
  ...words('comparative', up('crop'), 'tighter, closer, tighter crop, closer crop'),
  ...words('comparative', down('crop'), 'wider, looser, wider crop, looser crop'),
];

/** Wanted qualities in the base form; "is X", "too X" and "looks X" complain about them. */
const BASES: readonly Quality[] = [
  ...words('base', up('exposure'), 'bright, light toned, luminous'),
  ...words('base', down('exposure'), 'dark, dim'),
  ...words('base', up('contrast'), 'contrasty, contrasted, high contrast'),
  ...words('base', down('contrast'), 'flat, soft, low contrast'),
  ...words('base', up('saturation'), 'saturated, colourful, colorful'),
  ...words('base', down('saturation'), 'muted, pale, desaturated, pastel, subdued'),
  ...words('base', up('vibrance'), 'vivid, vibrant, lively'),
  ...words('base', up('colourTemperature'), 'warm, golden, golden hour, sunny, yellowish, orangish, warmish'),
  ...words('base', down('colourTemperature'), 'cool, cold, bluish, icy, chilly'),
  ...words('base', up('tint'), 'pinkish, purplish'),
  ...words('base', down('tint'), 'greenish'),
  ...words('base', PUNCH, 'punchy', PUNCH_NOTE),
  ...words('base', MOODY, 'moody, broody, sombre', MOODY_NOTE),
  ...words('base', DRAMATIC, 'dramatic', 'dramatic is read as contrast and a little clarity'),
  ...words('base', AIRY, 'airy, bright and airy, light and airy', 'airy is read as slightly brighter, lifted shadows, less contrast'),
  ...words('base', FADED, 'faded, matte', 'faded is read as a little less contrast and saturation'),
  ...words('base', gone('blur'), 'sharp, crisp'),
  ...words('base', NEUTRAL, 'neutral', NEUTRAL_NOTE),
  ...words('base', gone('saturation'), 'black and white, monochrome, black & white, b & w, bw, greyscale, grayscale, colourless, colorless'),
];

/** Defects by name; `changes` is the remedy, with or without "too", "is" or "fix". */
const FAULTS: readonly Quality[] = [
  ...words('fault', NEUTRAL, `colour cast, color cast, cast, colour casts, color casts, off colour, off color,
    white balance is off, white balance is wrong, wb is off, colours are off, colors are off, colours look off, colors look off`, NEUTRAL_NOTE),
  ...words('fault', down('colourTemperature'), 'yellow cast, orange cast, warm cast, yellowish cast'),
  ...words('fault', up('colourTemperature'), 'blue cast, cold cast, cool cast, bluish cast'),
  ...words('fault', down('tint'), 'magenta cast, pink cast, purple cast, pinkish cast'),
  ...words('fault', up('tint'), 'green cast, greenish cast'),
  ...words('fault', down('saturation'), 'oversaturated, over saturated, oversaturation, garish, gaudy'),
  ...words('fault', up('saturation'), 'undersaturated, under saturated'),
  ...words('fault', down('contrast'), 'harsh'),
  ...words('fault', gone('blur'), 'too soft, looks soft, is soft, bit soft'),
  ...words('fault', up('exposure'), 'underexposed, under exposed, underexposure, gloomy, murky light'),
  ...words('fault', down('exposure'), 'overexposed, over exposed, overexposure'),
  ...words('fault', down('highlights'), 'blown out, blown, clipped, burnt out, burned out, glaring, blown out highlights, blown highlights, clipped highlights, burnt highlights, burned highlights'),
  ...words('fault', up('shadows'), 'crushed, blocked up, crushed shadows, blocked shadows, crushed blacks, deep shadows'),
  ...words('fault', [up('contrast'), up('saturation', 'slightly')], 'washed out, dull, lifeless, bland, drab, dullness', 'dull and washed out are read as wanting contrast and a little saturation'),
  ...words('fault', gone('blur'), 'blurry, blurred, out of focus, unsharp, fuzzy, shaky'),
  ...words('fault', gone('noise'), 'noisy, grainy'),
  ...words('fault', gone('haze'), 'hazy, foggy, misty, smoggy, milky'),
  ...words('fault', gone('horizon'), 'crooked, tilted, slanted, skewed, tilted horizon, crooked horizon, slanted horizon, not level, not straight'),
  ...words('fault', gone('compression'), 'blocky, pixelated'),
  ...words('fault', gone('rain'), 'rainy'),
];

/** Words that act by themselves. */
const VERBS: readonly Quality[] = [
  ...words('verb', up('exposure'), 'brighten, brightening, brighten up, lighten, lightening, lighten up, illuminate, light up, expose more, overexpose'),
  ...words('verb', down('exposure'), 'darken, darkening, dim down, darken down, underexpose, expose less'),
  ...words('verb', up('shadows'), 'fill shadows, recover shadows, open shadows, open up shadows, bring out shadows, brighten shadows, soften shadows, reduce shadows, less shadows, fill light, lift shadows, recover shadow detail, recover shadow details'),
  ...words('verb', gone('shadow'), 'remove shadows, remove cast shadows'),
  ...words('verb', down('shadows'), 'deepen shadows, deeper shadows, crush shadows, crush blacks, deeper blacks, deepen blacks, darker shadows'),
  ...words('verb', down('highlights'), 'recover highlights, save highlights, restore highlights, bring back highlights, hold back highlights, rescue highlights, recover sky detail'),
  ...words('verb', down('contrast'), 'flatten, soften'),
  ...words('verb', up('saturation'), 'saturate, enrich colours, enrich colors'),
  ...words('verb', down('saturation'), 'desaturate, mute, mute colours, mute colors, desaturating'),
  ...words('verb', up('vibrance'), 'liven up, enliven, vivify, colours pop, colors pop'),
  ...words('verb', up('colourTemperature'), 'warm up, warming'),
  ...words('verb', down('colourTemperature'), 'cool down, cool off, cooling'),
  ...words('verb', NEUTRAL, 'white balance correction, neutral white balance, neutral whites', NEUTRAL_NOTE),
  ...words('verb', down('depthOfField'), `blur background, soften background, defocus background, separate subject, isolate subject,
    background blurry, background blurrier, background more blurry, background blurred, background more blurred, background softer, background out of focus, blurrier background, softer background`),
  ...words('verb', up('depthOfField'), 'sharpen background, background sharper, sharper background, background less blurry, background less blurred, more in focus, deepen focus'),
  ...words('verb', up('vignette'), 'darken corners, darken edges, darker corners, darker edges, corners darker, edges darker'),
  ...words('verb', down('vignette'), 'brighten corners, lighten corners, brighten edges, lighten edges, brighter corners, brighter edges, corners are too dark, edges are too dark'),
  ...words('verb', gone('blur'), 'deblur, sharpen, unblur, sharpening up, sharpen up, refocus, crispen'),
  ...words('verb', gone('noise'), 'denoise, de noise, degrain, smooth noise'),
  ...words('verb', gone('haze'), 'dehaze, de haze, defog, cut through haze'),
  ...words('verb', gone('rain'), 'derain, de rain'),
  ...words('verb', gone('moire'), 'demoire, de moire, demoiré'),
  ...words('verb', gone('lowLight'), 'enhance low light, improve low light, low light boost, brighten low light'),
  ...words('verb', gone('horizon'), 'straighten, straighten out, straighten horizon, straighten up, level horizon, unskew, deskew, straightened'),
  ...words('verb', up('crop'), 'crop tighter, zoom in, crop closer, tighten crop, trim'),
  ...words('verb', down('crop'), 'crop wider, zoom out, loosen crop'),
];

export const QUALITIES: readonly Quality[] = [...NOUNS, ...COMPARATIVES, ...BASES, ...FAULTS, ...VERBS];
