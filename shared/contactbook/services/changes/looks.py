"""Every look at a contact is written down, whatever route it comes by (S2.127): one write a request.

The use cases say whom they showed and whom they refused; the request's own wrapper writes it down at its end. Jobs act for the
system and look at everything: what they change is in the history, what they read is not.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from contactbook.domain.audit.looks import look_of
from contactbook.domain.base.callers import Caller
from contactbook.services.base.ids import new_id
from contactbook.storage.audit.looks import PREFIX
from contactbook.storage.tenant_store import TenantStore

# One row names at most so many contacts; a page shows a hundred.
_MOST_NAMED = 1000


@dataclass
class Looks:
    """Whom one request showed, whom it refused, and whom it changed: a change has an audit entry that says more."""

    shown: dict[str, None] = field(default_factory=dict)
    refused: dict[str, None] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)


_running: ContextVar[Looks | None] = ContextVar("looks_of_the_running_request", default=None)


@contextmanager
def looking() -> Iterator[Looks]:
    """Take note of every look inside."""
    looks = Looks()
    token = _running.set(looks)
    try:
        yield looks
    finally:
        _running.reset(token)


def note_shown(*contact_ids: str) -> None:
    """The request shows these contacts."""
    if looks := _running.get():
        looks.shown |= dict.fromkeys(contact_ids)


def note_refused(contact_id: str) -> None:
    """The request asked for a contact that is not there, or not for this caller."""
    if looks := _running.get():
        looks.refused[contact_id] = None


def note_changed(contact_id: str) -> None:
    """The request changed the contact: its audit entry stands for the look."""
    if looks := _running.get():
        looks.changed.add(contact_id)


def write_down(store: TenantStore, looks: Looks, *, route: str, by: Caller, now: datetime) -> None:
    """Keep what the request saw and what it was refused. Raises StorageUnavailable: nobody looks without a trace."""
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
