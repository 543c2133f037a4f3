"""What all children of a contact share: committing their changes, their audited details, and their limits."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from pydantic import BaseModel

from contactbook.domain.audit.entries import Change, changes_between
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound, RuleBroken
from contactbook.domain.base.values import Record
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.storage.base.children import ChildRepository
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore

R = TypeVar("R", bound=Record)

# Fields that the system sets; a change of them is not audited.
_NOT_AUDITED = frozenset({"version", "contact_id", "created_at", "created_by", "updated_at", "updated_by"})


def details_of(noun: str, before: BaseModel | None, after: BaseModel | None) -> tuple[Change, ...]:
    """Return what changed in a child, as details of its contact's audit entry: `note.text`, `account.name`."""
    found = changes_between(before, after)
    return tuple(
        with_fields(change, field=f"{noun}.{change.field}") for change in found if change.field.split(".")[0] not in _NOT_AUDITED
    )


@dataclass(frozen=True)
class ChildChange(Generic[R]):
    """A change of one child of a contact, from `before` (None: it is added) to `after` (None: it is removed)."""

    noun: str
    repository: ChildRepository[R]
    child_id: str
    before: R | None
    after: R | None

    @property
    def action(self) -> str:
        """The name of the event: `note.added`, `note.changed`, `note.removed`."""
        verb = "added" if self.before is None else "removed" if self.after is None else "changed"
        return f"{self.noun}.{verb}"

    def writes(self, contact_id: str) -> list[Write]:
        """Return the writes that make the change."""
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
    """Commit a child's change as a change of its contact: one transaction, one audit entry. Raises as `commit_change`."""
    of_contact = ContactChange(
        before=contact,
        after=after or contact,
        action=change.action,
        subject=change.child_id,
        details=details_of(change.noun, change.before, change.after),
        writes=change.writes(contact.contact_id),
    )
    return commit_change(store, of_contact, by=by, now=now)


def require_room(stored: Sequence[object], most: int, noun: str) -> None:
    """Raises RuleBroken `too_many_<noun>` if a contact has `most` of them already.

    The caller reads `stored` after the contact and saves on the contact's version, so no other writer can exceed the limit meanwhile.
    """
    if len(stored) >= most:
        raise RuleBroken(f"A contact can have at most {most} {noun.replace('_', ' ')}.", code=f"too_many_{noun}")


def made_before(stored: Iterable[R], child_id: str, id_of: Callable[[R], str]) -> R | None:
    """Return the child that an earlier run of this request made, or None.

    A request that is repeated under its Idempotency-Key makes the same ids again. It must not conflict with its own child.
    """
    return next((child for child in stored if id_of(child) == child_id), None)


@contextmanager
def found_by_own_id(noun: str) -> Iterator[None]:
    """Raise the same NotFound for a record that does not exist and for one whose contact the caller may not see."""
    try:
        yield
    except NotFound as error:
        raise NotFound(f"There is no such {noun}.") from error
