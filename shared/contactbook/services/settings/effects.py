"""The checks before a section is saved, and the work that follows after it."""

from collections.abc import Callable
from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import FieldError, RuleBroken, ValidationFailed
from contactbook.domain.base.values import Part
from contactbook.domain.settings.opportunities import Opportunities
from contactbook.domain.settings.page_texts import PageTexts
from contactbook.domain.settings.permissions import Branding, ConsentSettings
from contactbook.domain.settings.sections import Settings
from contactbook.domain.settings.sending import Senders
from contactbook.domain.settings_rules.consistency import section_errors
from contactbook.domain.settings_rules.page_texts import page_text_errors
from contactbook.domain.settings_rules.senders import sender_errors
from contactbook.services.base.named_records import require_files
from contactbook.services.contacts import library, privacy_levels, sectors, uniqueness
from contactbook.services.erasure import marking, retention
from contactbook.services.kyc import definition, reassessment
from contactbook.services.settings.usage import check_in_use
from contactbook.storage.tenant_store import TenantStore

# Called with the settings before the change, the section after it, and the time. It raises to refuse the section.
Check = Callable[[TenantStore, Settings, Part, datetime], None]
# The same after the section is saved, with the caller who saved it: what follows is written down under that caller. It may return
# what the answer says beside the section.
FollowUp = Callable[[TenantStore, Settings, Part, Caller, datetime], dict[str, JsonValue] | None]


def check_consistency(store: TenantStore, before: Settings, section: Part, now: datetime) -> None:  # noqa: ARG001 - every check has this signature
    """Raise ValidationFailed if the section contradicts itself or breaks what another section uses."""
    errors = section_errors(section, before)
    if errors:
        raise ValidationFailed("The settings contradict themselves; see `errors`.", errors=errors)


def check_senders(store: TenantStore, before: Settings, section: Part, now: datetime) -> None:  # noqa: ARG001 - every check has this signature
    """Raise ValidationFailed `unverified_domain` or `unknown_sender_id` if a sender is not the tenant's own."""
    errors = sender_errors(section, before) if isinstance(section, Senders) else []
    if errors:
        raise ValidationFailed("A sender is not the tenant's own; see `errors`.", code=errors[0].code, errors=errors)


def check_page_texts(store: TenantStore, before: Settings, section: Part, now: datetime) -> None:  # noqa: ARG001 - every check has this signature
    """Raise ValidationFailed if a text of the tenant's own cannot stand on its pages."""
    errors = page_text_errors(section) if isinstance(section, PageTexts) else []
    if errors:
        raise ValidationFailed("A text cannot be used; see `errors`.", errors=errors)


def check_files(store: TenantStore, before: Settings, section: Part, now: datetime) -> None:  # noqa: ARG001 - every check has this signature
    """Raise ValidationFailed if the section newly names a file that the library lacks."""
    if isinstance(section, ConsentSettings):
        stored, named, pointer = (
            before.consent.global_form_attachment_id,
            section.global_form_attachment_id,
            "/global_form_attachment_id",
        )
    elif isinstance(section, Branding):
        stored, named, pointer = before.branding.logo_attachment_id, section.logo_attachment_id, "/logo_attachment_id"
    else:
        return
    if named is not None and named != stored:
        require_files(store, {pointer: named})


def hold_forms(store: TenantStore, before: Settings, section: Part, by: Caller, now: datetime) -> None:  # noqa: ARG001 - every follow-up has this signature
    """Keep the files that are or were the global form: whoever answered it gave its consent to it (S2.119)."""
    after = section.global_form_attachment_id if isinstance(section, ConsentSettings) else None
    for form_id in {before.consent.global_form_attachment_id, after} - {None}:
        library.hold_file(store, str(form_id), now=now)


def check_stages(store: TenantStore, before: Settings, section: Part, now: datetime) -> None:  # noqa: ARG001 - every check has this signature
    """Raise RuleBroken `in_use` if the section removes a stage that an opportunity has (S1.3). One query for each removed stage."""
    kept = section.stages if isinstance(section, Opportunities) else ()
    removed = [stage for stage in before.opportunities.stages if stage not in kept]
    used = [stage for stage in removed if store.opportunities.has_stage(stage)]
    if used:
        way_out = "Move it to another one, or remove the stage all the same with `?force=true`."
        errors = [FieldError("/stages", "in_use", f"An opportunity is in the stage '{stage}'. {way_out}") for stage in used]
        raise RuleBroken("Opportunities are in a stage that would be removed; see `errors`.", code="in_use", errors=errors)


CHECKS: dict[str, tuple[Check, ...]] = {
    **dict.fromkeys(
        (
            "uniqueness",
            "mandatory_fields",
            "privacy_levels",
            "custom_fields",
            "name_display",
            "categories",
            "groups",
            "types",
            "contact_policy",
        ),
        (check_consistency,),
    ),
    "anonymization": (marking.check_conditions,),
    "branding": (check_files,),
    "consent": (check_files,),
    "kyc": (definition.check_definition,),
    "page_texts": (check_page_texts,),
    "retention": (check_consistency, retention.check_retention),
    "senders": (check_senders,),
}
# Checks that `force=true` leaves out.
CHECKS_WITHOUT_FORCE: dict[str, tuple[Check, ...]] = {
    "opportunities": (check_stages,),
    **dict.fromkeys(("types", "categories", "industries", "groups", "custom_fields"), (check_in_use,)),
}
FOLLOW_UPS: dict[str, tuple[FollowUp, ...]] = {
    "consent": (hold_forms,),
    "uniqueness": (uniqueness.claim_at_once,),
    "industries": (sectors.apply_sectors,),
    "privacy_levels": (privacy_levels.apply_rules,),
    "kyc": (reassessment.apply_definition,),
}
