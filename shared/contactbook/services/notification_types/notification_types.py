"""Notification types: what a tenant sends, for which purpose, and which permission it needs (S2.47, S2.51, S2.52)."""

from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.versions import next_version, require_version, with_fields
from contactbook.domain.notification_types.notification_types import (
    NotificationType,
    NotificationTypeDraft,
    NotificationTypeFields,
    Purpose,
    settled_switches,
)
from contactbook.services.base.ids import new_id
from contactbook.services.base.loosening import require_right_to_loosen
from contactbook.services.base.references import require_unused
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.storage.tenant_store import TenantStore


def create_notification_type(store: TenantStore, draft: NotificationTypeDraft, *, by: Caller, now: datetime) -> NotificationType:
    """Create a type. Raises ValidationFailed for a financial one with a switch on, MissingScope as `change_notification_type`."""
    made = _new_type(draft, now)
    _require_right_to_reach(made, by)
    return _added(store, made, by, now)


def customer_care_type(store: TenantStore, *, by: Caller, now: datetime) -> NotificationType:
    """Return the tenant's oldest type for customer care, for an event communication that names none; create it if there is none.

    Raises MissingScope if the caller may not change settings.
    """
    require_right_to_loosen(by, "An event communication without a notification type", "/notification_type_id")
    for known in sorted(store.notification_types.all(), key=lambda one: one.notification_type_id):
        if known.purpose is Purpose.CUSTOMER_CARE:
            return known
    draft = NotificationTypeDraft(name="Customer care", purpose=Purpose.CUSTOMER_CARE)
    return _added(store, _new_type(draft, now), by, now)


@retried_when_raced
def change_notification_type(
    store: TenantStore,
    notification_type_id: str,
    patch: dict[str, JsonValue],
    *,
    by: Caller,
    now: datetime,
    if_match: int | None = None,
) -> NotificationType:
    """Apply a merge-patch; nothing is saved if nothing changes.

    Raises ValidationFailed, VersionMismatch, NotFound, and MissingScope if the type is not marketing, ignores preferences or does not
    follow a permission any more that it followed, and the caller may not change settings.
    """
    stored = store.notification_types.get(notification_type_id)
    require_version(stored.version, if_match)
    fields = patched_fields(NotificationTypeFields, stored, patch)
    direct, affiliate = settled_switches(fields)
    switches = {"apply_direct_marketing_preference": direct, "apply_affiliate_marketing_preference": affiliate}
    changed = with_fields(stored, name=fields.name, purpose=fields.purpose, **switches)
    if changed == stored:
        return stored
    _require_right_to_reach(changed, by)
    if not stored.followed_flags <= changed.followed_flags:
        require_right_to_loosen(by, "A type that follows another permission than before", "/purpose")
    changed = next_version(changed, updated_at=now)
    put = store.notification_types.save_of(notification_type_id, changed, replacing=stored.version)
    change = TenantChange("notification_type.changed", notification_type_id, stored, changed)
    commit_tenant_change(store, change, put, by=by, now=now)
    return changed


@retried_when_raced
def delete_notification_type(
    store: TenantStore, notification_type_id: str, *, by: Caller, now: datetime, if_match: int | None = None
) -> None:
    """Delete a type. Raises RuleBroken `in_use`, VersionMismatch, NotFound."""
    stored = store.notification_types.get(notification_type_id)
    require_version(stored.version, if_match)
    require_unused(store, notification_type_id)
    remove = store.notification_types.remove_of(notification_type_id, version=stored.version)
    change = TenantChange("notification_type.deleted", notification_type_id, stored, None)
    commit_tenant_change(store, change, remove, by=by, now=now)


def _new_type(draft: NotificationTypeDraft, now: datetime) -> NotificationType:
    direct, affiliate = settled_switches(draft)
    return NotificationType(
        notification_type_id=new_id("nty", now),
        name=draft.name,
        purpose=draft.purpose,
        apply_direct_marketing_preference=direct,
        apply_affiliate_marketing_preference=affiliate,
        created_at=now,
        updated_at=now,
    )


def _added(store: TenantStore, made: NotificationType, by: Caller, now: datetime) -> NotificationType:
    put = store.notification_types.add_of(made.notification_type_id, made)
    change = TenantChange("notification_type.created", made.notification_type_id, None, made)
    commit_tenant_change(store, change, put, by=by, now=now)
    return made


def _require_right_to_reach(item: NotificationType, by: Caller) -> None:
    if item.ignores_preferences:
        require_right_to_loosen(by, "A marketing type that ignores preferences", "/apply_direct_marketing_preference")
    if not item.is_marketing:
        require_right_to_loosen(by, "A type that is not marketing", "/purpose")
