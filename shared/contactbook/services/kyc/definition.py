"""A new KYC definition: what it would do, and doing it (S2.76, S2.80, S2.84)."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from pydantic import JsonValue

from contactbook.config import config
from contactbook.domain.base.callers import job
from contactbook.domain.base.days import today_in
from contactbook.domain.base.errors import ConcurrentUpdate, ContactbookError, StorageUnavailable, ValidationFailed
from contactbook.domain.base.jobs import JobMessage
from contactbook.domain.base.paging import every
from contactbook.domain.base.values import Draft, Value
from contactbook.domain.contacts.record import Contact, ContactKyc, KycState
from contactbook.domain.kyc.profiles import reassessed
from contactbook.domain.kyc.rules import definition_errors
from contactbook.domain.settings.kyc import Kyc
from contactbook.domain.settings.sections import Settings
from contactbook.gateways import queues
from contactbook.observability import logger
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.storage.tenant_store import TenantStore

_PAGE = 100
_SAMPLE = 20
# Contacts that a preview looks at: 100 pages of the index, a few seconds.
_MOST_PREVIEWED = 10_000
# Contacts that are reassessed within the request that changed the definition; more are reassessed in the background.
_MOST_AT_ONCE = 200
JOB = "kyc-definition"


class KycEffect(Value):
    """What the definition does to one contact."""

    contact_id: str
    profile_before: str | None
    state_before: KycState | None
    profile_after: str | None
    state_after: KycState | None


class KycPreview(Value):
    """What a definition would do, counted over the tenant's contacts, with a sample; `complete` is false where it stopped early."""

    contacts: int = 0
    would_gain_profile: int = 0
    would_lose_profile: int = 0
    would_change_state: int = 0
    complete: bool = True
    sample: tuple[KycEffect, ...] = ()


def check_definition(store: TenantStore, before: Settings, section: Draft, now: datetime) -> None:  # noqa: ARG001 - one shape for all
    """Raises ValidationFailed where the definition contradicts itself (S2.80, S2.84)."""
    if isinstance(section, Kyc):
        _require_sound(before.kyc, section)


def preview_definition(store: TenantStore, kyc: Kyc, *, now: datetime) -> KycPreview:
    """What saving the definition would do now; changes nothing. Raises ValidationFailed as saving would."""
    settings = store.settings.fresh()
    _require_sound(settings.kyc, kyc)
    today = today_in(settings.localization.time_zone, now)
    counted = gained = lost = moved = 0
    sample: list[KycEffect] = []
    for contact in _contacts(store):
        if counted == _MOST_PREVIEWED:
            return KycPreview(
                contacts=counted, would_gain_profile=gained, would_lose_profile=lost, would_change_state=moved, complete=False,
                sample=tuple(sample),
            )  # fmt: skip
        counted += 1
        effect = _effect(contact, kyc, today)
        if effect is None:
            continue
        gained += effect.profile_before is None
        lost += effect.profile_after is None
        moved += effect.profile_before is not None and effect.profile_after is not None
        sample += [effect][: _SAMPLE - len(sample)]
    return KycPreview(
        contacts=counted, would_gain_profile=gained, would_lose_profile=lost, would_change_state=moved, sample=tuple(sample)
    )


def apply_definition(store: TenantStore, before: Settings, section: Draft, now: datetime) -> None:
    """Reassess every contact under the definition that was just saved: a small tenant at once, a large one in the background."""
    if not isinstance(section, Kyc) or section == before.kyc:
        return
    done = 0

    def has_time() -> bool:
        nonlocal done
        done += 1
        return done <= _MOST_AT_ONCE

    cursor = reassess_slice(store, None, now=now, has_time=has_time)
    if cursor is not None:
        message = JobMessage(tenant_id=store.tenant_id, cursor=cursor, arguments={"reassess": True})
        queues.send(config().kyc_expiry_queue_url, [message])


def reassess_slice(
    store: TenantStore, cursor: dict[str, JsonValue] | None, *, now: datetime, has_time: Callable[[], bool]
) -> dict[str, JsonValue] | None:
    """Reassess contacts from the cursor on; where to go on when the time was over, None at the end. Twice does no harm."""
    after = {name: str(value) for name, value in cursor.items()} if cursor else None
    while True:
        contacts, next_after = store.contacts.page_by_name(limit=_PAGE, after=after)
        for contact in contacts:
            if not has_time():
                return dict(after) if after else {}
            _reassess(store, contact, now)
        if next_after is None:
            return None
        after = next_after


def _reassess(store: TenantStore, listed: Contact, now: datetime) -> None:
    settings = store.settings.current()
    today = today_in(settings.localization.time_zone, now)
    # The index may lag: it only says whom to look at.
    if _effect(listed, settings.kyc, today) is None and reassessed(listed, settings.kyc, today).kyc == listed.kyc:
        return
    try:
        _reassess_stored(store, listed.contact_id, settings.kyc, today, now)
    except (StorageUnavailable, ConcurrentUpdate):
        raise
    except ContactbookError as error:
        logger.error("a contact could not be reassessed", contact_id=listed.contact_id, error=error.code)


@retried_when_raced
def _reassess_stored(store: TenantStore, contact_id: str, kyc: Kyc, today: date, now: datetime) -> None:
    contact = store.contacts.find(contact_id)
    if not isinstance(contact, Contact) or contact.erasure:
        return
    after = reassessed(contact, kyc, today)
    if after.kyc == contact.kyc:
        return
    commit_change(store, ContactChange(before=contact, after=after, action=_action(contact.kyc, after.kyc)), by=job(JOB), now=now)


def _action(before: ContactKyc | None, after: ContactKyc | None) -> str:
    if after is None:
        return "kyc.removed"
    if before is None or before.profile != after.profile:
        return "kyc.assigned"
    return "kyc.expired" if after.state is KycState.EXPIRED else "kyc.term_changed"


def _effect(contact: Contact, kyc: Kyc, today: date) -> KycEffect | None:
    after = reassessed(contact, kyc, today).kyc
    before = contact.kyc
    effect = KycEffect(
        contact_id=contact.contact_id,
        profile_before=before.profile if before else None,
        state_before=before.state if before else None,
        profile_after=after.profile if after else None,
        state_after=after.state if after else None,
    )
    unchanged = (effect.profile_before, effect.state_before) == (effect.profile_after, effect.state_after)
    return None if unchanged else effect


def _contacts(store: TenantStore) -> Iterator[Contact]:
    listed = every(lambda after: store.contacts.page_by_name(limit=_PAGE, after=after))
    return (contact for contact in listed if not contact.erasure)


def _require_sound(before: Kyc, kyc: Kyc) -> None:
    errors = definition_errors(before, kyc)
    if errors:
        raise ValidationFailed("The KYC definition contradicts itself.", errors=errors)
