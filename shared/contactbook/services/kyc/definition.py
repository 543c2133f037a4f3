"""A new KYC definition: whether it is sound, and a preview of what it would do (S2.76, S2.80, S2.84)."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice

from contactbook.domain.base.days import today_in
from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.values import Part, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.kyc_record import KycState
from contactbook.domain.contacts.record import Contact
from contactbook.domain.kyc.profiles import reassessed
from contactbook.domain.kyc.rules import definition_errors
from contactbook.domain.kyc.terms import accounts_above
from contactbook.domain.settings.kyc import Kyc
from contactbook.domain.settings.sections import Settings
from contactbook.services.base.first_contacts import MOST, not_erased
from contactbook.storage.tenant_store import TenantStore

_SAMPLE = 20


class KycEffect(Value):
    """What the definition does to one contact."""

    contact_id: str
    profile_before: str | None
    state_before: KycState | None
    profile_after: str | None
    state_after: KycState | None


class KycPreview(Value):
    """What a definition would do: counts over the tenant's contacts, and a sample. `complete` is false if it stopped early."""

    contacts: int = 0
    would_gain_profile: int = 0
    would_lose_profile: int = 0
    would_change_state: int = 0
    # Contacts of which a credit limit would be above the maximum (S2.72).
    would_be_above_maximum: int = 0
    complete: bool = True
    sample: tuple[KycEffect, ...] = ()


def check_definition(store: TenantStore, before: Settings, section: Part, now: datetime) -> None:  # noqa: ARG001 - every check has this signature
    """Raise ValidationFailed if the definition contradicts itself (S2.78, S2.80, S2.84)."""
    if isinstance(section, Kyc):
        _require_sound(before, section)


def preview_definition(store: TenantStore, kyc: Kyc, *, now: datetime) -> KycPreview:
    """Return what saving the definition would do now. Changes nothing. Raises ValidationFailed as saving would."""
    settings = store.settings.fresh()
    _require_sound(settings, kyc)
    today = today_in(settings.localization.time_zone, now)
    contacts = not_erased(store)
    preview = _counted(islice(contacts, MOST), kyc, today)
    is_complete = next(contacts, None) is None
    return preview if is_complete else with_fields(preview, complete=False)


def _counted(contacts: Iterable[Contact], kyc: Kyc, today: date) -> KycPreview:
    counted = above = 0
    effects: list[KycEffect] = []
    for contact in contacts:
        counted += 1
        after = reassessed(contact, kyc, today)
        above += bool(accounts_above(after, kyc))
        effect = _effect(contact, after)
        if effect is not None:
            effects.append(effect)
    return KycPreview(
        contacts=counted,
        would_be_above_maximum=above,
        would_gain_profile=sum(effect.profile_before is None for effect in effects),
        would_lose_profile=sum(effect.profile_after is None for effect in effects),
        would_change_state=sum(effect.profile_before is not None and effect.profile_after is not None for effect in effects),
        sample=tuple(effects[:_SAMPLE]),
    )


def _effect(contact: Contact, after: Contact) -> KycEffect | None:
    """Return what the definition does to the contact, or None if it keeps its profile and state."""
    before, held = contact.kyc, after.kyc
    effect = KycEffect(
        contact_id=contact.contact_id,
        profile_before=before.profile if before else None,
        state_before=before.state if before else None,
        profile_after=held.profile if held else None,
        state_after=held.state if held else None,
    )
    unchanged = (effect.profile_before, effect.state_before) == (effect.profile_after, effect.state_after)
    return None if unchanged else effect


def _require_sound(before: Settings, kyc: Kyc) -> None:
    errors = definition_errors(before.kyc, kyc, before.custom_fields)
    if errors:
        raise ValidationFailed("The KYC definition contradicts itself; see `errors`.", errors=errors)
