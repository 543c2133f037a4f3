"""Names in Latin letters, so that a search in one alphabet finds names in another.

`latin` transliterates Greek as a passport does (ELOT 743), and any other alphabet as `anyascii` does; Arabic after its letters have one
form. Greek names have several
spellings (Charalampous, Charalambous; Giorgos, Yiorgos); `sounded` maps the common ones to one.
"""

# ruff: noqa: RUF001, RUF003 - Greek letters that look like Latin ones are the subject of this module

import re
import unicodedata

from contactbook.domain.base.text import fold, fold_identifier

_WORD = re.compile(r"[^\W_]+")
_GREEK = re.compile(r"[\u0370-\u03ff]")
# Longest first. Accents are removed before; a dieresis, which separates two vowels, is read first.
_DIGRAPHS = (
    ("ου", "ou"),
    ("γγ", "ng"),
    ("γξ", "nx"),
    ("γχ", "nch"),
)
# αυ, ευ and ηυ end in v before a voiced sound, and in f before an unvoiced one and at the end.
_UPSILON = re.compile(r"(?<=[αεη])υ(?P<next>.?)")
_UNVOICED = frozenset("θκξπσςτφχψ")
_LETTERS = str.maketrans({"θ": "th", "φ": "f", "χ": "ch", "ψ": "ps", "υ": "y", "η": "i", "ω": "o", "ξ": "x", "ς": "s", "β": "v"})
_SOUNDS = (
    ("gi", "i"),
    ("gy", "i"),
    ("yi", "i"),
    ("ph", "f"),
    ("ch", "h"),
    ("mp", "b"),
    ("mb", "b"),
    ("nt", "d"),
    ("nd", "d"),
    ("gk", "g"),
    ("ng", "g"),
    ("ks", "x"),
    ("ou", "u"),
    ("oo", "u"),
    ("ei", "i"),
    ("oi", "i"),
    ("ai", "e"),
    ("av", "af"),
    ("au", "af"),
    ("ev", "ef"),
    ("eu", "ef"),
    ("y", "i"),
    ("w", "o"),
)
_ARABIC = re.compile(r"[\u0600-\u06ff]")
# Arabic is written with and without hamza, dots and vowel signs: the forms of alef, waw and yeh, ta marbuta, the Persian letters of the
# same sound, the vowel signs, and the stroke that only stretches a word make no difference.
_ARABIC_FORMS: dict[int, str | None] = {
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    **dict.fromkeys(map(ord, "ئىی"), "ي"),
    ord("ؤ"): "و",
    ord("ک"): "ك",
    ord("ة"): "ه",
    ord("ۀ"): "ه",
    **dict.fromkeys([0x0640, 0x0670, *range(0x0610, 0x061B), *range(0x064B, 0x0660), *range(0x06D6, 0x06DD)]),
}
_TWICE = re.compile(r"(.)\1+")
# Between parts of one word, in Latin letters: O'Brien, Anna-Maria, S.A. Modifier letters and typographic signs have become these.
_JOINTS = frozenset("'`-.")
# Normalizing would make a space of it, and people type it for an apostrophe.
_ACUTE = "\u00b4"


def latin_words(text: str) -> list[str]:
    """Return the words of a text in Latin letters, lower case, without accents, in their order."""
    return _WORD.findall(latin(text))


def joined_words(text: str) -> list[str]:
    """Return the words of a text as `latin_words` does, but one for those with an apostrophe, hyphens or dots between: `obrien`."""
    found: list[str] = []
    end, written = 0, latin(text.replace(_ACUTE, "'"))
    for word in _WORD.finditer(written):
        between = written[end : word.start()]
        if found and between and _JOINTS.issuperset(between):
            found[-1] += word.group()
        else:
            found.append(word.group())
        end = word.end()
    return found


def unspelled_words(text: str) -> list[str]:
    """Return the words of a text that hold a letter without a Latin spelling, such as a rare Chinese one, as they are."""
    return [
        word
        for word in map(fold_identifier, _one_arabic_form(text).split())
        if not word.isascii() and not all(map(_is_spelled, word))
    ]


def latin(text: str) -> str:
    """Return the text in Latin letters, lower case, without accents."""
    # Imported here, because only searching and indexing need the table of letters.
    from anyascii import anyascii

    folded = _one_arabic_form(fold(text))
    return anyascii(_greek_in_latin(folded) if _GREEK.search(folded) else folded).casefold()


def sounded(word: str) -> str:
    """Return a Latin word with one spelling for each sound. Only for comparison with another such word."""
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return _TWICE.sub(r"\1", word)


def _one_arabic_form(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_ARABIC_FORMS) if _ARABIC.search(text) else text


def _is_spelled(letter: str) -> bool:
    # A modifier letter, such as an apostrophe that is one, is part of the letter before it.
    return letter.isascii() or unicodedata.category(letter) in ("Lm", "Mn", "Mc") or bool(latin_words(letter))


def _greek_in_latin(text: str) -> str:
    parts = unicodedata.normalize("NFD", text).replace("\u0301", "")
    # The remaining mark is the dieresis: such an upsilon or iota is a vowel of its own.
    parts = parts.replace("υ\u0308", "y").replace("ι\u0308", "i")
    plain = "".join(one for one in parts if not unicodedata.combining(one))
    for greek, letters in _DIGRAPHS:
        plain = plain.replace(greek, letters)
    return _UPSILON.sub(_upsilon, plain).translate(_LETTERS)


def _upsilon(found: re.Match[str]) -> str:
    following = found.group("next")
    return ("f" if not following.isalpha() or following in _UNVOICED else "v") + following
