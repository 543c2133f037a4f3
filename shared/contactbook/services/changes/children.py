"""The records under a contact: notes, opportunities, engagements, relations, attachments, conversions, accounts.

`Children` holds what they have in common: access, version check, limit, audited details, one transaction for each change.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from pydantic import BaseModel, JsonValue

from contactbook.domain.audit.entries import Change, changes_between
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound, RuleBroken
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Record
from contactbook.domain.base.versions import next_version, require_version, with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.services.changes.access import editable_contact, visible_contact
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.storage.base.children import ChildRepository
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore

M = TypeVar("M", bound=BaseModel)
R = TypeVar("R", bound=Record)

# Fields that the system keeps about the record itself; the audit entry does not list them.
_NOT_AUDITED = frozenset({"version", "contact_id", "created_at", "created_by", "updated_at", "updated_by"})


@dataclass(frozen=True)
class Children(Generic[R]):
    """One noun under a contact, such as notes, and what a caller can do with its records.

    `noun` names the audited fields (`note.text`), the events (`note.added`, `note.changed`, `note.removed`) and the id field
    (`note_id`). A contact has at most `most` records.
    """

    noun: str
    plural: str
    most: int
    repository: Callable[[TenantStore], ChildRepository[R]]

    def page(
        self, store: TenantStore, contact_id: str, *, by: Caller, limit: int, after: After | None
    ) -> tuple[list[R], After | None]:
        """Return records of a contact, newest first: one query. Raises NotFound, or Merged."""
        visible_contact(store, contact_id, by=by)
        return self.repository(store).page(contact_id, limit=limit, after=after)

    def read(self, store: TenantStore, contact_id: str, child_id: str, *, by: Caller) -> R:
        """Return one record. Raises NotFound, or Merged."""
        visible_contact(store, contact_id, by=by)
        return self.repository(store).get(contact_id, child_id)

    def editable(
        self, store: TenantStore, contact_id: str, child_id: str, *, by: Caller, if_match: int | None
    ) -> tuple[Contact, R]:
        """Return the contact and its record, both to be changed by the caller. Raises VersionMismatch, NotFound, or Merged."""
        contact = editable_contact(store, contact_id, by=by)
        return contact, self.at_version(store, contact_id, child_id, if_match)

    def at_version(self, store: TenantStore, contact_id: str, child_id: str, if_match: int | None) -> R:
        """Return the record. Raises NotFound, VersionMismatch where `if_match` names another version."""
        child = self.repository(store).get(contact_id, child_id)
        require_version(child.version, if_match)
        return child

    def add(
        self,
        store: TenantStore,
        contact: Contact,
        child: R,
        *,
        by: Caller,
        now: datetime,
        stored: Sequence[R] | None = None,
        contact_after: Contact | None = None,
    ) -> R:
        """Add a record and return it, or the one that an earlier run of this request added.

        `stored` are the contact's records where the caller knows them; else one query reads them.
        Raises RuleBroken `too_many_<plural>`, and as `commit_change`.
        """
        known = self.repository(store).all_of(contact.contact_id) if stored is None else stored
        earlier = self.added_before(known, self._id_of(child))
        if earlier:
            return earlier
        self.require_room(known)
        change = self.change_of(store, contact, None, child, contact_after=contact_after, verb="added")
        commit_change(store, change, by=by, now=now)
        return child

    def save(
        self,
        store: TenantStore,
        contact: Contact,
        before: R,
        after: R,
        *,
        by: Caller,
        now: datetime,
        contact_after: Contact | None = None,
    ) -> R:
        """Save the changed record and return it; an equal one writes nothing. Raises as `commit_change`."""
        if after != before:
            change = self.change_of(store, contact, before, after, contact_after=contact_after, verb="changed")
            commit_change(store, change, by=by, now=now)
        return after

    def remove(self, store: TenantStore, contact: Contact, child: R, *, by: Caller, now: datetime) -> None:
        """Remove a record of the contact. Raises as `commit_change`."""
        commit_change(store, self.change_of(store, contact, child, None, verb="removed"), by=by, now=now)

    def change_of(
        self,
        store: TenantStore,
        contact: Contact,
        before: R | None,
        after: R | None,
        *,
        verb: str,
        contact_after: Contact | None = None,
    ) -> ContactChange:
        """Return the change of the contact that adds (`before` None), changes, or removes (`after` None) a record."""
        return ContactChange(
            before=contact,
            after=contact_after or contact,
            action=f"{self.noun}.{verb}",
            subject=self._id_of(before or after),
            details=details_of(self.noun, before, after),
            writes=self._writes(store, contact.contact_id, before, after),
        )

    def require_room(self, stored: Sequence[R]) -> None:
        """Raise RuleBroken `too_many_<plural>` if the contact has its maximum of records.

        `stored` must be read after the contact and the change saved on the contact's version: then no concurrent writer can
        exceed the maximum.
        """
        if len(stored) >= self.most:
            message = f"A contact can have at most {self.most} {self.plural}, and this one has as many. Remove one first."
            raise RuleBroken(message, code=f"too_many_{self.plural}")

    def added_before(self, stored: Sequence[R], child_id: str) -> R | None:
        """Return the record that an earlier run of this request added, or None.

        A request that is repeated under its Idempotency-Key makes the same ids again.
        """
        return next((known for known in stored if self._id_of(known) == child_id), None)

    def _writes(self, store: TenantStore, contact_id: str, before: R | None, after: R | None) -> list[Write]:
        repository, child_id = self.repository(store), self._id_of(before or after)
        if after is None:
            return repository.remove_writes(contact_id, child_id)
        if before is None:
            return repository.add_writes(contact_id, child_id, after)
        return repository.save_writes(contact_id, child_id, after, replacing=before.version)

    def _id_of(self, child: R | None) -> str:
        return str(getattr(child, f"{self.noun}_id"))


def details_of(noun: str, before: BaseModel | None, after: BaseModel | None) -> tuple[Change, ...]:
    """Return what changed in a record, as details of its contact's audit entry: `note.text`, `account.name`."""
    return tuple(
        with_fields(change, field=f"{noun}.{change.field}")
        for change in changes_between(before, after)
        if change.field.split(".")[0] not in _NOT_AUDITED
    )


def patched_record(record: R, shape: type[M], patch: dict[str, JsonValue], **stamps: object) -> R:
    """Return the record after a merge-patch (RFC 7396) of the fields in `shape`, one version later and with the stamps.

    Returns the record itself if no field changes. Raises ValidationFailed if the result is invalid.
    """
    current = shape.model_construct(None, **stated_fields(record, shape))
    wanted = patched_fields(shape, record, patch)
    return record if wanted == current else next_version(record, **stated_fields(wanted, shape), **stamps)


def stated_fields(value: BaseModel, shape: type[BaseModel]) -> dict[str, object]:
    """Return the fields of `shape` with the value's values, such as a draft's fields for the record made from it."""
    return {name: getattr(value, name) for name in shape.model_fields}


@contextmanager
def found_by_own_id(noun: str) -> Iterator[None]:
    """Raise the same NotFound for a record that does not exist and for one of a contact that the caller may not see."""
    try:
        yield
    except NotFound as error:
        raise NotFound(f"There is no such {noun}.") from error
