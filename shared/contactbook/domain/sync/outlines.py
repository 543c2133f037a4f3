"""What a full run compares of a contact with the facts that the group has about it. The rest of the document is not read.

A full run reads every contact of a group, and few have changed since their facts were made. So it reads of each only what shows that.
"""

from pydantic import BaseModel, ConfigDict

from contactbook.domain.contacts.record import ContactKind, Erasure


class _Outline(BaseModel):
    """A part of a stored value. It is never written back."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class _OutlinedEmail(_Outline):
    address: str


class _OutlinedPhone(_Outline):
    number: str


class ContactOutline(_Outline):
    """Of a contact: its version, what it is matched by, and the tags that the sync may have put on it."""

    contact_id: str
    kind: ContactKind
    version: int = 1
    emails: tuple[_OutlinedEmail, ...] = ()
    phones: tuple[_OutlinedPhone, ...] = ()
    tags: tuple[str, ...] = ()
    sync_tags: tuple[str, ...] = ()
    erasure: Erasure | None = None


class FactsOutline(_Outline):
    """Of the group's facts about a contact: what they were made from."""

    tenant_id: str
    contact_id: str
    version: int
    key_ids: tuple[str, ...] = ()
    company: bool = False
