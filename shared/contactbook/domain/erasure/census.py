"""Every kind of item that holds a contact id or a contact's values, and how merge, undo, export and erasure treat it.

A new kind fails the build until it stands here (tests/architecture/test_census.py).
"""

from enum import StrEnum

from contactbook.domain.base.values import Value


class OnMerge(StrEnum):
    """What becomes of a source's items when contacts are merged, and how undo takes it back."""

    MOVES = "moves"  # to the survivor, under its own id; undo moves it back
    STAYS = "stays"  # where it is; readers find it through the merged contact
    FOLLOWS = "follows"  # derived from the contact: the stream makes it right
    REWRITTEN = "rewritten"  # with the contact itself, in the same transaction
    NOTHING = "nothing"  # it names the contact only for the record


class OnExport(StrEnum):
    """Whether the export of a person's data carries it."""

    INCLUDED = "included"
    DERIVED = "derived"  # says nothing that an included kind does not say
    INTERNAL = "internal"  # holds nothing about the person but ids


class OnErasure(StrEnum):
    """What anonymisation does to it."""

    ERASED = "erased"
    REDACTED = "redacted"  # kept without its personal values
    KEPT = "kept"  # holds no personal value
    FOLLOWS = "follows"  # derived from the contact: the stream removes it
    EXPIRES = "expires"  # is gone by itself within days


class Treatment(Value):
    """How one kind of item is treated, and why it is kept where it is."""

    merge: OnMerge
    export: OnExport
    erasure: OnErasure
    why: str


def _treated(merge: OnMerge, export: OnExport, erasure: OnErasure, why: str) -> Treatment:
    return Treatment(merge=merge, export=export, erasure=erasure, why=why)


CENSUS: dict[str, Treatment] = {
    # In the contact's own partition.
    "contact": _treated(OnMerge.REWRITTEN, OnExport.INCLUDED, OnErasure.REDACTED, "an empty shell says that it was anonymized"),
    "merged_contact": _treated(OnMerge.STAYS, OnExport.INTERNAL, OnErasure.KEPT, "holds ids only"),
    "account": _treated(OnMerge.MOVES, OnExport.INCLUDED, OnErasure.REDACTED, "transactions still belong to it (S2.132)"),
    "opportunity": _treated(OnMerge.MOVES, OnExport.INCLUDED, OnErasure.ERASED, ""),
    "note": _treated(OnMerge.MOVES, OnExport.INCLUDED, OnErasure.ERASED, ""),
    "conversion": _treated(OnMerge.MOVES, OnExport.INCLUDED, OnErasure.ERASED, ""),
    "engagement": _treated(OnMerge.MOVES, OnExport.INCLUDED, OnErasure.ERASED, ""),
    "relation": _treated(OnMerge.MOVES, OnExport.INCLUDED, OnErasure.ERASED, "at both ends (S3.13)"),
    "attachment": _treated(OnMerge.MOVES, OnExport.INCLUDED, OnErasure.ERASED, "with its file"),
    "communication": _treated(
        OnMerge.STAYS, OnExport.INCLUDED, OnErasure.REDACTED, "that somebody was contacted stays on record"
    ),
    "history": _treated(
        OnMerge.STAYS, OnExport.INCLUDED, OnErasure.KEPT, "holds names of fields, no values; the chain stays whole"
    ),
    "history_values": _treated(OnMerge.STAYS, OnExport.INCLUDED, OnErasure.ERASED, ""),
    "look": _treated(OnMerge.STAYS, OnExport.INCLUDED, OnErasure.KEPT, "says who looked at the contact, and no value of it"),
    "consent_event": _treated(OnMerge.STAYS, OnExport.INCLUDED, OnErasure.KEPT, "proof of the consent state, without evidence"),
    "consent_evidence": _treated(OnMerge.STAYS, OnExport.INCLUDED, OnErasure.ERASED, ""),
    "name_day_reached": _treated(OnMerge.NOTHING, OnExport.DERIVED, OnErasure.ERASED, ""),
    "request_pointer": _treated(OnMerge.NOTHING, OnExport.INTERNAL, OnErasure.ERASED, "with the answer it leads to"),
    "person_export": _treated(OnMerge.NOTHING, OnExport.INTERNAL, OnErasure.ERASED, "with its file; gone by itself after a week"),
    "erasure_certificate": _treated(OnMerge.NOTHING, OnExport.INTERNAL, OnErasure.KEPT, "says what was erased"),
    "staged_child": _treated(
        OnMerge.MOVES, OnExport.DERIVED, OnErasure.ERASED, "a child on its way with a merge; none a moment later"
    ),
    "not_duplicate": _treated(
        OnMerge.STAYS, OnExport.INTERNAL, OnErasure.ERASED, "names another contact; read with those merged into it, or the other"
    ),
    # Elsewhere.
    "merge": _treated(OnMerge.NOTHING, OnExport.INTERNAL, OnErasure.KEPT, "holds ids only"),
    "merge_snapshot": _treated(
        OnMerge.NOTHING, OnExport.DERIVED, OnErasure.ERASED, "with any of its contacts; gone by itself after 30 days"
    ),
    "duplicate_key": _treated(OnMerge.FOLLOWS, OnExport.DERIVED, OnErasure.FOLLOWS, "a keyed hash"),
    "match_member": _treated(OnMerge.FOLLOWS, OnExport.DERIVED, OnErasure.FOLLOWS, "keyed hashes and counts"),
    "match_entry": _treated(OnMerge.FOLLOWS, OnExport.DERIVED, OnErasure.FOLLOWS, "a keyed hash"),
    "match_change": _treated(OnMerge.FOLLOWS, OnExport.INTERNAL, OnErasure.KEPT, "gone with the next run; holds ids and hashes"),
    "shared_person": _treated(OnMerge.FOLLOWS, OnExport.INTERNAL, OnErasure.FOLLOWS, "the sync makes it anew; holds ids only"),
    "sync_run_change": _treated(OnMerge.NOTHING, OnExport.INTERNAL, OnErasure.KEPT, "holds an id and names of tags"),
    "uniqueness_violation": _treated(OnMerge.FOLLOWS, OnExport.INTERNAL, OnErasure.FOLLOWS, "holds ids only"),
    "import_errors": _treated(
        OnMerge.NOTHING, OnExport.INTERNAL, OnErasure.EXPIRES, "lines and codes of rows that made no contact"
    ),
    "transaction_pointer": _treated(OnMerge.STAYS, OnExport.INTERNAL, OnErasure.KEPT, "a hash; belongs to the account's books"),
    "unbilled": _treated(OnMerge.STAYS, OnExport.INTERNAL, OnErasure.KEPT, "belongs to the account's books"),
    "claim": _treated(OnMerge.REWRITTEN, OnExport.DERIVED, OnErasure.ERASED, "freed with the contact (S2.31)"),
    "list_member": _treated(OnMerge.REWRITTEN, OnExport.DERIVED, OnErasure.ERASED, ""),
    "owner": _treated(
        OnMerge.REWRITTEN, OnExport.INTERNAL, OnErasure.KEPT, "leads from an account, or a sheet to import, to its contact"
    ),
    "search_word": _treated(OnMerge.FOLLOWS, OnExport.DERIVED, OnErasure.FOLLOWS, ""),
    "name_day_celebrant": _treated(OnMerge.FOLLOWS, OnExport.DERIVED, OnErasure.FOLLOWS, ""),
    "suppression": _treated(
        OnMerge.STAYS, OnExport.INTERNAL, OnErasure.REDACTED, "a keyed hash keeps the address from being contacted"
    ),
    "look_page": _treated(OnMerge.STAYS, OnExport.INCLUDED, OnErasure.KEPT, "says who saw the contact among others"),
    "notification_slice": _treated(OnMerge.STAYS, OnExport.INTERNAL, OnErasure.KEPT, "holds ids only"),
    "import_part": _treated(
        OnMerge.STAYS, OnExport.INTERNAL, OnErasure.KEPT, "which contacts a file made or changed, for its undo: ids only, 90 days"
    ),
    "import_left": _treated(
        OnMerge.STAYS, OnExport.INTERNAL, OnErasure.KEPT, "whom the undo left as they are: ids only, 90 days"
    ),
    "transaction": _treated(OnMerge.STAYS, OnExport.INCLUDED, OnErasure.KEPT, "belongs to the account's books"),
    "request": _treated(
        OnMerge.NOTHING, OnExport.INTERNAL, OnErasure.REDACTED, "through its pointer: only that the key was used stays, for a day"
    ),
}
