"""The erasure register: what was erased and must not come back with a restored copy of the table (S8.7).

A line holds ids and a time, never a value of a person. It is kept outside the table, so that a restore does not take it back.
"""

from enum import StrEnum

from contactbook.domain.base.values import Moment, Value


class RegisterKind(StrEnum):
    """How something was erased."""

    ANONYMIZED = "anonymized"
    DELETED = "deleted"
    TENANT = "tenant"


class RegisterLine(Value):
    """One erasure: of a contact with those that were merged into it, or of a whole tenant, whose record its group keeps."""

    kind: RegisterKind
    tenant_id: str
    at: Moment
    contact_id: str | None = None
    absorbed: tuple[str, ...] = ()
    group_id: str | None = None


def key_of(line: RegisterLine) -> str:
    """Return the key of the line: by day, so that a replay can begin at the time of the copy. Writing it again changes nothing."""
    return f"{line.at:%Y-%m-%d}/{line.tenant_id}/{line.kind.value}-{line.contact_id or 'everything'}.json"
