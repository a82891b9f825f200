"""What a critic would say about a lesson: the change between its two pictures, in the words of shared/critique/magnitudes.ts."""
import torch

from ..operators import CORRECTIONS, SRGB_TO_XYZ, lab, to_linear
from .network import SUGGESTIONS

WORDS = torch.tensor([0.31, 0.66, 1.0, 1.5])  # slightly, moderately, bare, strongly in units of "plain", mean over the attributes
WORTH_A_WORD = 0.6 * 0.31
LIGHTNESS_PER_FULL_ZONE, TINT_STEPS_PER_DUV = 9.0, 3.0


def suggestions_of(pixels, answers):
    """[N, 7], signed, in units of "plain", rounded to a word; 0 where nothing is worth a word. Tone and chroma are measured, white balance and zones are the answer's."""
    with torch.no_grad():
        before, after = pixels[:, 0].float() / 255, pixels[:, 1].float() / 255
        stops = lambda rgb: torch.log2((to_linear(rgb) @ SRGB_TO_XYZ[1]).clamp_min(2 ** -12)).mean(1)
        a, b = lab(before), lab(after)
        spread = lambda x: torch.quantile(x[..., 0], 0.95, dim=1) - torch.quantile(x[..., 0], 0.05, dim=1)
        chroma = lambda x: torch.hypot(x[..., 1], x[..., 2]).mean(1)
        share = lambda to, now: torch.where(now > 1, 100 * (to / now.clamp_min(1) - 1), torch.zeros_like(now))
        names = [name for name, _ in CORRECTIONS]
        of = lambda name: answers[:, names.index(name)]
        amounts = torch.stack([stops(after) - stops(before), share(spread(b), spread(a)), of("highlights") / 100 * LIGHTNESS_PER_FULL_ZONE,
                               of("shadows") / 100 * LIGHTNESS_PER_FULL_ZONE, share(chroma(b), chroma(a)), of("miredShift"), of("tint") / TINT_STEPS_PER_DUV], 1)
        plain = amounts / torch.tensor([size for _, size in SUGGESTIONS])
        size = plain.abs().clamp_min(1e-4)
        word = WORDS[(size[..., None].log() - WORDS.log()).abs().argmin(-1)]
        return torch.where(size >= WORTH_A_WORD, plain.sign() * word, torch.zeros_like(plain))
