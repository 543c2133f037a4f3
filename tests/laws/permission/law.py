"""The law: what must hold after every step, of every mail, and at the end."""

from typing import Any

from contactbook.domain.base.comparable import comparable_address
from tests.laws.permission.history import BEGIN, History
from tests.laws.permission.tenant import MARKETING, TYPES, addresses_of, moment
from tests.laws.permission.words import AFFILIATE, DIRECT, EMAIL, PROCESSING

CHECKED = (DIRECT, AFFILIATE, PROCESSING, EMAIL)


def permissions(history: History, contact_id: str) -> dict[str, bool]:
    """Return what the contact permits, as the API tells it."""
    answer = history.api.get(f"/v1/contacts/{contact_id}/permissions")
    assert answer.status == 200, answer.text
    return {one["scope"]: one["allowed"] for one in answer.body["items"]}


def check_permissions(history: History) -> None:
    """No contact permits what its person refused, and no step raised what it may not raise."""
    for contact_id, contact in history.contacts.items():
        if contact.get("erasure"):
            continue
        if history.checked.get(contact_id) != contact:
            # What a contact permits can only have changed if the contact has.
            history.checked[contact_id] = contact
            before = history.allowed.get(contact_id, {})
            history.allowed[contact_id] = permissions(history, contact_id)
            risen = [scope for scope, allowed in history.allowed[contact_id].items() if allowed and not before.get(scope, True)]
            assert not risen or contact_id in history.may_rise, f"{contact_id}: {risen} have risen, and nobody said yes"
        for scope, allowed in history.allowed[contact_id].items():
            refused = allowed and history.words.own_no(contact_id, scope)
            assert not refused, f"{contact_id} permits {scope}, its person refused it"


def check_mail(history: History, mail: dict[str, Any]) -> None:
    """Nobody gets what the last word about it forbids."""
    contact_id, address = mail["contact_id"], comparable_address(mail["address"])
    kind = history.tenant.type_of(mail["notification_type_id"])
    _, scopes, applies = TYPES[kind]
    marketing = (PROCESSING, EMAIL) if kind in MARKETING else ()
    words, taken = history.words, history.taken.get((contact_id, address), BEGIN)
    topic = history.runs.get(mail["run_id"])
    for scope in ("unusable", "erased", *scopes, *marketing, *([f"topic:{topic}"] if topic else [])):
        about = f"{kind} was sent to {contact_id} at {address}, but"
        assert words.own_no(contact_id, scope) is None, f"{about} its person refused {scope}"
        assert words.no_about(contact_id, address, scope, taken) is None, f"{about} {scope} was refused there"
        is_set = (contact_id, scope) in words.users_nos
        assert not (is_set and (applies or scope == PROCESSING)), f"{about} a user recorded a no to {scope}"


def check_bills(history: History, got: set[str], reasons: dict[str, str]) -> None:
    """A bill reaches everyone whose address is usable, whatever was refused."""
    if not history.are_settings_default:
        return
    for contact_id, contact in history.contacts.items():
        addresses = addresses_of(contact)
        spoiled = [one for one in addresses for scope in ("unusable", "erased") if (one, scope) in history.words.at_addresses]
        if addresses and not spoiled and not contact.get("erasure") and not contact.get("anonymization_pending"):
            assert contact_id in got, f"{contact_id} got no bill: {reasons.get(contact_id)}"


def check_ledgers(history: History) -> None:
    """Every no of a person is in the ledger of the contact on which it was said, or of the one that has taken it over."""
    told: dict[str, set[tuple[str, Any]]] = {}
    for contact_id, scope, at in history.nos:
        holder = history.survivor_of(contact_id)
        contact = history.contacts.get(holder)
        if contact is None or contact.get("erasure") or (holder != contact_id and not _is_last(history, contact_id, scope, at)):
            continue
        if holder not in told:
            told[holder] = _nos_of(history, holder)
        assert (scope, at) in told[holder], f"the no to {scope} of {contact_id} at {at} is not in the ledger of {holder}"


def _is_last(history: History, contact_id: str, scope: str, at: Any) -> bool:
    """True if the no was the last of its contact: a merge takes over no other, nor one that a younger yes had answered."""
    later = [one for one in history.nos if one[:2] == (contact_id, scope) and one[2] > at]
    return not later and history.words.own_no(history.survivor_of(contact_id), scope) == at


def _nos_of(history: History, contact_id: str) -> set[tuple[str, Any]]:
    found: set[tuple[str, Any]] = set()
    cursor: str | None = None
    while True:
        page = history.api.get(f"/v1/contacts/{contact_id}/permissions/history", limit=100, cursor=cursor).body
        found |= {(one["scope"], moment(one["at"])) for one in page["items"] if one["said"] == "no"}
        cursor = page.get("next_cursor")
        if not cursor:
            return found
