"""What a section's change needs besides its own shape: a check before it is saved, and what follows once it is."""

from collections.abc import Callable
from datetime import datetime

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.values import Draft
from contactbook.domain.settings.sections import Settings
from contactbook.domain.settings_rules.agreement import section_errors
from contactbook.services.contacts import privacy_levels, uniqueness
from contactbook.services.erasure import marking
from contactbook.services.kyc import definition, reassessment
from contactbook.storage.tenant_store import TenantStore

# Called with the settings as they were, the section as it will be (a check raises to refuse it) or now is, and the time.
Effect = Callable[[TenantStore, Settings, Draft, datetime], None]


def check_agreement(store: TenantStore, before: Settings, section: Draft, now: datetime) -> None:  # noqa: ARG001 - one shape for all
    """Raises ValidationFailed where the section contradicts itself or breaks what another section builds on."""
    errors = section_errors(section, before)
    if errors:
        raise ValidationFailed("The settings contradict themselves.", errors=errors)


CHECKS: dict[str, tuple[Effect, ...]] = {
    **dict.fromkeys(
        ("uniqueness", "mandatory_fields", "privacy_levels", "custom_fields", "name_display", "categories", "groups"),
        (check_agreement,),
    ),
    "anonymization": (marking.check_conditions,),
    "kyc": (definition.check_definition,),
}
FOLLOW_UPS: dict[str, tuple[Effect, ...]] = {
    "uniqueness": (uniqueness.claim_at_once,),
    "privacy_levels": (privacy_levels.apply_rules,),
    "kyc": (reassessment.apply_definition,),
}
