from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.consent_behaviour import ConsentBehaviour
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.consent_settings_schema import ConsentSettingsSchema


@dataclass(kw_only=True, slots=True)
class ConsentSettings:
    """The section `consent` of the settings. The behaviour of rejected and withdrawn consents. Pending and accepted ones
    are always `complete`.

    """

    rejected: ConsentBehaviour
    """ What a consent state allows the platform to do with the contact. """
    withdrawn: ConsentBehaviour
    """ What a consent state allows the platform to do with the contact. """
    global_form_attachment_id: None | str
    """ The id of the consent form that every contact gets. """
    marketing_requires_accepted: bool
    """ Whether marketing needs an accepted consent. """
    form_text: None | str
    """ The text of the consent form, by language. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: ConsentSettingsSchema | Unset = UNSET
    """ The JSON Schema of the section. Only GET answers it. """

    def to_dict(self) -> dict[str, Any]:
        rejected = self.rejected.value

        withdrawn = self.withdrawn.value

        global_form_attachment_id: None | str
        global_form_attachment_id = self.global_form_attachment_id

        marketing_requires_accepted = self.marketing_requires_accepted

        form_text: None | str
        form_text = self.form_text

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "rejected": rejected,
                "withdrawn": withdrawn,
                "global_form_attachment_id": global_form_attachment_id,
                "marketing_requires_accepted": marketing_requires_accepted,
                "form_text": form_text,
                "version": version,
            }
        )
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.consent_settings_schema import ConsentSettingsSchema  # noqa: PLC0415

        d = dict(src_dict)
        rejected = ConsentBehaviour(d.pop("rejected"))

        withdrawn = ConsentBehaviour(d.pop("withdrawn"))

        def _parse_global_form_attachment_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        global_form_attachment_id = _parse_global_form_attachment_id(d.pop("global_form_attachment_id"))

        marketing_requires_accepted = d.pop("marketing_requires_accepted")

        def _parse_form_text(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        form_text = _parse_form_text(d.pop("form_text"))

        version = d.pop("version")

        _schema = d.pop("schema", UNSET)
        schema: ConsentSettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = ConsentSettingsSchema.from_dict(_schema)

        consent_settings = cls(
            rejected=rejected,
            withdrawn=withdrawn,
            global_form_attachment_id=global_form_attachment_id,
            marketing_requires_accepted=marketing_requires_accepted,
            form_text=form_text,
            version=version,
            schema=schema,
        )

        return consent_settings
