"""Record which contacts a request read (S2.127): one write a request, whatever its route.

Use cases note the contacts that they show and refuse; the middleware of the request saves them at its end. Jobs act for the system
and read everything: their changes are in the history, their reads are not recorded.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from contactbook.domain.audit.looks import look_of
from contactbook.domain.base.callers import Caller
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.base.ids import new_id
from contactbook.storage.audit.looks import PREFIX
from contactbook.storage.tenant_store import TenantStore

# Most contacts in one row. A page of a list shows a hundred.
_MOST_NAMED = 1000


@dataclass
class Looks:
    """The contacts that one request showed, refused and changed. A changed contact has an audit entry, which says more."""

    # With the right that the route asks for to show the contact.
    shown: dict[str, GroupRight] = field(default_factory=dict)
    refused: dict[str, None] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)


_running: ContextVar[Looks | None] = ContextVar("looks_of_the_running_request", default=None)


@contextmanager
def looking() -> Iterator[Looks]:
    """Collect what is noted inside."""
    looks = Looks()
    token = _running.set(looks)
    try:
        yield looks
    finally:
        _running.reset(token)


def note_shown(*contact_ids: str, right: GroupRight = GroupRight.VIEW) -> None:
    """Note that the request shows these contacts, or is about them, to a caller with this right on them."""
    if looks := _running.get():
        for contact_id in contact_ids:
            if looks.shown.get(contact_id) in (None, GroupRight.SELECT):
                looks.shown[contact_id] = right


def shown_so_far() -> dict[str, GroupRight]:
    """Return the contacts that the request has shown or touched, with the right that is needed to see what it answers."""
    looks = _running.get()
    if looks is None:
        return {}
    # Who may only view what another one changed may see the answer, too.
    return {one: GroupRight.SELECT if right is GroupRight.SELECT else GroupRight.VIEW for one, right in looks.shown.items()}


def only_read() -> list[str]:
    """Return the contacts that the request has read to show their values, and has not changed."""
    looks = _running.get()
    return [one for one, right in shown_so_far().items() if right is GroupRight.VIEW and looks and one not in looks.changed]


def note_refused(contact_id: str) -> None:
    """Note that the request asked for a contact that does not exist or that the caller may not see."""
    if looks := _running.get():
        looks.refused[contact_id] = None


def note_changed(contact_id: str) -> None:
    """Note that the request changed the contact, so that its audit entry records the read as well."""
    if looks := _running.get():
        looks.changed.add(contact_id)


def write_down(store: TenantStore, looks: Looks, *, route: str, by: Caller, now: datetime) -> None:
    """Save the contacts that the request showed and refused. Raises StorageUnavailable, so that no read goes unrecorded."""
    shown = [contact_id for contact_id in looks.shown if contact_id not in looks.changed]
    refused = [contact_id for contact_id in looks.refused if contact_id not in looks.shown]
    if not shown and not refused:
        return
    keep_until = now + timedelta(days=store.settings.current().retention.looks_days)
    for start in range(0, len(shown), _MOST_NAMED):
        named = shown[start : start + _MOST_NAMED]
        look = look_of(new_id(PREFIX, now), named, refused=False, route=route, by=by, at=now, ring=store.key_ring)
        store.looks.add(look, keep_until=keep_until)
    for contact_id in refused:
        look = look_of(new_id(PREFIX, now), [contact_id], refused=True, route=route, by=by, at=now, ring=store.key_ring)
        store.looks.add_refused(look, keep_until=keep_until)
