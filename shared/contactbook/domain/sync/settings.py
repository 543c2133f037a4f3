"""The top account's settings of the daily sync of shared contacts (S4.2-S4.4, S4.6, S4.10, S4.19, S4.20)."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, StrictInt, StringConstraints, ValidationInfo, field_validator

from contactbook.domain.base.text import fold
from contactbook.domain.base.values import Draft, Flag, Key, Record, Value
from contactbook.domain.settings.sending import TimeOfDay, TimeZone
from contactbook.domain.sync.match_options import MatchOn, comparable_address_or_phone
from contactbook.domain.sync.tags import ENGAGING, PRIMARY, SECONDARY


class SyncMode(StrEnum):
    """The vocabulary of the sync. It changes words only, not behaviour (S4.3)."""

    SENIOR_LIVING = "senior_living"
    B2B_B2C = "b2b_b2c"


class Vocabulary(Value):
    """The words for a child account and an opportunity."""

    account: str
    opportunity: str


VOCABULARIES = {
    SyncMode.SENIOR_LIVING: Vocabulary(account="community", opportunity="prospect"),
    SyncMode.B2B_B2C: Vocabulary(account="child account", opportunity="deal"),
}


# A time of day, hours and minutes.
# An email, or a phone in international form, as contacts are compared by it.
AddressOrPhone = Annotated[str, StringConstraints(max_length=254), AfterValidator(comparable_address_or_phone)]


class SyncSettingsDraft(Draft):
    """The settings that a caller sends. A field that is left out takes its default."""

    enabled: Flag = False
    mode: SyncMode = SyncMode.B2B_B2C
    tags: Annotated[tuple[Key, ...], Field(max_length=20)] = ()
    copy_to_top_account: Flag = False
    # The corporate pipeline from its lowest stage to its highest. A stage that is not in it ranks below all of its stages.
    opportunity_stages: Annotated[tuple[Key, ...], Field(max_length=100)] = ()
    # An email or phone on more contacts than this identifies nobody. A person with more contacts is too large to be one.
    largest_person: Annotated[StrictInt, Field(ge=2, le=500)] = 50

    match_on: MatchOn = MatchOn.EITHER
    # Emails and phones that many share, such as a switchboard: they identify nobody, however few contacts have them.
    identify_nobody: Annotated[tuple[AddressOrPhone, ...], Field(max_length=200)] = ()
    # For each child account what its own stages are called in the corporate pipeline.
    stage_mapping: Annotated[dict[str, Annotated[dict[Key, Key], Field(max_length=100)]], Field(max_length=1000)] = {}
    run_at: TimeOfDay = "02:00"
    time_zone: TimeZone = "UTC"
    # True if the list of shared contacts says what each is called in its account. The account's audit says who looked.
    show_names: Flag = False

    @field_validator("tags", "opportunity_stages", "identify_nobody")
    @classmethod
    def _each_once(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(values)) != len(values):
            raise ValueError("A value is listed twice. List each once.")
        return values

    @field_validator("stage_mapping")
    @classmethod
    def _leads_to_corporate_stages(cls, mapping: dict[str, dict[str, str]], info: ValidationInfo) -> dict[str, dict[str, str]]:
        known = {fold(stage) for stage in info.data.get("opportunity_stages", ())}
        if any(fold(stage) not in known for stages in mapping.values() for stage in stages.values()):
            raise ValueError("A stage is mapped to one that `opportunity_stages` does not list. Add it there.")
        return mapping

    @field_validator("tags")
    @classmethod
    def _not_reserved(cls, tags: tuple[str, ...]) -> tuple[str, ...]:
        if any(tag in (PRIMARY, SECONDARY) or tag.startswith(ENGAGING) for tag in tags):
            raise ValueError("The sync reserves one of these tags for itself. Name another one.")
        return tags


class SyncSettings(SyncSettingsDraft, Record):
    """The stored settings. The version is 0 while they have their defaults."""

    version: int = 0
    # The group of whoever saved the settings. It owns the copies that the sync makes (S3.14).
    copies_owned_by_group: Key | None = None
    # The version at which the sync was off last. Nobody followed the changes of contacts then.
    off_at: int = 0

    @property
    def has_own_time(self) -> bool:
        """True if the day's run does not begin when the job's schedule says, at 02:00 UTC."""
        return self.enabled and (self.run_at, self.time_zone) != ("02:00", "UTC")


class SyncSettingsView(SyncSettingsDraft, Record):
    """The settings with the words of their mode."""

    vocabulary: Vocabulary


def settings_view(settings: SyncSettings) -> SyncSettingsView:
    """Return the settings as callers see them."""
    shown = {name: getattr(settings, name) for name in SyncSettingsView.model_fields if name != "vocabulary"}
    return SyncSettingsView(**shown, vocabulary=VOCABULARIES[settings.mode])
