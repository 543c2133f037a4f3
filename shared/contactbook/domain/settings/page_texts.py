"""The tenant's own texts of its contacts' pages, over ours (S7.10)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints, create_model

from contactbook.domain.base.text import clean_text, visible_words
from contactbook.domain.base.values import Part
from contactbook.domain.settings.languages import LANGUAGES

MOST_IN_A_TEXT = 1000
TextKey = Annotated[str, StringConstraints(max_length=64)]


def _plain(value: str) -> str:
    # A mark that turns the direction of what follows would reach beyond its text.
    return visible_words(clean_text(value))


PageText = Annotated[str, AfterValidator(_plain), StringConstraints(min_length=1, max_length=MOST_IN_A_TEXT)]
TextsOfALanguage = Annotated[dict[TextKey, PageText], Field(max_length=300)]


def _is_empty(texts: Mapping[str, str]) -> bool:
    return not texts


def _field(name: str) -> Any:  # noqa: ANN401 - what `create_model` takes as a field
    return TextsOfALanguage, Field(default={}, description=f"Texts in {name} by key.", exclude_if=_is_empty)


class _OwnTexts(Part):
    """Texts of the tenant over ours, by language and key. Plain text; `GET /v1/settings/page_texts/keys` lists the keys."""

    def of(self, language: str) -> Mapping[str, str]:
        """Return the tenant's texts in this language by key."""
        found: Mapping[str, str] = getattr(self, language) if language in LANGUAGES else {}
        return found

    @property
    def by_language(self) -> dict[str, Mapping[str, str]]:
        """Return the languages that have texts."""
        return {language: texts for language in LANGUAGES if (texts := self.of(language))}


# One field for each language. What is stored stays readable when a key of ours goes, so keys are judged when they are saved.
if TYPE_CHECKING:
    PageTexts = _OwnTexts
else:
    PageTexts = create_model(
        "PageTexts",
        __base__=_OwnTexts,
        __module__=__name__,
        __doc__=_OwnTexts.__doc__,
        **{code: _field(name) for code, name in LANGUAGES.items()},
    )
