from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acknowledgement import Acknowledgement
    from ..models.retention_settings_draft_schema import RetentionSettingsDraftSchema


@dataclass(kw_only=True, slots=True)
class RetentionSettingsDraft:
    """The section `retention` of the settings. How many days records are kept. What ended is not shown from that moment;
    the table drops it within days. Changes of contacts, and whatever a person said, are kept as long as the contact:
    their chain needs every entry.

    """

    communications_days: int | None | Unset = 400
    """ For how many days communications are stored; null for ever. """
    looks_days: int | Unset = 400
    """ For how many days looks at contacts are stored; null for ever. """
    import_files_days: int | Unset = 7
    """ For how many days the files of imports are stored. """
    acknowledge: Acknowledgement | None | Unset = UNSET
    """ Confirms how many more contacts the change lets be contacted. """
    version: int | Unset = UNSET
    """ As it was read. It is ignored: `If-Match` makes the change conditional. """
    schema: RetentionSettingsDraftSchema | Unset = UNSET
    """ As it was read. It is ignored. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415

        communications_days: int | None | Unset
        if isinstance(self.communications_days, Unset):
            communications_days = UNSET
        else:
            communications_days = self.communications_days

        looks_days = self.looks_days

        import_files_days = self.import_files_days

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
        if communications_days is not UNSET:
            field_dict["communications_days"] = communications_days
        if looks_days is not UNSET:
            field_dict["looks_days"] = looks_days
        if import_files_days is not UNSET:
            field_dict["import_files_days"] = import_files_days
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
        from ..models.retention_settings_draft_schema import RetentionSettingsDraftSchema  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_communications_days(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        communications_days = _parse_communications_days(d.pop("communications_days", UNSET))

        looks_days = d.pop("looks_days", UNSET)

        import_files_days = d.pop("import_files_days", UNSET)

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
        schema: RetentionSettingsDraftSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = RetentionSettingsDraftSchema.from_dict(_schema)

        retention_settings_draft = cls(
            communications_days=communications_days,
            looks_days=looks_days,
            import_files_days=import_files_days,
            acknowledge=acknowledge,
            version=version,
            schema=schema,
        )

        return retention_settings_draft
