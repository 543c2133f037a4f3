from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.bodies import Bodies
    from ..models.template_defaults import TemplateDefaults
    from ..models.template_languages import TemplateLanguages


@dataclass(kw_only=True, slots=True)
class Template:
    """A stored template."""

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    bodies: Bodies
    """ One body for each channel. A channel that a language leaves out is taken from the template's own bodies. """
    defaults: TemplateDefaults
    """ What stands for a tag without a value, by the tag's name. """
    languages: TemplateLanguages
    """ The texts in other languages, by language. What a language leaves out is in the template itself. """
    name: str
    """ The name, for people. """
    template_id: str
    """ The id of the template, `tpl_…`. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    updated_at: datetime.datetime
    """ When it changed last: a time in UTC, ISO 8601. """

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        bodies = self.bodies.to_dict()

        defaults = self.defaults.to_dict()

        languages = self.languages.to_dict()

        name = self.name

        template_id = self.template_id

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "bodies": bodies,
                "defaults": defaults,
                "languages": languages,
                "name": name,
                "template_id": template_id,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.bodies import Bodies  # noqa: PLC0415
        from ..models.template_defaults import TemplateDefaults  # noqa: PLC0415
        from ..models.template_languages import TemplateLanguages  # noqa: PLC0415

        d = dict(src_dict)
        version = d.pop("version")

        bodies = Bodies.from_dict(d.pop("bodies"))

        defaults = TemplateDefaults.from_dict(d.pop("defaults"))

        languages = TemplateLanguages.from_dict(d.pop("languages"))

        name = d.pop("name")

        template_id = d.pop("template_id")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        template = cls(
            version=version,
            bodies=bodies,
            defaults=defaults,
            languages=languages,
            name=name,
            template_id=template_id,
            created_at=created_at,
            updated_at=updated_at,
        )

        return template
