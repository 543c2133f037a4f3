from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class PageLanguage:
    """A language of the pages. One without texts of ours needs every text from the tenant."""

    language: str
    """ The language: two letters of ISO 639-1, such as `el`. """
    name: str
    """ The name, for people. """
    right_to_left: bool
    """ Whether the language is written from right to left. """
    has_texts: bool
    """ Whether the tenant has texts of its own in this language. """

    def to_dict(self) -> dict[str, Any]:
        language = self.language

        name = self.name

        right_to_left = self.right_to_left

        has_texts = self.has_texts

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "language": language,
                "name": name,
                "right_to_left": right_to_left,
                "has_texts": has_texts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        language = d.pop("language")

        name = d.pop("name")

        right_to_left = d.pop("right_to_left")

        has_texts = d.pop("has_texts")

        page_language = cls(
            language=language,
            name=name,
            right_to_left=right_to_left,
            has_texts=has_texts,
        )

        return page_language
