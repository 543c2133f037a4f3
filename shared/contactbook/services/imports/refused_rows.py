"""The yeses of rows for addresses that refuse, which do not count, and the nos of rows that come in nowhere (S5.5, S6.7)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from contactbook.domain.base.comparable import comparable_address
from contactbook.domain.contacts.record import Contact
from contactbook.domain.imports.nos import only_nos, scopes_of
from contactbook.domain.imports.refused_yeses import yeses_of
from contactbook.services.imports.candidates import CandidateReader, RowCandidate
from contactbook.services.imports.row_results import RowNos, RowResult
from contactbook.storage.tenant_store import TenantStore


def settled(
    store: TenantStore, reader: CandidateReader, rows: Sequence[RowCandidate], topic: str | None, now: datetime
) -> list[RowCandidate]:
    """Return the rows without each yes that is refused at their addresses. One batch read for the rows that say yes, if any does.

    Every row says yes to `topic`, the list of the import that persons may leave.
    """
    wanted = [store.refusals.names_of(_addresses_of_yes(candidate, topic)) for candidate in rows]
    found = store.refusals.get_many(dict.fromkeys(name for names in wanted for name in names))
    return [
        reader.without_refused(candidate, [found[name] for name in names if name in found], topic, now)
        for candidate, names in zip(rows, wanted, strict=True)
    ]


def _addresses_of_yes(candidate: RowCandidate, topic: str | None) -> Sequence[str]:
    """Return the addresses of the contact that the row would create, if it says yes to anything."""
    contact = candidate.creating.after
    return contact.reached_at() if contact and candidate.values and (topic or yeses_of(candidate.values)) else ()


def with_nos(result: RowResult, candidate: RowCandidate, taken_by: Contact | None = None) -> RowResult:
    """Return the result of a row with what the row refuses: it counts at the row's addresses, for every contact that has them.

    The addresses of the contact that has taken the no are left out: it counts there by itself.
    """
    values, nos = candidate.values, only_nos(candidate.values)
    if values is None or nos is None:
        return result
    reached = [email.address for email in values.emails] + [phone.number for phone in values.phones]
    taken = set(map(comparable_address, taken_by.reached_at())) if taken_by else set()
    addresses = tuple(one for one in dict.fromkeys(map(comparable_address, reached)) if one not in taken)
    return replace(result, nos=RowNos(candidate.row.line, scopes_of(nos), addresses)) if addresses else result
