"""Words for yes and no as people and tools write them, and what a column of opt-outs says (S6.5, S6.7)."""

import re
from functools import lru_cache

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.spreadsheets import Cell
from contactbook.domain.imports.reading.dates import read_date
from contactbook.domain.imports.reading.names import plain_name

_YES = frozenset(
    "true yes y t 1 on x ✓ ✔ ☑ ✅ checked ja j wahr oui vrai si verdadero vero sim verdadeiro tak da evet igen ano kylla".split()  # noqa: SIM905 - shorter to read
) | {"ναι", "αληθησ", "αληθεσ", "да", "نعم"}  # noqa: RUF001 - Greek letters
_NO = frozenset(
    "false no n f 0 off ✗ ✘ ☐ ❌ unchecked nein falsch non faux falso nao nie hayir nem ne ei nej nee nei".split()  # noqa: SIM905 - shorter to read
) | {"οχι", "ψευδησ", "ψευδεσ", "не", "нет", "hayır", "لا"}  # noqa: RUF001 - the dotless letter of Turkish
# What a person is to the lists of a tool.
_IN = frozenset(("subscribed", "subscribe", "opted in", "opted-in", "opted_in", "opt in", "opt-in", "optin"))
_OUT = frozenset(
    (
        *("unsubscribed", "unsubscribe", "cleaned", "opted out", "opted-out", "opted_out", "opt out", "opt-out", "optout"),
        *("stop", "do not contact", "do not email", "do not mail", "donotcontact", "donotemail", "complained", "abgemeldet"),
        # Whom a tool does not mail either: who never said yes, who is kept away from its lists, and whose address bounces.
        *("nonsubscribed", "non-subscribed", "non subscribed", "not subscribed", "archived", "unsub", "spam"),
        *("bounced", "blocked", "suppressed", "blacklisted", "declined", "denied", "refused", "rejected", "withdrawn", "revoked"),
        *("never", "never subscribed", "removed", "complaint", "hard bounce", "hard bounced", "dnc", "dnd", "opt out of all"),
        *("do not call", "do not sms", "do not text", "do not market", "no marketing", "no thanks", "no consent", "not allowed"),
        *("not consented", "not agreed", "not accepted", "disagree", "disagreed", "un-subscribed"),
        *("απεγγραφη", "απεγγραφηκε", "διαγραφη", "διαγραφηκε", "δεν επιθυμει", "δεν επιθυμω", "δεν δεχομαι", "δεν δεχεται"),
        *("δεν αποδεχομαι", "δεν αποδεχεται", "δεν συναινω", "δεν συναινει", "αρνηση", "αρνηθηκε", "αρνειται"),
    )
)
# In a column of opt-outs a cross may be a mark for yes, as on paper, or the sign for no.
_CROSSES = frozenset("✗✘❌")
# Characters. No word for a flag has as many.
_LONGEST_WORD = 100
_TAIL = re.compile(r"\.0+$")


def flag_of(cell: Cell) -> bool | None:
    """Return whether the cell says yes to what its column is about; None if it says neither yes nor no."""
    if isinstance(cell, bool):
        return cell
    word = _word(_TAIL.sub("", str(cell).strip()))
    return True if word in _YES or word in _IN else False if word in _NO or word in _OUT else None


def is_opt_out(text: str) -> bool:
    """True if the words say that somebody opted out, whatever the column is about."""
    return _word(text) in _OUT


def opts_out(cell: Cell) -> bool | None:
    """Return whether a cell in a column of opt-outs says that the person opted out; None if nobody can tell.

    The direction is the column's: a yes is an opt-out, and so is the day on which somebody unsubscribed.
    """
    if is_opt_out(str(cell)):
        return True
    word = _word(str(cell))
    if word in _IN or word in _CROSSES:
        return False if word in _IN else None
    said = flag_of(cell)
    return True if said is None and _is_a_day(str(cell).strip()) else said


def _word(text: str) -> str:
    """Return the word by which a flag is looked up, however a program joins the parts of it: NEVER_SUBSCRIBED, Do-not-call."""
    return _plain_word(text) if len(text) <= _LONGEST_WORD else ""


# A column of flags has few words.
@lru_cache(maxsize=1024)
def _plain_word(text: str) -> str:
    plain = plain_name(text.replace("\ufe0f", ""))
    spaced = " ".join(re.sub(r"[_-]", " ", plain).split())
    return spaced if spaced in _OUT or spaced in _IN else plain


def _is_a_day(text: str) -> bool:
    try:
        return read_date(text, None) is not None
    except ValidationFailed:
        # The day can be read in two ways; that there is one says enough.
        return True
