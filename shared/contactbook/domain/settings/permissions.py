"""Settings about who may see and contact whom: marketing defaults, consent, groups, anonymization (S2.44, S2.112, S3.14)."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, JsonValue, StringConstraints, model_validator

from contactbook.domain.base.values import Flag, Key, Line, Part, Text


class PassesOver(StrEnum):
    """What a marketing type passes over whose Apply switch is off: flags, or everything but a refused consent (S2.52)."""

    FLAGS = "flags"
    EVERYTHING = "everything"


class PreferenceDefaults(Part):
    """The marketing permissions of a new contact (S2.45). They are off unless the tenant switches them on.

    `apply_off_passes_over`: `flags` are defaults and what users set; `everything` is also what the person said itself (S2.52).
    """

    direct_marketing: Flag = False
    affiliate_marketing: Flag = False
    apply_off_passes_over: PassesOver = PassesOver.FLAGS


class Behaviour(StrEnum):
    """What a consent state allows the platform to do with the contact (S2.112)."""

    COMPLETE = "complete"
    NONE = "none"
    ANONYMIZE = "anonymize"


class ConsentSettings(Part):
    """The behaviour of rejected and withdrawn consents. Pending and accepted ones are always `complete` (S2.113)."""

    rejected: Behaviour = Behaviour.COMPLETE
    withdrawn: Behaviour = Behaviour.COMPLETE
    global_form_attachment_id: str | None = None
    marketing_requires_accepted: Flag = False
    form_text: Text | None = None


class GroupRight(StrEnum):
    """What a collaborating group may do with the owner's contacts (S3.15)."""

    SELECT = "select"
    VIEW = "view"
    EDIT = "edit"


class Collaboration(Part):
    """The rights of group `with` on the contacts that group `owner` owns."""

    owner: Key
    with_: Annotated[Key, Field(alias="with")]
    rights: Annotated[tuple[GroupRight, ...], Field(min_length=1, max_length=3)]


class Groups(Part):
    """The tenant's groups and their collaborations (S3.14)."""

    groups: Annotated[tuple[Key, ...], Field(max_length=500)] = ()
    collaborations: Annotated[tuple[Collaboration, ...], Field(max_length=1000)] = ()

    @model_validator(mode="after")
    def _collaborations_name_groups(self) -> Self:
        known = set(self.groups)
        for collaboration in self.collaborations:
            if known and not {collaboration.owner, collaboration.with_} <= known:
                raise ValueError("A collaboration names a group that `groups` does not list. Add it there.")
        return self


class AnonymizationBatch(Part):
    """Whether the daily batch anonymizes contacts that meet the conditions (S2.138)."""

    enabled: Flag = False


class Anonymization(Part):
    """Whether anonymization is allowed, and for which contacts (S2.136-S2.138)."""

    enabled: Flag = True
    conditions: Annotated[tuple[dict[str, JsonValue], ...], Field(max_length=20)] = ()
    batch: AnonymizationBatch = AnonymizationBatch()


class Branding(Part):
    """The tenant's name, logo and colour on the pages that contacts open."""

    name: Line | None = None
    logo_attachment_id: str | None = None
    colour: Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")] | None = None
