"""Every kind of item that holds a contact id or a contact's values, and how merge, undo, export and erasure handle it.

A new kind fails the build until it is listed here (tests/architecture/test_census.py).
"""

from enum import StrEnum

from contactbook.domain.base.values import Value


class OnMerge(StrEnum):
    """What a merge does with the items of a source, and how undo reverts it."""

    MOVES = "moves"  # to the survivor, with its id; undo moves it back
    STAYS = "stays"  # in its place; readers find it through the merged contact
    FOLLOWS = "follows"  # derived from the contact: the stream updates it
    REWRITTEN = "rewritten"  # with the contact, in the same transaction
    NOTHING = "nothing"  # it names the contact for information only


class OnExport(StrEnum):
    """Whether the export of a person's data includes it."""

    INCLUDED = "included"
    DERIVED = "derived"  # repeats what an included kind says
    INTERNAL = "internal"  # holds only ids of the person


class OnErasure(StrEnum):
    """What anonymization does with it."""

    ERASED = "erased"
    REDACTED = "redacted"  # kept without its personal values
    KEPT = "kept"  # holds no personal value
    FOLLOWS = "follows"  # derived from the contact: the stream removes it
    EXPIRES = "expires"  # expires within days


class Handling(Value):
    """How one kind of item is handled, and why it is kept if it is."""

    merge: OnMerge
    export: OnExport
    erasure: OnErasure
    why: str


def _handled(merge: OnMerge, export: OnExport, erasure: OnErasure, why: str) -> Handling:
    return Handling(merge=merge, export=export, erasure=erasure, why=why)


CENSUS: dict[str, Handling] = {
    # In the contact's own partition.
    "contact": _handled(OnMerge.REWRITTEN, OnExport.INCLUDED, OnErasure.REDACTED, "a blank record shows that it was anonymized"),
    "merged_contact": _handled(OnMerge.STAYS, OnExport.INTERNAL, OnErasure.KEPT, "holds ids only"),
    "account": _handled(OnMerge.MOVES, OnExport.INCLUDED, OnErasure.REDACTED, "its transactions refer to it (S2.132)"),
    "opportunity": _handled(OnMerge.MOVES, OnExport.INCLUDED, OnErasure.ERASED, ""),
    "note": _handled(OnMerge.MOVES, OnExport.INCLUDED, OnErasure.ERASED, ""),
    "conversion": _handled(OnMerge.MOVES, OnExport.INCLUDED, OnErasure.ERASED, ""),
    "engagement": _handled(OnMerge.MOVES, OnExport.INCLUDED, OnErasure.ERASED, ""),
    "relation": _handled(OnMerge.MOVES, OnExport.INCLUDED, OnErasure.ERASED, "at both ends (S3.13)"),
    "attachment": _handled(OnMerge.MOVES, OnExport.INCLUDED, OnErasure.ERASED, "with its file"),
    "communication": _handled(
        OnMerge.STAYS, OnExport.INCLUDED, OnErasure.REDACTED, "the record that somebody was contacted is kept"
    ),
    "history": _handled(
        OnMerge.STAYS, OnExport.INCLUDED, OnErasure.REDACTED, "holds names of fields, no values; the chain must stay complete"
    ),
    "marketing_count": _handled(
        OnMerge.STAYS, OnExport.DERIVED, OnErasure.ERASED, "times of messages; added up over the contacts merged into one"
    ),
    "look": _handled(OnMerge.STAYS, OnExport.INCLUDED, OnErasure.KEPT, "says who read the contact, without its values"),
    "consent_event": _handled(OnMerge.STAYS, OnExport.INCLUDED, OnErasure.KEPT, "proof of the consent state, without evidence"),
    "consent_evidence": _handled(OnMerge.STAYS, OnExport.INCLUDED, OnErasure.ERASED, ""),
    "name_day_reached": _handled(OnMerge.NOTHING, OnExport.DERIVED, OnErasure.ERASED, ""),
    "request_pointer": _handled(OnMerge.NOTHING, OnExport.INTERNAL, OnErasure.ERASED, "with the answer that it points at"),
    "person_export": _handled(OnMerge.NOTHING, OnExport.INTERNAL, OnErasure.ERASED, "with its file; expires after a week"),
    "anonymization_refusal": _handled(OnMerge.STAYS, OnExport.INTERNAL, OnErasure.ERASED, ""),
    "erasure_certificate": _handled(OnMerge.NOTHING, OnExport.INTERNAL, OnErasure.KEPT, "says what was erased"),
    "deleted_contact": _handled(
        OnMerge.NOTHING, OnExport.INTERNAL, OnErasure.KEPT, "says that it was deleted, and who may know; ids only"
    ),
    "file_walk": _handled(
        OnMerge.NOTHING, OnExport.INTERNAL, OnErasure.KEPT, "where the cleaning of files is: an id, until tomorrow"
    ),
    "staged_child": _handled(OnMerge.MOVES, OnExport.DERIVED, OnErasure.ERASED, "a child that a merge is moving; short-lived"),
    "not_duplicate": _handled(
        OnMerge.STAYS, OnExport.INTERNAL, OnErasure.ERASED, "names another contact; read with the contacts merged into either"
    ),
    # Elsewhere.
    "merge": _handled(OnMerge.NOTHING, OnExport.INTERNAL, OnErasure.KEPT, "holds ids only"),
    "merge_snapshot": _handled(
        OnMerge.NOTHING, OnExport.DERIVED, OnErasure.ERASED, "with any of its contacts; expires after 30 days"
    ),
    "duplicate_key": _handled(OnMerge.FOLLOWS, OnExport.DERIVED, OnErasure.FOLLOWS, "a keyed hash"),
    "match_member": _handled(OnMerge.FOLLOWS, OnExport.DERIVED, OnErasure.FOLLOWS, "keyed hashes and counts"),
    "match_entry": _handled(OnMerge.FOLLOWS, OnExport.DERIVED, OnErasure.FOLLOWS, "a keyed hash"),
    "match_change": _handled(OnMerge.FOLLOWS, OnExport.INTERNAL, OnErasure.KEPT, "removed by the next run; holds ids and hashes"),
    "shared_person": _handled(OnMerge.FOLLOWS, OnExport.INTERNAL, OnErasure.FOLLOWS, "the sync rebuilds it; holds ids only"),
    "sync_run_change": _handled(OnMerge.NOTHING, OnExport.INTERNAL, OnErasure.KEPT, "holds an id and names of tags and fields"),
    "sync_run_refusal": _handled(OnMerge.NOTHING, OnExport.INTERNAL, OnErasure.KEPT, "holds an id and a code"),
    "synced_copy": _handled(
        OnMerge.STAYS, OnExport.INTERNAL, OnErasure.KEPT, "ids and keyed hashes: a copy that is gone is not made again"
    ),
    "copy_pointer": _handled(OnMerge.STAYS, OnExport.INTERNAL, OnErasure.KEPT, "leads from an id or a keyed hash to a copy"),
    "uniqueness_violation": _handled(OnMerge.FOLLOWS, OnExport.INTERNAL, OnErasure.FOLLOWS, "holds ids only"),
    "import_changes": _handled(
        OnMerge.NOTHING, OnExport.INTERNAL, OnErasure.EXPIRES, "lines and fields whose yes did not count; they name no contact"
    ),
    "import_errors": _handled(
        OnMerge.NOTHING, OnExport.INTERNAL, OnErasure.EXPIRES, "lines and codes of rows that created no contact"
    ),
    "transaction_pointer": _handled(OnMerge.STAYS, OnExport.INTERNAL, OnErasure.KEPT, "a hash; belongs to the account's books"),
    "unbilled": _handled(OnMerge.STAYS, OnExport.INTERNAL, OnErasure.KEPT, "belongs to the account's books"),
    "claim": _handled(OnMerge.REWRITTEN, OnExport.DERIVED, OnErasure.ERASED, "freed with the contact (S2.31)"),
    "list_member": _handled(OnMerge.REWRITTEN, OnExport.DERIVED, OnErasure.ERASED, ""),
    "owner": _handled(
        OnMerge.REWRITTEN, OnExport.INTERNAL, OnErasure.KEPT, "points from an account, or from a file to import, to its contact"
    ),
    "search_word": _handled(OnMerge.FOLLOWS, OnExport.DERIVED, OnErasure.FOLLOWS, ""),
    "name_day_celebrant": _handled(OnMerge.FOLLOWS, OnExport.DERIVED, OnErasure.FOLLOWS, ""),
    "suppression": _handled(
        OnMerge.STAYS, OnExport.INTERNAL, OnErasure.REDACTED, "a keyed hash keeps the address from being contacted"
    ),
    "refusal": _handled(
        OnMerge.STAYS, OnExport.INTERNAL, OnErasure.KEPT, "a keyed hash and ids: a no outlives its contact, and its address too"
    ),
    "soft_bounces": _handled(OnMerge.STAYS, OnExport.INTERNAL, OnErasure.KEPT, "a keyed hash, ids and times"),
    "look_export": _handled(OnMerge.STAYS, OnExport.INCLUDED, OnErasure.KEPT, "says who exported the contact among others"),
    "look_page": _handled(OnMerge.STAYS, OnExport.INCLUDED, OnErasure.KEPT, "says who listed the contact among others"),
    "notification_slice": _handled(OnMerge.STAYS, OnExport.INTERNAL, OnErasure.KEPT, "holds ids only"),
    "import_part": _handled(
        OnMerge.STAYS,
        OnExport.INTERNAL,
        OnErasure.KEPT,
        "which contacts a file created or changed, for its undo: ids only, 90 days",
    ),
    "import_left": _handled(
        OnMerge.STAYS, OnExport.INTERNAL, OnErasure.KEPT, "which contacts the undo skipped: ids only, 90 days"
    ),
    "transaction": _handled(OnMerge.STAYS, OnExport.INCLUDED, OnErasure.KEPT, "belongs to the account's books"),
    "request": _handled(
        OnMerge.NOTHING, OnExport.INTERNAL, OnErasure.REDACTED, "through its pointer: only the used key stays, for a day"
    ),
}
