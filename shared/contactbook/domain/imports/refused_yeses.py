"""The yeses of a row that do not count, because a no stands against them: the row is imported without them (S5.5, S5.7)."""

from collections.abc import Iterable

from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import ConsentState, Contact
from contactbook.domain.imports.fields import ImportedRow
from contactbook.domain.permissions.scopes import topic_scope
from contactbook.domain.permissions.standing import STOPS
from contactbook.domain.refusals.marks import AFFILIATE_MARKETING, DIRECT_MARKETING, PROCESSING, UNUSABLE, Scope
from contactbook.domain.refusals.refusals import Refusal

# The field of the import itself that puts its rows on a list.
LIST = "list_id"
# The path of the field that says yes to each scope.
_FIELDS: dict[Scope, str] = {
    DIRECT_MARKETING: "preferences.direct_marketing",
    AFFILIATE_MARKETING: "preferences.affiliate_marketing",
    PROCESSING: "consent.state",
}
# A field that says yes, what it says, and what holds instead.
RefusedYes = tuple[str, str | bool, str | bool | None]


def yeses_of(row: ImportedRow) -> dict[Scope, str | bool]:
    """Return each scope that the row says yes to, and how."""
    flags = {DIRECT_MARKETING: row.preferences.direct_marketing, AFFILIATE_MARKETING: row.preferences.affiliate_marketing}
    yeses: dict[Scope, str | bool] = {scope: True for scope, stated in flags.items() if stated}
    accepts = row.consent is not None and row.consent.state is ConsentState.ACCEPTED
    return yeses | ({PROCESSING: ConsentState.ACCEPTED.value} if accepts else {})


def without_refused(
    row: ImportedRow, refusals: Iterable[Refusal], topic: str | None
) -> tuple[ImportedRow, tuple[RefusedYes, ...]]:
    """Return the row without each yes that is refused at one of its addresses, and these yeses: also to the list `topic`."""
    refused = {scope for refusal in refusals for scope in refusal.scopes} - {UNUSABLE}
    stopped = {scope: said for scope, said in yeses_of(row).items() if scope in refused or PROCESSING in refused}
    left: list[RefusedYes] = [(LIST, topic, None)] if topic and topic_scope(topic) in refused else []
    if not stopped:
        return row, tuple(left)
    flags = {scope: None for scope in stopped if scope != PROCESSING}
    kept = with_fields(
        row,
        preferences=with_fields(row.preferences, **flags),
        consent=None if PROCESSING in stopped else row.consent,
    )
    return kept, (*((_FIELDS[scope], said, None) for scope, said in stopped.items()), *left)


def refused_by_contact(contact: Contact, row: ImportedRow, list_id: str | None) -> tuple[RefusedYes, ...]:
    """Return the yeses of the row that the contact after it does not carry: a file lifts no stop, and joins no list that was left."""
    carried: dict[Scope, str | bool | None] = {
        DIRECT_MARKETING: contact.preferences.direct_marketing.value,
        AFFILIATE_MARKETING: contact.preferences.affiliate_marketing.value,
        PROCESSING: contact.consent.state.value if contact.consent.state in STOPS else True,
    }
    found = [(_FIELDS[scope], said, carried[scope]) for scope, said in yeses_of(row).items() if carried[scope] is not True]
    is_left = list_id is not None and list_id not in contact.list_ids
    return (*found, *([(LIST, list_id, None)] if is_left and list_id else []))
