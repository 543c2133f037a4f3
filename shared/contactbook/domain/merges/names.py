"""The words of a name by which contacts are compared: in Latin letters, simplified by sound, without a company's legal form (S1.22).

What is joined by an apostrophe or by dots is one word, as most leave the sign out: O'Brien, S.A. So are single letters beside each
other. Parts joined by hyphens are words, as many write a space.
"""

from contactbook.domain.base.transliteration import joined_words, latin_words, sounded
from contactbook.domain.contacts.names import LEGAL_FORMS, full_name
from contactbook.domain.contacts.record import Contact, ContactKind

# Single letters that begin the word behind them: O Brien, D Angelo, L Hopital.
_PREFIXES = frozenset({"o", "d", "l"})
# What a version before this one left out of every name, however it sounded.
_FORMER_FORMS = frozenset(
    {"ltd", "limited", "inc", "llc", "plc", "gmbh", "ag", "sa", "ae", "epe", "co", "corp", "company", "the"}
)
_WITHOUT_HYPHENS = str.maketrans(dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014\u2212", " "))


def name_words(contact: Contact) -> list[str]:
    """Return the words that contacts with one name share."""
    words = _joined(joined_words(_name(contact).translate(_WITHOUT_HYPHENS)))
    if contact.kind is ContactKind.COMPANY:
        words = _without_form(words)
    return [sound for word in words if (sound := sounded(word))]


def words_apart(contact: Contact) -> list[str]:
    """Return the words of a person's name with each part as a word: a first letter may stand for a name. Those of a company are joined."""
    if contact.kind is ContactKind.COMPANY:
        return name_words(contact)
    return [sound for word in latin_words(_name(contact)) if (sound := sounded(word))]


def former_words(contact: Contact) -> list[str]:
    """Return the words by which a version before this one stored keys."""
    words = [sounded(word) for word in latin_words(_name(contact))]
    return [word for word in words if word and word not in _FORMER_FORMS] or words


def _name(contact: Contact) -> str:
    return (contact.company_name if contact.kind is ContactKind.COMPANY else full_name(contact)) or ""


def _without_form(words: list[str]) -> list[str]:
    return [word for word in words if word not in LEGAL_FORMS and word != "the"] or words


def _joined(words: list[str]) -> list[str]:
    """Return the words with single letters joined: those beside each other, and one that begins the next word."""
    found: list[str] = []
    letters = ""
    for word in words:
        if len(word) == 1:
            letters += word
        elif letters in _PREFIXES:
            found.append(letters + word)
            letters = ""
        else:
            found += [letters, word]
            letters = ""
    return [word for word in (*found, letters) if word]
