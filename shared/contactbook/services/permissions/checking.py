"""Asking what is refused at an address, whether or not a contact has it (S5.4, S5.9)."""

from datetime import datetime
from typing import Self

from pydantic import model_validator

from contactbook.domain.audit.entries import AuditKind
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.comparable import comparable_address
from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.values import Draft, Flag, Line, Moment, Value
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.points import normalized_email, normalized_phone
from contactbook.domain.refusals.marks import Scope, Through
from contactbook.domain.refusals.refusals import Refusal
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.changes.looks import note_shown
from contactbook.storage.tenant_store import TenantStore


class AddressDraft(Draft):
    """The address that is asked about: an email or a phone."""

    email: Line | None = None
    phone: Line | None = None

    @model_validator(mode="after")
    def _is_one_address(self) -> Self:
        if bool(self.email) == bool(self.phone):
            raise ValueError("Name either `email` or `phone`.")
        return self


class RefusedScope(Value):
    """A no that stands at the address. `contact_id` is who said it, if the caller may see the contact."""

    scope: Scope
    allowed: Flag = False
    event_id: str
    through: Through
    at: Moment
    contact_id: str | None = None


class AddressPermissions(Value):
    """What is refused at an address in this tenant; nothing for an address that nobody refused."""

    items: tuple[RefusedScope, ...]


def check_address(store: TenantStore, draft: AddressDraft, *, by: Caller, now: datetime) -> AddressPermissions:
    """Return the refusals that stand for the address. An audit entry says who asked, with the keyed hash of the address.

    Two reads and a write. Raises ValidationFailed `invalid_email`, `invalid_phone`: nobody knows what is refused at an address that cannot
    be read.
    """
    name = store.refusals.name_of(comparable_address(_checked(draft, store.settings.current().localization.default_region)))
    refusal = store.refusals.find(name)
    asked = TenantChange("permissions.checked", name, kind=AuditKind.JOBS)
    commit_tenant_change(store, asked, by=by, now=now)
    return AddressPermissions(items=_standing(store, refusal, by) if refusal else ())


def _checked(draft: AddressDraft, region: str) -> str:
    is_email = draft.email is not None
    try:
        return normalized_email(draft.email or "") if is_email else normalized_phone(draft.phone or "", region)
    except ValueError as error:
        field = "email" if is_email else "phone"
        raise ValidationFailed.of(f"/{field}", f"invalid_{field}", str(error)) from error


def _standing(store: TenantStore, refusal: Refusal, by: Caller) -> tuple[RefusedScope, ...]:
    """Return the last no of each scope and way."""
    said_by = store.contacts.survivors({event.contact_id for event in refusal.events if event.contact_id})
    groups = store.settings.current().groups
    visible = {one for one, contact in said_by.items() if may(by, contact, GroupRight.VIEW, groups)}
    last = {
        (scope, event.through): (scope, event)
        for event in sorted(refusal.events, key=lambda event: event.at)
        for scope in event.scopes
    }
    found = [
        RefusedScope(
            scope=scope,
            event_id=event.event_id,
            through=event.through,
            at=event.at,
            contact_id=event.contact_id if event.contact_id in visible else None,
        )
        for scope, event in last.values()
    ]
    note_shown(*(one.contact_id for one in found if one.contact_id))
    return tuple(found)
