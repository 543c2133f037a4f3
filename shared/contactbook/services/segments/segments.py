"""Creating, changing and deleting segments (S2.65, S2.108)."""

from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.errors import RuleBroken, ValidationFailed
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.versions import next_version, require_version, with_fields
from contactbook.domain.segments.criteria import Criteria
from contactbook.domain.segments.criteria_parsing import parsed
from contactbook.domain.segments.named_lists import named_lists
from contactbook.domain.segments.segments import Segment, SegmentDraft, SegmentFields
from contactbook.services.base.ids import new_id
from contactbook.services.base.loosening import require_right_to_loosen
from contactbook.services.base.named_records import require_lists
from contactbook.services.base.references import is_left_out, require_unused, require_unused_by_runs, require_unused_by_tasks
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.storage.tenant_store import TenantStore


def create_segment(store: TenantStore, draft: SegmentDraft, *, by: Caller, now: datetime) -> Segment:
    """Create a segment. Raises ValidationFailed for an unknown field, operator or value."""
    requested_criteria(store, draft.criteria)
    segment = Segment(
        segment_id=new_id("seg", now), name=draft.name, of=draft.of, criteria=draft.criteria, created_at=now, updated_at=now
    )
    change = TenantChange("segment.created", segment.segment_id, None, segment)
    commit_tenant_change(store, change, store.segments.add_of(segment.segment_id, segment), by=by, now=now)
    return segment


@retried_when_raced
def change_segment(
    store: TenantStore, segment_id: str, patch: dict[str, JsonValue], *, by: Caller, now: datetime, if_match: int | None = None
) -> Segment:
    """Apply a merge-patch, which replaces criteria as a whole.

    Raises ValidationFailed, VersionMismatch, NotFound, MissingScope for another meaning of a segment that notifications leave out (S5.13).
    """
    stored = store.segments.get(segment_id)
    require_version(stored.version, if_match)
    others = {name: value for name, value in patch.items() if name != "criteria"}
    fields = patched_fields(SegmentFields, stored, others)
    criteria = patch.get("criteria", stored.criteria)
    if not isinstance(criteria, dict):
        raise ValidationFailed.of("/criteria", "required", "A segment needs criteria.")
    requested_criteria(store, criteria)
    changed = with_fields(stored, name=fields.name, of=fields.of, criteria=criteria)
    if changed == stored:
        return stored
    holds_others = (changed.of, changed.criteria) != (stored.of, stored.criteria)
    if holds_others and not by.may(Scope.SETTINGS_WRITE) and is_left_out(store, segment_id):
        require_right_to_loosen(by, "Another meaning of a segment that notifications leave out", "/criteria")
    changed = next_version(changed, updated_at=now)
    change = TenantChange("segment.changed", segment_id, stored, changed)
    save = store.segments.save_of(segment_id, changed, replacing=stored.version)
    commit_tenant_change(store, change, save, by=by, now=now)
    return changed


@retried_when_raced
def delete_segment(store: TenantStore, segment_id: str, *, by: Caller, now: datetime, if_match: int | None = None) -> None:
    """Delete a segment; its members stay. Raises RuleBroken `in_use`, VersionMismatch, NotFound."""
    stored = store.segments.get(segment_id)
    require_version(stored.version, if_match)
    require_unused(store, segment_id)
    require_unused_by_runs(store, segment_id)
    require_unused_by_tasks(store, segment_id)
    change = TenantChange("segment.deleted", segment_id, stored, None)
    commit_tenant_change(store, change, store.segments.remove_of(segment_id, version=stored.version), by=by, now=now)


def criteria_of(store: TenantStore, segment: Segment) -> Criteria:
    """Return the criteria of a stored segment. Raises RuleBroken `criteria_outdated` if the settings lack one of its fields."""
    try:
        return checked_criteria(store, segment.criteria)
    except ValidationFailed as error:
        message = "The settings no longer have a field that the segment uses. Change its criteria."
        raise RuleBroken(message, code="criteria_outdated", errors=error.errors) from error


def requested_criteria(store: TenantStore, criteria: dict[str, JsonValue]) -> Criteria:
    """Return the parsed criteria of a request. Raises ValidationFailed, also for a list that does not exist."""
    checked = checked_criteria(store, criteria)
    require_lists(store, named_lists(criteria))
    return checked


def checked_criteria(store: TenantStore, criteria: dict[str, JsonValue]) -> Criteria:
    """Return the parsed criteria. Raises ValidationFailed."""
    return parsed(criteria, store.settings.current().custom_fields)
