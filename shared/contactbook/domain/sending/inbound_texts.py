"""Text messages that people send to a number of ours: a STOP is a no to every text message, a START takes it back (S5.6)."""

import re
import unicodedata

from contactbook.domain.base.text import fold
from contactbook.domain.base.values import Moment, Value

# The words that the SMS service takes as an opt-out by itself, in English and French, those that regulators name besides, and what
# people of our languages write instead.
STOP_WORDS = frozenset(
    {
        *("arret", "cancel", "end", "optout", "quit", "remove", "stop", "stopall", "td", "unsubscribe"),
        *("revoke", "στοπ", "διαγραφη", "stopp", "abmelden", "iptal", "ret", "стоп", "отписаться", "توقف", "ايقاف", "الغاء"),
    }
)
# The words by which the SMS service opens a number again that had opted out.
START_WORDS = frozenset({"start", "unstop"})
_NO_LETTER = re.compile(r"[\W_]+")


# How carriers of these countries still write a mobile number, and how it is written today.
_FORMER_MOBILES = ((re.compile(r"\+521(\d{10})"), r"+52\1"), (re.compile(r"\+54([1-8]\d{9})"), r"+549\1"))


class InboundText(Value):
    """A text message from a person. `to` is the number, or name, of ours that it was sent to; `keyword` as the service read it."""

    message_id: str
    sender: str
    to: str
    text: str
    keyword: str = ""

    @property
    def number(self) -> str:
        """The sender's number as a contact has it (E.164). Only mobiles send texts, and some carriers write them in a former way."""
        for former, today in _FORMER_MOBILES:
            if found := former.fullmatch(self.sender):
                return found.expand(today)
        return self.sender

    @property
    def is_stop(self) -> bool:
        """True if it begins with a word that stops, however it is written. The service reads a keyword at the beginning, too."""
        words = [word for word in _NO_LETTER.split(_plain(self.text)) if word]
        first = [*words[:1], "".join(words[:2])] if words[:2] == ["opt", "out"] else words[:1]
        return any(word in STOP_WORDS for word in [*first, _NO_LETTER.sub("", _plain(self.keyword))])

    @property
    def is_start(self) -> bool:
        """True if it is nothing but a word that opens the number again: it takes back a STOP, so it must leave no doubt."""
        return _NO_LETTER.sub("", _plain(self.text)) in START_WORDS


class TextStop(Value):
    """A person's no to every text message of one tenant, said with the phone `number` (E.164). `stop_id` is the same when it is told again."""

    tenant_id: str
    stop_id: str
    number: str
    at: Moment


class TextStart(Value):
    """A person's yes to text messages of one tenant, said with the `number` (E.164) from which it had said STOP."""

    tenant_id: str
    number: str
    at: Moment


def _plain(text: str) -> str:
    """Return the text folded and without accents: ARRÊT is ARRET."""
    return "".join(one for one in unicodedata.normalize("NFD", fold(text)) if not unicodedata.combining(one))


def comparable_sender_id(sender_id: str) -> str:
    """Return the form in which sender ids are compared: a number is the same with and without its plus."""
    return fold(sender_id).removeprefix("+")
