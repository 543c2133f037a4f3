from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.consent_behaviour import ConsentBehaviour
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acknowledgement import Acknowledgement
    from ..models.consent_settings_draft_schema import ConsentSettingsDraftSchema


@dataclass(kw_only=True, slots=True)
class ConsentSettingsDraft:
    """The section `consent` of the settings. The behaviour of rejected and withdrawn consents. Pending and accepted ones
    are always `complete`.

    """

    rejected: ConsentBehaviour | Unset = UNSET
    """ What a consent state allows the platform to do with the contact. """
    withdrawn: ConsentBehaviour | Unset = UNSET
    """ What a consent state allows the platform to do with the contact. """
    global_form_attachment_id: None | str | Unset = UNSET
    """ The id of the consent form that every contact gets. """
    marketing_requires_accepted: bool | Unset = False
    """ Whether marketing needs an accepted consent. """
    form_text: None | str | Unset = UNSET
    """ The text of the consent form, by language. """
    acknowledge: Acknowledgement | None | Unset = UNSET
    """ Confirms how many more contacts the change lets be contacted. """
    version: int | Unset = UNSET
    """ As it was read. It is ignored: `If-Match` makes the change conditional. """
    schema: ConsentSettingsDraftSchema | Unset = UNSET
    """ As it was read. It is ignored. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415

        rejected: str | Unset = UNSET
        if not isinstance(self.rejected, Unset):
            rejected = self.rejected.value

        withdrawn: str | Unset = UNSET
        if not isinstance(self.withdrawn, Unset):
            withdrawn = self.withdrawn.value

        global_form_attachment_id: None | str | Unset
        if isinstance(self.global_form_attachment_id, Unset):
            global_form_attachment_id = UNSET
        else:
            global_form_attachment_id = self.global_form_attachment_id

        marketing_requires_accepted = self.marketing_requires_accepted

        form_text: None | str | Unset
        if isinstance(self.form_text, Unset):
            form_text = UNSET
        else:
            form_text = self.form_text

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
        if rejected is not UNSET:
            field_dict["rejected"] = rejected
        if withdrawn is not UNSET:
            field_dict["withdrawn"] = withdrawn
        if global_form_attachment_id is not UNSET:
            field_dict["global_form_attachment_id"] = global_form_attachment_id
        if marketing_requires_accepted is not UNSET:
            field_dict["marketing_requires_accepted"] = marketing_requires_accepted
        if form_text is not UNSET:
            field_dict["form_text"] = form_text
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
        from ..models.consent_settings_draft_schema import ConsentSettingsDraftSchema  # noqa: PLC0415

        d = dict(src_dict)
        _rejected = d.pop("rejected", UNSET)
        rejected: ConsentBehaviour | Unset
        if isinstance(_rejected, Unset):
            rejected = UNSET
        else:
            rejected = ConsentBehaviour(_rejected)

        _withdrawn = d.pop("withdrawn", UNSET)
        withdrawn: ConsentBehaviour | Unset
        if isinstance(_withdrawn, Unset):
            withdrawn = UNSET
        else:
            withdrawn = ConsentBehaviour(_withdrawn)

        def _parse_global_form_attachment_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        global_form_attachment_id = _parse_global_form_attachment_id(d.pop("global_form_attachment_id", UNSET))

        marketing_requires_accepted = d.pop("marketing_requires_accepted", UNSET)

        def _parse_form_text(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        form_text = _parse_form_text(d.pop("form_text", UNSET))

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
        schema: ConsentSettingsDraftSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = ConsentSettingsDraftSchema.from_dict(_schema)

        consent_settings_draft = cls(
            rejected=rejected,
            withdrawn=withdrawn,
            global_form_attachment_id=global_form_attachment_id,
            marketing_requires_accepted=marketing_requires_accepted,
            form_text=form_text,
            acknowledge=acknowledge,
            version=version,
            schema=schema,
        )

        return consent_settings_draft
