from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.page_language import PageLanguage
    from ..models.page_text_key import PageTextKey


@dataclass(kw_only=True, slots=True)
class PageTextKeys:
    """Every text that a tenant can replace, and every language that it can write."""

    keys: list[PageTextKey]
    """ The keys. """
    languages: list[PageLanguage]
    """ The texts in other languages, by language. What a language leaves out is in the template itself. """

    def to_dict(self) -> dict[str, Any]:
        keys = []
        for keys_item_data in self.keys:
            keys_item = keys_item_data.to_dict()
            keys.append(keys_item)

        languages = []
        for languages_item_data in self.languages:
            languages_item = languages_item_data.to_dict()
            languages.append(languages_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "keys": keys,
                "languages": languages,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.page_language import PageLanguage  # noqa: PLC0415
        from ..models.page_text_key import PageTextKey  # noqa: PLC0415

        d = dict(src_dict)
        keys = []
        _keys = d.pop("keys")
        for keys_item_data in _keys:
            keys_item = PageTextKey.from_dict(keys_item_data)

            keys.append(keys_item)

        languages = []
        _languages = d.pop("languages")
        for languages_item_data in _languages:
            languages_item = PageLanguage.from_dict(languages_item_data)

            languages.append(languages_item)

        page_text_keys = cls(
            keys=keys,
            languages=languages,
        )

        return page_text_keys
