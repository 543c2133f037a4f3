"""Steps of the providers: what SES reports of messages, in any order and twice; texts that answer; numbers that opt out."""

import importlib
import json
from typing import Any

from tests.aws_in_process.http import LambdaContext
from tests.aws_in_process.sns_signing import event, notification, served, signed
from tests.builders.feedback import bounced, complained, delivered, tell
from tests.checks.permissions import acting_as
from tests.laws.permission.history import History
from tests.laws.permission.tenant import MOBILES, SENDER, SOFT_BOUNCES, numbers_of, one_form
from tests.laws.permission.words import AFFILIATE, DIRECT

TEXTS = "channel:sms"


def complaint(history: History) -> None:
    """The recipient complains. SES tells it late, and maybe twice."""
    if (found := _some_email(history)) is None:
        return
    _tell(history, complained(found, history.now))
    if not _is_first(history, found, "complaint"):
        return
    for scope in (DIRECT, AFFILIATE):
        history.words.says_about(one_form(found["address"]), scope, history.now)
        history.person_says(history.survivor_of(found["contact_id"]), scope, value=False, link=found["address"])


def not_spam(history: History) -> None:
    """The recipient takes the message out of the spam folder: no no."""
    if (found := _some_email(history)) is not None:
        before = history.words.at_addresses.copy()
        _tell(history, complained(found, history.now, kind="not-spam"))
        history.look()
        holder = history.survivor_of(found["contact_id"])
        marks = history.contacts.get(holder, {}).get("refusals", [])
        is_old = any(scope in {DIRECT, AFFILIATE} for _, scope in before)
        assert is_old or not any(one["through"] == "complaint" for one in marks), f"{holder} rescued a mail, and is suppressed"


def hard_bounce(history: History) -> None:
    """The address does not exist. SES calls that permanent, or transient with a permanent status."""
    if (found := _some_email(history)) is None:
        return
    kind = history.random.choice(["Permanent", "Transient"])
    _tell(history, bounced(found, history.now, kind=kind, status="5.1.1"))
    history.words.says_about(one_form(found["address"]), "unusable", history.now)
    history.told.add((found["communication_id"], "bounce"))


def arrived(history: History) -> None:
    if (found := _some_email(history)) is not None:
        _tell(history, delivered(found, history.now))
        history.told.add((found["communication_id"], "delivered"))


def full_mailbox(history: History) -> None:
    """Every message to an address comes back as one that may work later. After some in a row the address counts as unusable."""
    if (found := _some_email(history)) is None:
        return
    address = one_form(found["address"])
    told = {one for one, _ in history.told}
    mails = [one for one in _emails(history) if one_form(one["address"]) == address]
    new = [one for one in mails if one["communication_id"] not in told]
    for one in new:
        _tell(history, bounced(one, history.now))
        history.told.add((one["communication_id"], "soft"))
    history.soft_bounces[address] += len(new)
    if len(new) >= SOFT_BOUNCES:
        history.words.says_about(address, "unusable", history.now)


def answer_text(history: History) -> None:
    """Somebody answers a text: with STOP, which is a no to every text, with START, which takes that back, or thanks."""
    number = history.random.choice(MOBILES)
    text = history.random.choice(["STOP", "Stop.", "ΣΤΟΠ", "START", "Thanks"])
    published = {
        "originationNumber": number,
        "destinationNumber": SENDER,
        "messageBody": text,
        "inboundMessageId": f"in-{len(history.trace)}",
    }
    # A machine of histories says each thing at its own time: what is said last counts.
    message = signed(
        notification(json.dumps(published), Timestamp=history.now.isoformat(timespec="milliseconds").replace("+00:00", "Z"))
    )
    for _ in range(history.random.choice([1, 2])):
        with served(), acting_as("delivery_feedback"):
            importlib.import_module("delivery_feedback.app").handler(event(message), LambdaContext())
    if text in {"STOP", "Stop.", "ΣΤΟΠ"}:
        history.words.says_about(number, TEXTS, history.now)
    elif text == "START":
        history.words.takes_back(number, TEXTS)
        history.may_rise |= {one for one, contact in history.contacts.items() if number in numbers_of(contact)}


def opt_out_at_carrier(history: History) -> None:
    """The carrier takes no text to the number any more. Only the next try tells."""
    history.carrier.opted_out.add(history.random.choice(MOBILES))


def _some_email(history: History) -> dict[str, Any] | None:
    """Return a message, with its address as SES tells it: the domain in ASCII."""
    known = _emails(history)
    found = history.random.choice(known) if known else None
    return found and {**found, "address": found["address"].replace("bücher", "xn--bcher-kva")}


def _emails(history: History) -> list[dict[str, Any]]:
    return [one for one in history.sent.values() if one["channel"] == "email"]


def _tell(history: History, message: Any) -> None:
    for _ in range(history.random.choice([1, 1, 2])):
        tell(message)


def _is_first(history: History, found: dict[str, Any], kind: str) -> bool:
    key = (found["communication_id"], kind)
    is_first = key not in history.told
    history.told.add(key)
    return is_first
