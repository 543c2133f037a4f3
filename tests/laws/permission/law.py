"""The law: what must hold after every step, of every mail, and at the end."""

from datetime import datetime
from typing import Any

from contactbook.domain.permissions.views import Because, Permission
from contactbook.domain.refusals.marks import BY_USERS
from tests.builders.contacts import a_caller
from tests.builders.sending import store
from tests.laws.permission.history import BEGIN, History
from tests.laws.permission.tenant import MARKETING, SOFT_BOUNCES, TYPES, UNSENDABLE, addresses_of, moment, one_form, reached_at
from tests.laws.permission.words import LISTED, PROCESSING

A_USER = a_caller()


def permissions(history: History, contact_id: str) -> dict[str, bool]:
    """Return what the contact permits, as the API tells it."""
    return {one.scope: one.allowed for one in _told(history, contact_id)}


def permission(history: History, contact_id: str, scope: str) -> tuple[bool, Because]:
    """Return whether the contact permits the scope, and because of what."""
    return next((one.allowed, one.because) for one in _told(history, contact_id) if one.scope == scope)


def _told(history: History, contact_id: str) -> tuple[Permission, ...]:
    from contactbook.services.permissions.reading import read_permissions

    # Asked of the service, because it is read after every step.
    return read_permissions(store(), contact_id, by=A_USER, now=history.now).items


def _is_lent(because: Because) -> bool:
    is_of_users = because.through in BY_USERS and not because.own and because.evidence is None
    # On the contact itself it is said when it is recorded.
    return is_of_users and because.at != because.recorded_at


def check_permissions(history: History) -> None:
    """No contact permits what its person refused, and no step raised what it may not raise."""
    for contact_id, contact in history.contacts.items():
        if contact.get("erasure"):
            continue
        if history.checked.get(contact_id) != contact:
            # What a contact permits can only have changed if the contact has.
            history.checked[contact_id] = contact
            before, lent = history.allowed.get(contact_id, {}), history.lent.get(contact_id, set())
            told = _told(history, contact_id)
            now_is = history.allowed[contact_id] = {one.scope: one.allowed for one in told}
            # A no that a user set on another contact with the address is a user's to take back there: it was no word of the person.
            history.lent[contact_id] = {one.scope for one in told if not one.allowed and _is_lent(one.because)}
            risen = [scope for scope in now_is if now_is[scope] and not before.get(scope, True) and scope not in lent]
            assert not risen or contact_id in history.may_rise, f"{contact_id}: {risen} have risen, and nobody said yes"
        for scope, allowed in history.allowed[contact_id].items():
            refused = allowed and history.words.own_no(contact_id, scope)
            assert not refused, f"{contact_id} permits {scope}, its person refused it"


def check_mail(history: History, mail: dict[str, Any]) -> None:
    """Nobody gets what the last word about it forbids."""
    # A message to a contact that was merged away meanwhile goes to whom it was merged into, and asks what that permits.
    contact_id, channel, run_id = history.survivor_of(mail["contact_id"]), mail["channel"], str(mail.get("run_id"))
    # A letter goes to a postal address, about which nobody says anything.
    address = "" if channel == "print" else one_form(mail["address"])
    kind = history.tenant.type_of(mail["notification_type_id"])
    _, scopes, applies = TYPES[kind]
    marketing: tuple[str, ...] = (PROCESSING, f"channel:{channel}") if kind in MARKETING else ()
    words, taken = history.words, history.taken.get((contact_id, address), BEGIN)
    topic = history.runs.get(run_id)
    about = f"{kind} was sent to {contact_id} at {address or 'home'} by {channel}, but"
    is_listed = history.suppressed.stops(history.excluded.get(run_id, ()), _ids_of(history, contact_id), address or None)
    assert not is_listed, f"{about} a suppression list has it"
    if kind in MARKETING:
        _check_policies(history, contact_id, channel, about)
    if history.passes_over_everything and kind.endswith("careless"):
        # The tenant takes the source literally, and has acknowledged it: only the consent stops these types.
        scopes, marketing = (), (PROCESSING,)
    no_text = ("channel:sms",) if channel == "sms" else ()
    topics = (f"topic:{topic}",) if topic and kind != "bill" else ()
    for scope in ("unusable", "erased", *scopes, *marketing, *topics):
        assert words.own_no(contact_id, scope) is None, f"{about} its person refused {scope}"
        for one, since in _asked(history, contact_id, address, scope):
            assert words.no_about(contact_id, one, scope, since) is None, f"{about} {scope} was refused at {one}"
        is_set = (contact_id, scope) in words.users_nos
        assert not (is_set and (applies or scope == PROCESSING)), f"{about} a user recorded a no to {scope}"
    if scopes:
        listed = words.no_about(contact_id, address, LISTED, taken)
        yeses = [words.yeses.get((contact_id, scope), BEGIN) for scope in scopes]
        assert listed is None or min(yeses) >= listed, f"{about} a list of a child account has the address"
    for scope in no_text:
        assert words.no_about(contact_id, address, scope, taken) is None, f"{about} it answered STOP"


def _check_policies(history: History, contact_id: str, channel: str, about: str) -> None:
    """No marketing leaves in quiet hours, and nobody gets more of it than the tenant's cap allows."""
    assert not history.policy.is_quiet(channel, history.now), f"{about} it is quiet there"
    history.policy.sent.append((contact_id, history.now))
    assert not history.policy.is_above(_ids_of(history, contact_id), history.now), f"{about} it got enough"


def _asked(history: History, contact_id: str, address: str, scope: str) -> list[tuple[str, datetime]]:
    """Return the addresses at which a no to the scope stops the message, and since when the contact has each.

    A no of a person holds for the whole contact, whichever of its addresses a message goes to. A bounce and an erasure are about the
    address.
    """
    all_of_it = scope not in {"unusable", "erased"}
    addresses = {address, *(reached_at(history.contacts.get(contact_id, {})) if all_of_it else ())}
    return [(one, history.taken.get((contact_id, one), BEGIN)) for one in sorted(addresses) if one]


def _ids_of(history: History, contact_id: str) -> set[str]:
    """Return the contact's id, and those of the contacts that were merged into it."""
    merged = {one for merge in history.merges.values() for one in merge.sources}
    return {contact_id, *(one for one in merged if history.survivor_of(one) == contact_id)}


def check_bills(history: History, got: set[str], reasons: dict[str, str]) -> None:
    """A bill reaches everyone whose addresses are usable, whatever was refused. It goes to the primary one."""
    if not history.are_settings_default:
        return
    for contact_id, contact in history.contacts.items():
        addresses = addresses_of(contact)
        spoiled = [one for one in addresses for scope in ("unusable", "erased") if (one, scope) in history.words.at_addresses]
        spoiled += [one for one in addresses if one in history.left_by_erased]
        # Some in a row, and nobody knows here what arrived in between.
        spoiled += [one for one in addresses if history.soft_bounces[one] >= SOFT_BOUNCES]
        # What a user removed here stands in the child account, and may come back.
        spoiled += [one for _, one, scope in history.told_in_children if scope == "unusable" and one in addresses]
        is_listed = history.suppressed.stops((), _ids_of(history, contact_id), None) or any(
            history.suppressed.stops((), set(), one) for one in addresses
        )
        is_open = not contact.get("erasure") and not contact.get("anonymization_pending")
        if addresses and UNSENDABLE not in addresses and not spoiled and not is_listed and is_open:
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
        # A complaint that is told twice is a later no of the same person, and a merge takes over the last one.
        is_later = holder != contact_id and any(one == scope and when > at for one, when in told[holder])
        assert (scope, at) in told[holder] or is_later, (
            f"the no to {scope} of {contact_id} at {at} is not in the ledger of {holder}"
        )


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
