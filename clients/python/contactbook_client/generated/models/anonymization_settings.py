from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.all_criteria import AllCriteria
    from ..models.anonymization_batch import AnonymizationBatch
    from ..models.anonymization_settings_schema import AnonymizationSettingsSchema
    from ..models.any_criteria import AnyCriteria
    from ..models.condition import Condition
    from ..models.not_criteria import NotCriteria


@dataclass(kw_only=True, slots=True)
class AnonymizationSettings:
    """The section `anonymization` of the settings. Whether anonymization is allowed, and for which contacts."""

    enabled: bool
    """ Whether anonymization is allowed. """
    conditions: list[AllCriteria | AnyCriteria | Condition | NotCriteria]
    """ Which contacts may be anonymized. Each of the criteria must hold. """
    batch: AnonymizationBatch
    """ Whether the daily batch anonymizes contacts that meet the conditions. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: AnonymizationSettingsSchema | Unset = UNSET
    """ The JSON Schema of the section. Only GET answers it. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.all_criteria import AllCriteria  # noqa: PLC0415
        from ..models.any_criteria import AnyCriteria  # noqa: PLC0415
        from ..models.condition import Condition  # noqa: PLC0415

        enabled = self.enabled

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

        batch = self.batch.to_dict()

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "enabled": enabled,
                "conditions": conditions,
                "batch": batch,
                "version": version,
            }
        )
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.all_criteria import AllCriteria  # noqa: PLC0415
        from ..models.anonymization_batch import AnonymizationBatch  # noqa: PLC0415
        from ..models.anonymization_settings_schema import AnonymizationSettingsSchema  # noqa: PLC0415
        from ..models.any_criteria import AnyCriteria  # noqa: PLC0415
        from ..models.condition import Condition  # noqa: PLC0415
        from ..models.not_criteria import NotCriteria  # noqa: PLC0415

        d = dict(src_dict)
        enabled = d.pop("enabled")

        conditions = []
        _conditions = d.pop("conditions")
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

        batch = AnonymizationBatch.from_dict(d.pop("batch"))

        version = d.pop("version")

        _schema = d.pop("schema", UNSET)
        schema: AnonymizationSettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = AnonymizationSettingsSchema.from_dict(_schema)

        anonymization_settings = cls(
            enabled=enabled,
            conditions=conditions,
            batch=batch,
            version=version,
            schema=schema,
        )

        return anonymization_settings
