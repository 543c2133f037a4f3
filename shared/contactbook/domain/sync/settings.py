"""The top account's settings of the daily sync of shared contacts (S4.2-S4.4, S4.10, S4.19, S4.20)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StrictInt, field_validator

from contactbook.domain.base.values import Draft, Flag, Key, Record, Value
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

    @field_validator("tags", "opportunity_stages")
    @classmethod
    def _each_once(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(values)) != len(values):
            raise ValueError("each value may be listed once")
        return values

    @field_validator("tags")
    @classmethod
    def _not_reserved(cls, tags: tuple[str, ...]) -> tuple[str, ...]:
        if any(tag in (PRIMARY, SECONDARY) or tag.startswith(ENGAGING) for tag in tags):
            raise ValueError("the sync reserves this tag for itself")
        return tags


class SyncSettings(SyncSettingsDraft, Record):
    """The stored settings. The version is 0 while they have their defaults."""

    version: int = 0
    # The group of whoever saved the settings. It owns the copies that the sync makes (S3.14).
    copies_owned_by_group: Key | None = None


class SyncSettingsView(SyncSettingsDraft, Record):
    """The settings with the words of their mode."""

    vocabulary: Vocabulary


def settings_view(settings: SyncSettings) -> SyncSettingsView:
    """Return the settings as callers see them."""
    shown = {name: getattr(settings, name) for name in SyncSettingsView.model_fields if name != "vocabulary"}
    return SyncSettingsView(**shown, vocabulary=VOCABULARIES[settings.mode])
