from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.sync_match_on import SyncMatchOn
from ..models.sync_mode import SyncMode

if TYPE_CHECKING:
    from ..models.sync_settings_stage_mapping import SyncSettingsStageMapping
    from ..models.sync_vocabulary import SyncVocabulary


@dataclass(kw_only=True, slots=True)
class SyncSettings:
    """The settings with the words of their mode."""

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    enabled: bool
    """ Whether the sync runs. """
    mode: SyncMode
    """ The vocabulary of the sync. It changes words only, not behaviour. """
    tags: list[str]
    """ Tags that a contact of a shared person gets. """
    copy_to_top_account: bool
    """ Whether shared persons are copied into the top account. """
    opportunity_stages: list[str]
    """ The stages of opportunities in their order, the highest last. """
    largest_person: int
    """ How many contacts one person may have at most. A larger group is left out. """
    match_on: SyncMatchOn
    """ What two contacts must have in common: an email or a phone, an email, a phone, or an email and a phone. """
    identify_nobody: list[str]
    """ Emails and phones that many share, such as a reception's. They identify no person. """
    stage_mapping: SyncSettingsStageMapping
    """ For each child account, its stages in the words of the group. """
    run_at: str
    """ When the sync runs, `HH:MM` in the time zone beside it. """
    time_zone: str
    """ The IANA name of the time zone, such as `Europe/Nicosia`. """
    show_names: bool
    """ Whether the top account sees the names of shared persons. """
    vocabulary: SyncVocabulary
    """ The words for a child account and an opportunity. """

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        enabled = self.enabled

        mode = self.mode.value

        tags = self.tags

        copy_to_top_account = self.copy_to_top_account

        opportunity_stages = self.opportunity_stages

        largest_person = self.largest_person

        match_on = self.match_on.value

        identify_nobody = self.identify_nobody

        stage_mapping = self.stage_mapping.to_dict()

        run_at = self.run_at

        time_zone = self.time_zone

        show_names = self.show_names

        vocabulary = self.vocabulary.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "enabled": enabled,
                "mode": mode,
                "tags": tags,
                "copy_to_top_account": copy_to_top_account,
                "opportunity_stages": opportunity_stages,
                "largest_person": largest_person,
                "match_on": match_on,
                "identify_nobody": identify_nobody,
                "stage_mapping": stage_mapping,
                "run_at": run_at,
                "time_zone": time_zone,
                "show_names": show_names,
                "vocabulary": vocabulary,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.sync_settings_stage_mapping import SyncSettingsStageMapping  # noqa: PLC0415
        from ..models.sync_vocabulary import SyncVocabulary  # noqa: PLC0415

        d = dict(src_dict)
        version = d.pop("version")

        enabled = d.pop("enabled")

        mode = SyncMode(d.pop("mode"))

        tags = cast(list[str], d.pop("tags"))

        copy_to_top_account = d.pop("copy_to_top_account")

        opportunity_stages = cast(list[str], d.pop("opportunity_stages"))

        largest_person = d.pop("largest_person")

        match_on = SyncMatchOn(d.pop("match_on"))

        identify_nobody = cast(list[str], d.pop("identify_nobody"))

        stage_mapping = SyncSettingsStageMapping.from_dict(d.pop("stage_mapping"))

        run_at = d.pop("run_at")

        time_zone = d.pop("time_zone")

        show_names = d.pop("show_names")

        vocabulary = SyncVocabulary.from_dict(d.pop("vocabulary"))

        sync_settings = cls(
            version=version,
            enabled=enabled,
            mode=mode,
            tags=tags,
            copy_to_top_account=copy_to_top_account,
            opportunity_stages=opportunity_stages,
            largest_person=largest_person,
            match_on=match_on,
            identify_nobody=identify_nobody,
            stage_mapping=stage_mapping,
            run_at=run_at,
            time_zone=time_zone,
            show_names=show_names,
            vocabulary=vocabulary,
        )

        return sync_settings
