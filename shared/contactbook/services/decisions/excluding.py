"""Refuse to leave out what does not exist (S4.30)."""

from collections.abc import Iterator, Sequence

from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.domain.decisions.exclude import Exclude
from contactbook.storage.tenant_store import TenantStore


def require_excluded(store: TenantStore, exclude: Exclude) -> None:
    """Refuse suppression lists and segments that do not exist. Raises ValidationFailed with pointers below `/exclude`.

    At most two batch reads. A tag need not be there yet: whoever gets it later is left out.
    """
    lists, segments = list(exclude.suppression_list_ids), list(exclude.segment_ids)
    known = {found.suppression_list_id for found in store.suppression_lists.get_many(lists)} if lists else set()
    known |= {found.segment_id for found in store.segments.get_many(segments)} if segments else set()
    errors = [
        *_unknown("suppression_list_ids", lists, known, "unknown_suppression_list", "There is no such suppression list."),
        *_unknown("segment_ids", segments, known, "unknown_segment", "There is no such segment."),
    ]
    if errors:
        raise ValidationFailed("At least one record of `exclude` does not exist; see `errors`.", errors=errors)


def _unknown(name: str, ids: Sequence[str], known: set[str], code: str, message: str) -> Iterator[FieldError]:
    for place, one in enumerate(ids):
        if one not in known:
            yield FieldError(f"/exclude/{name}/{place}", code, message)
