"""Faults as cameras make them. Each function takes a clean crop (float32 RGB 0..1, encoded) and returns (faulty, level plane [H, W])."""
import io

import cv2
import numpy as np
from PIL import Image


def to_linear(v):
    return np.where(v <= 0.04045, v / 12.92, ((np.maximum(v, 0) + 0.055) / 1.055) ** 2.4).astype(np.float32)


def to_encoded(v):
    return np.where(v <= 0.0031308, v * 12.92, 1.055 * np.maximum(v, 1e-9) ** (1 / 2.4) - 0.055).astype(np.float32)


def jpeg(image, quality, coarse_chroma):
    picture = Image.fromarray(np.clip(image * 255 + 0.5, 0, 255).astype(np.uint8))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=int(quality), subsampling=2 if coarse_chroma else 0)
    return np.asarray(Image.open(file), np.float32) / 255


def round8(image, random):
    """Most pictures are 8 bits deep and clipped; a few keep what they have."""
    return np.round(np.clip(image, 0, 1) * 255) / 255 if random.random() < 0.9 else image


def camera_noise(clean, random):
    """Shot and read noise in linear light behind white-balance gains, sometimes smeared by demosaicing."""
    linear = to_linear(clean)
    shot, read = 10 ** random.uniform(-4.3, -1.9), 10 ** random.uniform(-3.6, -1.75)
    gains = np.array([random.uniform(1.2, 2.2), 1, random.uniform(1.2, 2.2)], np.float32)
    deviation = np.sqrt(shot * linear * gains + (read * gains) ** 2)
    noise = random.standard_normal(clean.shape).astype(np.float32)
    if random.random() < 0.5:
        smear = random.uniform(0.3, 0.75)
        noise = cv2.GaussianBlur(noise, (0, 0), smear)
        noise /= max(noise.std(), 1e-6)
    return to_encoded(np.maximum(linear + deviation * noise, 0))


def gaussian_noise(clean, random):
    sigma = random.uniform(2, 55) / 255
    noise = random.standard_normal(clean.shape).astype(np.float32)
    if random.random() < 0.25:
        # one value for all channels, or chroma alone: scans and phone pictures
        common = noise.mean(axis=2, keepdims=True) * 3 ** 0.5
        share = random.uniform(0, 1)
        noise = common * share + noise * (1 - share)
    return clean + sigma * noise


def noisy(clean, random):
    kind = random.random()
    if kind < 0.05:
        return round8(clean, random), np.full(clean.shape[:2], random.uniform(0, 2) / 255, np.float32)
    faulty = round8(gaussian_noise(clean, random) if kind < 0.5 else camera_noise(clean, random), random)
    if random.random() < 0.2:
        faulty = jpeg(faulty, random.integers(85, 99), random.random() < 0.5)
    return faulty, noise_plane(faulty - clean, random)


def noise_plane(noise, random):
    """The local deviation of the noise, as a measurement would know it: smooth, and off by some fifteen per cent."""
    power = (noise ** 2).mean(axis=2)
    if random.random() < 0.4:
        plane = np.full(power.shape, power.mean() ** 0.5, np.float32)
    else:
        plane = np.sqrt(cv2.blur(power, (31, 31), borderType=cv2.BORDER_REFLECT))
    return (plane * np.exp(random.normal(0, 0.15))).astype(np.float32)


def compressed(clean, random):
    """JPEG, quality 8 to 95, the block grid anywhere; level = (100 - quality) / 400 (the range in which the denoiser, whose
    weights training begins with, has seen levels), off by a tenth."""
    if random.random() < 0.05:
        return round8(clean, random), np.full(clean.shape[:2], random.uniform(0, 0.01), np.float32)
    quality = random.integers(8, 40) if random.random() < 0.6 else random.integers(40, 96)
    pad = random.integers(0, 8, 2)
    larger = np.pad(clean, ((pad[0], 0), (pad[1], 0), (0, 0)), mode="reflect")
    faulty = jpeg(larger, quality, random.random() < 0.6)[pad[0]:, pad[1]:]
    level = (100 - quality) / 400 * np.exp(random.normal(0, 0.1))
    return faulty, np.full(clean.shape[:2], level, np.float32)


def blur_kernel(random):
    """(kernel, strength): a Gaussian, a disk or a short straight or bent path; strength is its deviation in pixels."""
    kind, side = random.random(), 17
    y, x = np.mgrid[:side, :side].astype(np.float32) - side // 2
    if kind < 0.35:
        sigma = random.uniform(0.4, 2.2)
        kernel = np.exp(-(x ** 2 + y ** 2) / (2 * sigma ** 2))
    elif kind < 0.65:
        kernel = np.clip(random.uniform(0.7, 4.0) + 0.5 - np.hypot(x, y), 0, 1)
    else:
        kernel = np.zeros((side, side), np.float32)
        length, angle, bend = random.uniform(2, 12), random.uniform(0, np.pi), random.uniform(-0.12, 0.12)
        for t in np.linspace(-0.5, 0.5, 64):
            turned = angle + bend * t * length
            px, py = side // 2 + t * length * np.cos(turned), side // 2 + t * length * np.sin(turned)
            ix, iy = int(px), int(py)
            fx, fy = px - ix, py - iy
            for dx, dy, weight in ((0, 0, (1 - fx) * (1 - fy)), (1, 0, fx * (1 - fy)), (0, 1, (1 - fx) * fy), (1, 1, fx * fy)):
                kernel[iy + dy, ix + dx] += weight
        kernel = cv2.GaussianBlur(kernel, (0, 0), random.uniform(0.3, 0.6))
    kernel /= kernel.sum()
    strength = float(np.sqrt((kernel * (x ** 2 + y ** 2)).sum() / 2))
    return kernel, strength


def blurred(clean, random):
    """Blur in linear light, then a little noise and perhaps a light JPEG; level = deviation of the kernel / 4 px, off by a fifth."""
    if random.random() < 0.08:
        return round8(clean, random), np.full(clean.shape[:2], random.uniform(0, 0.08), np.float32)
    kernel, strength = blur_kernel(random)
    faulty = to_encoded(np.maximum(cv2.filter2D(to_linear(clean), -1, kernel, borderType=cv2.BORDER_REFLECT), 0))
    if random.random() < 0.7:
        faulty = faulty + random.uniform(0, 3) / 255 * random.standard_normal(clean.shape).astype(np.float32)
    faulty = round8(faulty, random)
    if random.random() < 0.3:
        faulty = jpeg(faulty, random.integers(88, 99), random.random() < 0.5)
    return faulty, np.full(clean.shape[:2], strength / 4 * np.exp(random.normal(0, 0.2)), np.float32)


FAULTS = {"denoise": noisy, "deblock": compressed, "deblur": blurred}
# references are shrunk so far that their own JPEG traces and softness are gone
SHRINK = {"denoise": (1.0, 2.0), "deblock": (1.3, 2.2), "deblur": (1.4, 2.4)}
