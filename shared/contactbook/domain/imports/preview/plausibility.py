"""Which of the encodings that a text may have makes words of it (S6.1).

A library counts letters, and of a short file it knows too few. What it does not look at tells most: a language has few letters beside
those of ASCII, and no word has letters of two scripts, a small letter before a capital, or a mark without its letter.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import pairwise

# The letters beside ASCII of the languages that are written in an encoding of Windows. Who means several prefers the first encoding.
_LANGUAGES: Mapping[str, Sequence[str]] = {
    "windows-1252": (
        *("àâæçéèêëîïôœùûüÿ", "äöüß", "áéíñóúü", "áàâãçéêíóôõú", "àèéìòóù", "æøåé", "åäöé", "éëïöü", "áàâäãåæçéèêëíîïñóôöøúùûüß"),
    ),
    "windows-1253": ("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋ",),
    "windows-1251": ("абвгдежзийклмнопрстуфхцчшщъыьэюяё", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "абвгдђежзијклљмнњопрстћуфхцчџш"),
    "windows-1250": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîşţ"),
    "windows-1254": ("çğıİöşü", "çğıİöşüâîû"),
    "windows-1255": ("אבגדהוזחטיךכלםמןנסעףפץצקרשת",),
    "windows-1256": ("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي", "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقكگلمنهوي"),
    "windows-1257": ("āčēģīķļņšūž", "ąčęėįšųūž", "äõöüšž"),
}
# An encoding of Windows, and the ISO encoding that people take for it. They differ in a few letters.
_SIBLINGS = {
    "windows-1253": "iso-8859-7",
    "windows-1250": "iso-8859-2",
    "windows-1251": "iso-8859-5",
    "windows-1254": "iso-8859-9",
    "windows-1255": "iso-8859-8",
    "windows-1256": "iso-8859-6",
    "windows-1257": "iso-8859-13",
}
_WINDOWS = {iso: name for name, iso in _SIBLINGS.items()}
_WORD = re.compile(r"\w+")
# What stands in texts of every language, and tells nothing.
_NEUTRAL = frozenset("\u2018\u2019\u201a\u201c\u201d\u201e\u2013\u2014\u2026€£§©®°·•«»™\u00b4\u00a0")
_FINAL_SIGMA = "\u03c2"
_ENDS_NO_GREEK_WORD = frozenset("βγδζθλμπστφχ")
_WITH_VOWELS = frozenset({"GREEK", "CYRILLIC"})
_VOWELS = frozenset("αεηιουωάέήίόύώϊϋаеёиоуыэюяіїєъ")
# The share of the letters beside ASCII that are of one language, from which a text is one of it.
_ENOUGH = 0.6
_RARER = 0.02


def likeliest(sample: bytes) -> str | None:
    """Return the encoding of Windows, or its sibling of ISO, in which the sample is most like a text of one of its languages.

    None if it is like one in none of them.
    """
    texts = {name: text for name in (*_LANGUAGES, *_SIBLINGS.values()) if (text := _decoded(sample, name)) is not None}
    likeness = {name: _likeness(text, _LANGUAGES[_WINDOWS.get(name, name)]) for name, text in texts.items()}
    found = [name for name, share in likeness.items() if share >= _ENOUGH]
    if not found:
        return None
    # Files are of Windows unless they are far more like a text of ISO.
    best = max(found, key=lambda name: likeness[name] - (_RARER if name in _WINDOWS else 0))
    pair = {_WINDOWS.get(best, best), _SIBLINGS.get(_WINDOWS.get(best, best), best)} & likeness.keys()
    return max(sorted(pair, reverse=True), key=lambda name: (likeness[name], sum(one.isalpha() for one in texts[name])))


def _likeness(text: str, languages: Sequence[str]) -> float:
    """Return the share of its letters beside ASCII that the best of the languages has, less what no person writes so."""
    counted = [one for one in text if not one.isascii() and one not in _NEUTRAL]
    if not counted:
        return _ENOUGH
    best = max(sum(one in letters or one.lower() in letters for one in counted) for letters in languages)
    return (best - sum(map(_odd_places, _WORD.findall(text)))) / len(counted)


def _odd_places(word: str) -> int:
    """Return how often the word has another script, a capital behind a small letter, a digit behind a letter, or an end that none has."""
    scripts = {unicodedata.name(one, "?").partition(" ")[0] for one in word if one.isalpha()}
    pairs = list(pairwise(word))
    odd = sum(
        (before.islower() and after.isupper() and not (before + after).isascii())
        or (not before.isascii() and after.isdigit())
        or before == _FINAL_SIGMA
        for before, after in pairs
    )
    odd += sum(before.isupper() and after.islower() and not after.isascii() for before, after in pairs[1:])
    is_foreign = "LATIN" in scripts and len(word) > 2 and not any(map(str.isascii, word))
    is_mute = scripts <= _WITH_VOWELS and len(word) > 2 and _VOWELS.isdisjoint(word.lower())
    return max(len(scripts) - 1, 0) + odd + is_foreign + is_mute + (word[0].islower() and word[-1] in _ENDS_NO_GREEK_WORD)


def _decoded(sample: bytes, name: str) -> str | None:
    try:
        return sample.decode(name)
    except UnicodeDecodeError:
        return None
