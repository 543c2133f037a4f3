from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.bodies_draft import BodiesDraft
    from ..models.template_changes_defaults_type_0 import TemplateChangesDefaultsType0
    from ..models.template_changes_languages_type_0 import TemplateChangesLanguagesType0


@dataclass(kw_only=True, slots=True)
class TemplateChanges:
    """What changes in the template, as a merge-patch (RFC 7396): a field that is left out stays, and null removes."""

    bodies: BodiesDraft | None | Unset = UNSET
    """ The texts, one body for each channel. """
    defaults: None | TemplateChangesDefaultsType0 | Unset = UNSET
    """ What stands for a tag without a value, by the tag's name. """
    languages: None | TemplateChangesLanguagesType0 | Unset = UNSET
    """ The texts in other languages, by language. What a language leaves out is in the template itself. """
    name: None | str | Unset = UNSET
    """ The name, for people. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.bodies_draft import BodiesDraft  # noqa: PLC0415
        from ..models.template_changes_defaults_type_0 import TemplateChangesDefaultsType0  # noqa: PLC0415
        from ..models.template_changes_languages_type_0 import TemplateChangesLanguagesType0  # noqa: PLC0415

        bodies: dict[str, Any] | None | Unset
        if isinstance(self.bodies, Unset):
            bodies = UNSET
        elif isinstance(self.bodies, BodiesDraft):
            bodies = self.bodies.to_dict()
        else:
            bodies = self.bodies

        defaults: dict[str, Any] | None | Unset
        if isinstance(self.defaults, Unset):
            defaults = UNSET
        elif isinstance(self.defaults, TemplateChangesDefaultsType0):
            defaults = self.defaults.to_dict()
        else:
            defaults = self.defaults

        languages: dict[str, Any] | None | Unset
        if isinstance(self.languages, Unset):
            languages = UNSET
        elif isinstance(self.languages, TemplateChangesLanguagesType0):
            languages = self.languages.to_dict()
        else:
            languages = self.languages

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if bodies is not UNSET:
            field_dict["bodies"] = bodies
        if defaults is not UNSET:
            field_dict["defaults"] = defaults
        if languages is not UNSET:
            field_dict["languages"] = languages
        if name is not UNSET:
            field_dict["name"] = name

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.bodies_draft import BodiesDraft  # noqa: PLC0415
        from ..models.template_changes_defaults_type_0 import TemplateChangesDefaultsType0  # noqa: PLC0415
        from ..models.template_changes_languages_type_0 import TemplateChangesLanguagesType0  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_bodies(data: object) -> BodiesDraft | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                bodies_type_0 = BodiesDraft.from_dict(data)

                return bodies_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BodiesDraft | None | Unset, data)

        bodies = _parse_bodies(d.pop("bodies", UNSET))

        def _parse_defaults(data: object) -> None | TemplateChangesDefaultsType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                defaults_type_0 = TemplateChangesDefaultsType0.from_dict(data)

                return defaults_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TemplateChangesDefaultsType0 | Unset, data)

        defaults = _parse_defaults(d.pop("defaults", UNSET))

        def _parse_languages(data: object) -> None | TemplateChangesLanguagesType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                languages_type_0 = TemplateChangesLanguagesType0.from_dict(data)

                return languages_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TemplateChangesLanguagesType0 | Unset, data)

        languages = _parse_languages(d.pop("languages", UNSET))

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        template_changes = cls(
            bodies=bodies,
            defaults=defaults,
            languages=languages,
            name=name,
        )

        return template_changes
