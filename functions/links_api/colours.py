"""The tenant's colour, adjusted for readable text in it and on it (a WCAG contrast of at least 4.5)."""

from dataclasses import dataclass

DEFAULT_COLOUR = "#1f5eff"
# The surfaces under text in the colour. If a page has several, the one with the least contrast counts.
LIGHT_SURFACE, DARK_SURFACE = "#f4f5f7", "#1a1d21"
_ENOUGH = 4.6
_STEPS = 40


@dataclass(frozen=True)
class Palette:
    """A colour for text and fills on each surface, and the colour of text on such a fill."""

    light: str
    on_light: str
    dark: str
    on_dark: str


def palette_of(colour: str | None) -> Palette:
    """Return the palette of a tenant's colour (`#rrggbb`), or of the default colour."""
    wanted = colour or DEFAULT_COLOUR
    light, dark = _readable(wanted, LIGHT_SURFACE, "#000000"), _readable(wanted, DARK_SURFACE, "#ffffff")
    return Palette(light, _text_on(light), dark, _text_on(dark))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _readable(colour: str, surface: str, towards: str) -> str:
    """Return the colour, or the nearest mix with black or white that is readable on the surface."""
    mixes = (_mixed(colour, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next((mix for mix in mixes if contrast(mix, surface) >= _ENOUGH), towards)


def _text_on(fill: str) -> str:
    return max(("#ffffff", "#101214"), key=lambda text: contrast(text, fill))


def _mixed(one: str, other: str, share: float) -> str:
    mixed = [round(first + (second - first) * share) for first, second in zip(_parts(one), _parts(other), strict=True)]
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _luminance(colour: str) -> float:
    linear = [part / 255 for part in _parts(colour)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in linear]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
