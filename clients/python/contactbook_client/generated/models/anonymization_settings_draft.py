from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acknowledgement import Acknowledgement
    from ..models.all_criteria import AllCriteria
    from ..models.anonymization_batch_draft import AnonymizationBatchDraft
    from ..models.anonymization_settings_draft_schema import AnonymizationSettingsDraftSchema
    from ..models.any_criteria import AnyCriteria
    from ..models.condition import Condition
    from ..models.not_criteria import NotCriteria


@dataclass(kw_only=True, slots=True)
class AnonymizationSettingsDraft:
    """The section `anonymization` of the settings. Whether anonymization is allowed, and for which contacts."""

    enabled: bool | Unset = True
    """ Whether anonymization is allowed. """
    conditions: list[AllCriteria | AnyCriteria | Condition | NotCriteria] | Unset = UNSET
    """ Which contacts may be anonymized. Each of the criteria must hold. """
    batch: AnonymizationBatchDraft | Unset = UNSET
    """ Whether the daily batch anonymizes contacts that meet the conditions. """
    acknowledge: Acknowledgement | None | Unset = UNSET
    """ Confirms how many more contacts the change lets be contacted. """
    version: int | Unset = UNSET
    """ As it was read. It is ignored: `If-Match` makes the change conditional. """
    schema: AnonymizationSettingsDraftSchema | Unset = UNSET
    """ As it was read. It is ignored. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415
        from ..models.all_criteria import AllCriteria  # noqa: PLC0415
        from ..models.any_criteria import AnyCriteria  # noqa: PLC0415
        from ..models.condition import Condition  # noqa: PLC0415

        enabled = self.enabled

        conditions: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.conditions, Unset):
            conditions = []
            for conditions_item_data in self.conditions:
                conditions_item: dict[str, Any]
                if isinstance(conditions_item_data, Condition):
                    conditions_item = conditions_item_data.to_dict()
                elif isinstance(conditions_item_data, AllCriteria):
                    conditions_item = conditions_item_data.to_dict()
                elif isinstance(conditions_item_data, AnyCriteria):
                    conditions_item = conditions_item_data.to_dict()
                else:
                    conditions_item = conditions_item_data.to_dict()

                conditions.append(conditions_item)

        batch: dict[str, Any] | Unset = UNSET
        if not isinstance(self.batch, Unset):
            batch = self.batch.to_dict()

        acknowledge: dict[str, Any] | None | Unset
        if isinstance(self.acknowledge, Unset):
            acknowledge = UNSET
        elif isinstance(self.acknowledge, Acknowledgement):
            acknowledge = self.acknowledge.to_dict()
        else:
            acknowledge = self.acknowledge

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if enabled is not UNSET:
            field_dict["enabled"] = enabled
        if conditions is not UNSET:
            field_dict["conditions"] = conditions
        if batch is not UNSET:
            field_dict["batch"] = batch
        if acknowledge is not UNSET:
            field_dict["acknowledge"] = acknowledge
        if version is not UNSET:
            field_dict["version"] = version
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415
        from ..models.all_criteria import AllCriteria  # noqa: PLC0415
        from ..models.anonymization_batch_draft import AnonymizationBatchDraft  # noqa: PLC0415
        from ..models.anonymization_settings_draft_schema import AnonymizationSettingsDraftSchema  # noqa: PLC0415
        from ..models.any_criteria import AnyCriteria  # noqa: PLC0415
        from ..models.condition import Condition  # noqa: PLC0415
        from ..models.not_criteria import NotCriteria  # noqa: PLC0415

        d = dict(src_dict)
        enabled = d.pop("enabled", UNSET)

        _conditions = d.pop("conditions", UNSET)
        conditions: list[AllCriteria | AnyCriteria | Condition | NotCriteria] | Unset = UNSET
        if _conditions is not UNSET:
            conditions = []
            for conditions_item_data in _conditions:

                def _parse_conditions_item(data: object) -> AllCriteria | AnyCriteria | Condition | NotCriteria:
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        componentsschemas_criteria_type_0 = Condition.from_dict(data)

                        return componentsschemas_criteria_type_0
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        componentsschemas_criteria_type_1 = AllCriteria.from_dict(data)

                        return componentsschemas_criteria_type_1
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        componentsschemas_criteria_type_2 = AnyCriteria.from_dict(data)

                        return componentsschemas_criteria_type_2
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_criteria_type_3 = NotCriteria.from_dict(data)

                    return componentsschemas_criteria_type_3

                conditions_item = _parse_conditions_item(conditions_item_data)

                conditions.append(conditions_item)

        _batch = d.pop("batch", UNSET)
        batch: AnonymizationBatchDraft | Unset
        if isinstance(_batch, Unset):
            batch = UNSET
        else:
            batch = AnonymizationBatchDraft.from_dict(_batch)

        def _parse_acknowledge(data: object) -> Acknowledgement | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                acknowledge_type_0 = Acknowledgement.from_dict(data)

                return acknowledge_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Acknowledgement | None | Unset, data)

        acknowledge = _parse_acknowledge(d.pop("acknowledge", UNSET))

        version = d.pop("version", UNSET)

        _schema = d.pop("schema", UNSET)
        schema: AnonymizationSettingsDraftSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = AnonymizationSettingsDraftSchema.from_dict(_schema)

        anonymization_settings_draft = cls(
            enabled=enabled,
            conditions=conditions,
            batch=batch,
            acknowledge=acknowledge,
            version=version,
            schema=schema,
        )

        return anonymization_settings_draft
