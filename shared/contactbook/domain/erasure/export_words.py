"""How an export says things to the person: in its language, with the tenant's labels, and dates in words (S2.126)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pydantic import JsonValue

from contactbook.domain.base.callers import Actor
from contactbook.domain.erasure.export_texts import LABELS, LANGUAGES, SENTENCES, TITLES
from contactbook.domain.erasure.export_values import NOUNS, REASONS, SCOPES, TYPES, VALUES, VERBS, WAYS
from contactbook.domain.erasure.exported_records import is_id
from contactbook.domain.links.month_names import MONTHS
from contactbook.domain.settings.sections import Settings

FALLBACK = "en"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")
# Fields whose values are words of ours. In any other field a word is somebody's own.
_FIXED = frozenset(
    {
        "about", "channel", "direction", "expires_because", "gender", "kind", "life_cycle_state", "origin", "outcome", "previous_state",
        "purpose", "said", "stage", "state", "status", "type",
    }
)  # fmt: skip
# Fields whose words have a table of their own.
_TABLES = {
    "affiliate_marketing_changed_through": WAYS,
    "changed_through": WAYS,
    "direct_marketing_changed_through": WAYS,
    "reason": REASONS,
    "refused_through": WAYS,
    "said_through": WAYS,
    "source": WAYS,
    "through": WAYS,
}


@dataclass(frozen=True)
class Words:
    """The words of one export. `types` are the tenant's labels of types by field, `custom` those of its own fields."""

    language: str
    holder: str
    time_zone: str
    types: Mapping[str, Mapping[str, str]]
    custom: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """Return a sentence with its values filled in."""
        return self._text(SENTENCES, key).format(holder=self.holder, **values)

    def title(self, section: str) -> str:
        """Return the title of a section."""
        return self._text(TITLES, section)

    def label(self, field: str) -> str:
        """Return the label of a field: ours, the tenant's, or its name spelled out."""
        return self._text(LABELS, field) or self._text(NOUNS, field) or self.custom.get(field) or _spelled_out(field)

    def type_label(self, field: str, key: str) -> str:
        """Return the tenant's label of a type (S2.5). A label that is ours is said in the language of the export."""
        label = self.types.get(field, {}).get(key) or _spelled_out(key)
        return self._text(TYPES, key) if key in TYPES and label == TYPES[key][0] else label

    def action(self, action: str) -> str:
        """Return what an audit entry is about, in words."""
        noun, _, verb = action.partition(".")
        return f"{self._text(NOUNS, noun) or noun}: {self._text(VERBS, verb) or verb.replace('_', ' ')}"

    def actor(self, actor: Actor) -> str:
        """Return who did something, as the person knows them."""
        return self.say(f"by_{actor.type.value}")

    def moment(self, at: datetime) -> str:
        """Return a moment in the tenant's time zone, such as 2 March 2026, 14:05."""
        local = at.astimezone(ZoneInfo(self.time_zone))
        return f"{self._day(local.date())}, {local:%H:%M}"

    def value(self, field: str, value: JsonValue) -> str:
        """Return a single value in words."""
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        text = str(value)
        if _MOMENT.fullmatch(text):
            return self.moment(datetime.fromisoformat(text))
        if _DAY.fullmatch(text):
            return self._day(date.fromisoformat(text))
        return self._said(field, text) or text

    def _said(self, field: str, word: str) -> str:
        """Return what a word of ours means in this field, or nothing."""
        table = _TABLES.get(field)
        if table:
            return self._text(table, word) or self._text(VALUES, word)
        if field in ("scope", "scopes"):
            scope, _, about = word.partition(":")
            return f"{self._text(SCOPES, scope)} {self._text(VALUES, about) or about}".strip()
        if field == "classification" or (field == "expires_because" and word not in VALUES):
            return self.label(word)
        if field == "relation_type":
            return self.type_label("relations", word)
        return self._text(VALUES, word) if field in _FIXED else ""

    def written(self, field: str, value: JsonValue) -> str:
        """Return a value of any shape on one line, without ids and empty parts."""
        if isinstance(value, dict):
            parts = [self.written(name, part) for name, part in value.items() if not is_id(name) and part is not False]
            return ", ".join(part for part in parts if part)
        if isinstance(value, list):
            return "; ".join(part for one in value if (part := self.written(field, one)))
        return "" if value is None else self.value(field, value)

    def _day(self, day: date) -> str:
        return f"{day.day} {MONTHS[self.language][day.month - 1]} {day.year}"

    def _text(self, texts: Mapping[str, tuple[str, str]], key: str) -> str:
        found = texts.get(key)
        return found[LANGUAGES.index(self.language)] if found else ""


def _spelled_out(name: str) -> str:
    return name.replace("_", " ").capitalize()


def words_for(language: str | None, settings: Settings) -> Words:
    """Return the words for a contact: in its language, else the tenant's, else English, the first that there are texts in."""
    wanted = (language, settings.localization.default_language, FALLBACK)
    types = settings.types
    return Words(
        language=next(one for one in wanted if one in LANGUAGES),
        holder=settings.tenant_name,
        time_zone=settings.localization.time_zone,
        types={
            field: {one.type: one.label for one in found}
            for field, found in (
                ("addresses", types.address),
                ("emails", types.email),
                ("phones", types.phone),
                ("relations", types.relation),
            )
        },
        custom={field.name: field.label for field in settings.custom_fields.fields},
    )
