from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.sync_match_on import SyncMatchOn
from ..models.sync_mode import SyncMode
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.sync_settings_draft_stage_mapping import SyncSettingsDraftStageMapping


@dataclass(kw_only=True, slots=True)
class SyncSettingsDraft:
    """The settings that a caller sends. A field that is left out takes its default."""

    enabled: bool | Unset = False
    """ Whether the sync runs. """
    mode: SyncMode | Unset = UNSET
    """ The vocabulary of the sync. It changes words only, not behaviour. """
    tags: list[str] | Unset = UNSET
    """ Tags that a contact of a shared person gets. """
    copy_to_top_account: bool | Unset = False
    """ Whether shared persons are copied into the top account. """
    opportunity_stages: list[str] | Unset = UNSET
    """ The stages of opportunities in their order, the highest last. """
    largest_person: int | Unset = 50
    """ How many contacts one person may have at most. A larger group is left out. """
    match_on: SyncMatchOn | Unset = UNSET
    """ What two contacts must have in common: an email or a phone, an email, a phone, or an email and a phone. """
    identify_nobody: list[str] | Unset = UNSET
    """ Emails and phones that many share, such as a reception's. They identify no person. """
    stage_mapping: SyncSettingsDraftStageMapping | Unset = UNSET
    """ For each child account, its stages in the words of the group. """
    run_at: str | Unset = "02:00"
    """ When the sync runs, `HH:MM` in the time zone beside it. """
    time_zone: str | Unset = "UTC"
    """ The IANA name of the time zone, such as `Europe/Nicosia`. """
    show_names: bool | Unset = False
    """ Whether the top account sees the names of shared persons. """

    def to_dict(self) -> dict[str, Any]:
        enabled = self.enabled

        mode: str | Unset = UNSET
        if not isinstance(self.mode, Unset):
            mode = self.mode.value

        tags: list[str] | Unset = UNSET
        if not isinstance(self.tags, Unset):
            tags = self.tags

        copy_to_top_account = self.copy_to_top_account

        opportunity_stages: list[str] | Unset = UNSET
        if not isinstance(self.opportunity_stages, Unset):
            opportunity_stages = self.opportunity_stages

        largest_person = self.largest_person

        match_on: str | Unset = UNSET
        if not isinstance(self.match_on, Unset):
            match_on = self.match_on.value

        identify_nobody: list[str] | Unset = UNSET
        if not isinstance(self.identify_nobody, Unset):
            identify_nobody = self.identify_nobody

        stage_mapping: dict[str, Any] | Unset = UNSET
        if not isinstance(self.stage_mapping, Unset):
            stage_mapping = self.stage_mapping.to_dict()

        run_at = self.run_at

        time_zone = self.time_zone

        show_names = self.show_names

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if enabled is not UNSET:
            field_dict["enabled"] = enabled
        if mode is not UNSET:
            field_dict["mode"] = mode
        if tags is not UNSET:
            field_dict["tags"] = tags
        if copy_to_top_account is not UNSET:
            field_dict["copy_to_top_account"] = copy_to_top_account
        if opportunity_stages is not UNSET:
            field_dict["opportunity_stages"] = opportunity_stages
        if largest_person is not UNSET:
            field_dict["largest_person"] = largest_person
        if match_on is not UNSET:
            field_dict["match_on"] = match_on
        if identify_nobody is not UNSET:
            field_dict["identify_nobody"] = identify_nobody
        if stage_mapping is not UNSET:
            field_dict["stage_mapping"] = stage_mapping
        if run_at is not UNSET:
            field_dict["run_at"] = run_at
        if time_zone is not UNSET:
            field_dict["time_zone"] = time_zone
        if show_names is not UNSET:
            field_dict["show_names"] = show_names

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.sync_settings_draft_stage_mapping import SyncSettingsDraftStageMapping  # noqa: PLC0415

        d = dict(src_dict)
        enabled = d.pop("enabled", UNSET)

        _mode = d.pop("mode", UNSET)
        mode: SyncMode | Unset
        if isinstance(_mode, Unset):
            mode = UNSET
        else:
            mode = SyncMode(_mode)

        tags = cast(list[str], d.pop("tags", UNSET))

        copy_to_top_account = d.pop("copy_to_top_account", UNSET)

        opportunity_stages = cast(list[str], d.pop("opportunity_stages", UNSET))

        largest_person = d.pop("largest_person", UNSET)

        _match_on = d.pop("match_on", UNSET)
        match_on: SyncMatchOn | Unset
        if isinstance(_match_on, Unset):
            match_on = UNSET
        else:
            match_on = SyncMatchOn(_match_on)

        identify_nobody = cast(list[str], d.pop("identify_nobody", UNSET))

        _stage_mapping = d.pop("stage_mapping", UNSET)
        stage_mapping: SyncSettingsDraftStageMapping | Unset
        if isinstance(_stage_mapping, Unset):
            stage_mapping = UNSET
        else:
            stage_mapping = SyncSettingsDraftStageMapping.from_dict(_stage_mapping)

        run_at = d.pop("run_at", UNSET)

        time_zone = d.pop("time_zone", UNSET)

        show_names = d.pop("show_names", UNSET)

        sync_settings_draft = cls(
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
        )

        return sync_settings_draft
