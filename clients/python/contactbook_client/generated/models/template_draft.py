from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.bodies_draft import BodiesDraft
    from ..models.template_draft_defaults import TemplateDraftDefaults
    from ..models.template_draft_languages import TemplateDraftLanguages


@dataclass(kw_only=True, slots=True)
class TemplateDraft:
    """What a caller sends to create a template."""

    bodies: BodiesDraft
    """ One body for each channel. A channel that a language leaves out is taken from the template's own bodies. """
    name: str
    """ The name, for people. """
    defaults: TemplateDraftDefaults | Unset = UNSET
    """ What stands for a tag without a value, by the tag's name. """
    languages: TemplateDraftLanguages | Unset = UNSET
    """ The texts in other languages, by language. What a language leaves out is in the template itself. """

    def to_dict(self) -> dict[str, Any]:
        bodies = self.bodies.to_dict()

        name = self.name

        defaults: dict[str, Any] | Unset = UNSET
        if not isinstance(self.defaults, Unset):
            defaults = self.defaults.to_dict()

        languages: dict[str, Any] | Unset = UNSET
        if not isinstance(self.languages, Unset):
            languages = self.languages.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "bodies": bodies,
                "name": name,
            }
        )
        if defaults is not UNSET:
            field_dict["defaults"] = defaults
        if languages is not UNSET:
            field_dict["languages"] = languages

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.bodies_draft import BodiesDraft  # noqa: PLC0415
        from ..models.template_draft_defaults import TemplateDraftDefaults  # noqa: PLC0415
        from ..models.template_draft_languages import TemplateDraftLanguages  # noqa: PLC0415

        d = dict(src_dict)
        bodies = BodiesDraft.from_dict(d.pop("bodies"))

        name = d.pop("name")

        _defaults = d.pop("defaults", UNSET)
        defaults: TemplateDraftDefaults | Unset
        if isinstance(_defaults, Unset):
            defaults = UNSET
        else:
            defaults = TemplateDraftDefaults.from_dict(_defaults)

        _languages = d.pop("languages", UNSET)
        languages: TemplateDraftLanguages | Unset
        if isinstance(_languages, Unset):
            languages = UNSET
        else:
            languages = TemplateDraftLanguages.from_dict(_languages)

        template_draft = cls(
            bodies=bodies,
            name=name,
            defaults=defaults,
            languages=languages,
        )

        return template_draft
