"""What every noun under a contact does the same way: its audited details, its merge-patch, its bounds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from pydantic import BaseModel, JsonValue, ValidationError

from contactbook.domain.audit.entries import Change, changes_between
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound, RuleBroken, ValidationFailed
from contactbook.domain.base.field_errors import field_errors
from contactbook.domain.base.merge_patch import patched
from contactbook.domain.base.values import Record
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.storage.base.children import ChildRepository
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore

M = TypeVar("M", bound=BaseModel)
R = TypeVar("R", bound=Record)

# What the system keeps about the record itself is no change of its information.
_NOT_AUDITED = frozenset({"version", "contact_id", "created_at", "created_by", "updated_at", "updated_by"})


def details_of(noun: str, before: BaseModel | None, after: BaseModel | None) -> tuple[Change, ...]:
    """What changed in a child, as details of its contact's audit entry: `note.text`, `account.name`."""
    found = changes_between(before, after)
    return tuple(
        with_fields(change, field=f"{noun}.{change.field}") for change in found if change.field.split(".")[0] not in _NOT_AUDITED
    )


@dataclass(frozen=True)
class ChildChange(Generic[R]):
    """What happens to one child of a contact: from `before` (None: it is added) to `after` (None: it is removed)."""

    noun: str
    repository: ChildRepository[R]
    child_id: str
    before: R | None
    after: R | None

    @property
    def action(self) -> str:
        """The event's name: `note.added`, `note.changed`, `note.removed`."""
        verb = "added" if self.before is None else "removed" if self.after is None else "changed"
        return f"{self.noun}.{verb}"

    def writes(self, contact_id: str) -> list[Write]:
        """The writes that carry it out."""
        if self.after is None:
            return self.repository.remove_writes(contact_id, self.child_id)
        if self.before is None:
            return self.repository.add_writes(contact_id, self.child_id, self.after)
        return self.repository.save_writes(contact_id, self.child_id, self.after, replacing=self.before.version)


def commit_child(
    store: TenantStore,
    contact: Contact,
    change: ChildChange[R],
    *,
    by: Caller,
    now: datetime,
    after: Contact | None = None,
) -> Contact:
    """Carry out a child's change as a change of its contact: one transaction, one audit entry. Raises as `commit_change`."""
    of_contact = ContactChange(
        before=contact,
        after=after or contact,
        action=change.action,
        subject=change.child_id,
        details=details_of(change.noun, change.before, change.after),
        writes=change.writes(contact.contact_id),
    )
    return commit_change(store, of_contact, by=by, now=now)


def patched_value(shape: type[M], current: M, patch: dict[str, JsonValue]) -> M:
    """The value after a merge-patch (RFC 7396). Raises ValidationFailed where the result has not the right shape."""
    wanted = patched(current.model_dump(mode="json", exclude_defaults=True), patch)
    try:
        return shape.model_validate(wanted)
    except ValidationError as error:
        errors = field_errors(error.errors(), otherwise="invalid")
        raise ValidationFailed("The change does not fit the record.", errors=errors) from error


def require_room(stored: Sequence[object], most: int, noun: str) -> None:
    """Raises RuleBroken `too_many_<noun>` where a contact holds as many as it may.

    Read after the contact and saved on the contact's version, the count cannot be outrun by another writer.
    """
    if len(stored) >= most:
        raise RuleBroken(f"A contact has at most {most} {noun.replace('_', ' ')}.", code=f"too_many_{noun}")


def made_before(stored: Iterable[R], child_id: str, id_of: Callable[[R], str]) -> R | None:
    """The child that an earlier run of this very request made, if there was one.

    A request that is repeated under its Idempotency-Key makes the same ids again; what it has made is no rival to itself.
    """
    return next((child for child in stored if id_of(child) == child_id), None)


@contextmanager
def found_by_own_id(noun: str) -> Iterator[None]:
    """One wording for a record that does not exist and for one whose contact the caller may not see."""
    try:
        yield
    except NotFound as error:
        raise NotFound(f"There is no such {noun}.") from error
