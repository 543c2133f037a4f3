from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from ..models.page_text_key_texts import PageTextKeyTexts


@dataclass(kw_only=True, slots=True)
class PageTextKey:
    """A text that a tenant can replace: what it must name, how long it may be, and ours in each language."""

    key: str
    """ The key of the text. """
    placeholders: list[str]
    """ The placeholders that the text must have. """
    longest: int
    """ How many characters the text may have. """
    texts: PageTextKeyTexts
    """ Our text in each language, by its two letters. """

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        placeholders = self.placeholders

        longest = self.longest

        texts = self.texts.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "key": key,
                "placeholders": placeholders,
                "longest": longest,
                "texts": texts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.page_text_key_texts import PageTextKeyTexts  # noqa: PLC0415

        d = dict(src_dict)
        key = d.pop("key")

        placeholders = cast(list[str], d.pop("placeholders"))

        longest = d.pop("longest")

        texts = PageTextKeyTexts.from_dict(d.pop("texts"))

        page_text_key = cls(
            key=key,
            placeholders=placeholders,
            longest=longest,
            texts=texts,
        )

        return page_text_key
