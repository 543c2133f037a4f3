"""What was really sent: the emails that SES took, the texts that the carrier took, the letters that were printed."""

from typing import Any

from tests.laws.permission.history import History
from tests.laws.permission.law import check_mail
from tests.laws.permission.tenant import LANDLINE, MOBILES, PREMIUM, numbers_of, one_form, sent


def look_at_sent(history: History) -> list[dict[str, Any]]:
    """Check every message that was sent since the last look. Return its communications."""
    found = sent(history.world)
    places = list(history.contacts)
    new = sorted(
        (one for communication_id, one in found.items() if communication_id not in history.sent),
        key=lambda one: (one.get("run_id", ""), places.index(one["contact_id"]) if one["contact_id"] in places else -1),
    )
    mails = [one_form(mail.destinations[0]) for mail in history.world.sent_emails()]
    _compare(history, "email", [one_form(one["address"]) for one in new if one["channel"] == "email"], mails)
    _compare(history, "sms", [one["address"] for one in new if one["channel"] == "sms"], history.carrier.texts)
    _compare(history, "print", [one["communication_id"] for one in new if one["channel"] == "print"], history.printed)
    for message in new:
        # As it was sent: an erasure takes the address away.
        history.sent[message["communication_id"]] = message
        check_mail(history, message)
        if message["channel"] == "sms":
            _check_number(history, message)
    _check_tries(history)
    return new


def _compare(history: History, channel: str, told: list[str], taken: list[str]) -> None:
    seen = history.looked_at.get(channel, 0)
    history.looked_at[channel] = len(taken)
    assert sorted(taken[seen:]) == sorted(told), f"{channel}: what was sent ({taken[seen:]}) is not what is told ({told})"


def _check_number(history: History, text: dict[str, Any]) -> None:
    """A text goes to a mobile, never to a landline or a premium number."""
    number = text["address"]
    assert number not in {LANDLINE, PREMIUM}, f"a text went to {number}"
    has = numbers_of(history.contacts.get(text["contact_id"], {}))
    assert number in MOBILES, f"a text went to {number} of {has}"


def _check_tries(history: History) -> None:
    """A number that opted out at the carrier is tried once: its refusal is the person's no."""
    seen = history.looked_at.get("refused", 0)
    history.looked_at["refused"] = len(history.carrier.refused)
    for number in history.carrier.refused[seen:]:
        known = history.words.at_addresses.get((number, "channel:sms"))
        is_known = known is not None and history.words.reached is not None and known < history.words.reached
        answered = any(scope == "channel:sms" for _, scope in history.words.yeses)
        assert answered or not is_known, f"{number} has opted out at the carrier, and was tried again"
        history.words.says_about(number, "channel:sms", history.now)
