"""What a change of the OpenAPI document breaks for clients of the released one (docs/api-versions.md).

What a caller sends may become wider, and what an answer has may become richer. The opposite breaks a client.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
# A limit that becomes smaller, or larger, refuses what was accepted.
_LOWER_IS_NARROWER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_HIGHER_IS_NARROWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")


def breaking_changes(old: Json, new: Json) -> list[str]:
    """Return what breaks a client of the old surface, one sentence each; empty if nothing does."""
    comparison = _Comparison(old, new)
    found: list[str] = []
    for path, methods in old["paths"].items():
        for method, operation in methods.items():
            name = f"{method.upper()} {path}"
            present = new["paths"].get(path, {}).get(method)
            found += [f"{name} is gone."] if present is None else comparison.operation(name, operation, present)
    return list(dict.fromkeys(found))


@dataclass
class _Comparison:
    """Two surfaces, and the pairs of schemas that were compared already."""

    old: Json
    new: Json
    seen: set[tuple[str, str, bool]] = field(default_factory=set)

    def operation(self, name: str, old: Json, new: Json) -> list[str]:
        found = []
        if old["operationId"] != new["operationId"]:
            found.append(f"{name} is called {new['operationId']} and was {old['operationId']}.")
        refused = [one for one in old["security"] if one not in new["security"]]
        if new["security"] and (refused or not old["security"]):
            found.append(f"{name} is not open any more to {refused or 'everybody'}.")
        found += self._parameters(name, old.get("parameters", []), new.get("parameters", []))
        found += self._body(name, old.get("requestBody"), new.get("requestBody"))
        for status, answer in old["responses"].items():
            if status.startswith("2"):
                found += self._answer(f"{name} {status}", answer, new["responses"].get(status))
        return found

    def _parameters(self, name: str, old: list[Json], new: list[Json]) -> Iterator[str]:
        before = {(one["in"], one["name"]): one for one in (self._parameter(self.old, each) for each in old)}
        after = {(one["in"], one["name"]): one for one in (self._parameter(self.new, each) for each in new)}
        for key, one in before.items():
            if key not in after:
                yield f"{name} does not take the parameter {key[1]} any more."
                continue
            if after[key].get("required") and not one.get("required"):
                yield f"{name} needs the parameter {key[1]}."
            yield from self.schema(f"{name} {key[1]}", one["schema"], after[key]["schema"], sent=True)
        for key, one in after.items():
            if key not in before and one.get("required"):
                yield f"{name} needs the parameter {key[1]}."

    @staticmethod
    def _parameter(surface: Json, one: Json) -> Json:
        found: Json = surface["components"]["parameters"][one["$ref"].rpartition("/")[2]] if "$ref" in one else one
        return found

    def _body(self, name: str, old: Json | None, new: Json | None) -> Iterator[str]:
        if new and new.get("required") and not (old and old.get("required")):
            yield f"{name} needs a body."
        for media, content in (old or {}).get("content", {}).items():
            present = (new or {}).get("content", {}).get(media)
            if present is None:
                yield f"{name} does not take a body of {media} any more."
            else:
                yield from self.schema(f"{name} body", content["schema"], present["schema"], sent=True)

    def _answer(self, name: str, old: Json, new: Json | None) -> Iterator[str]:
        if new is None:
            yield f"{name} is not answered any more."
            return
        for header in old.get("headers", {}).keys() - new.get("headers", {}).keys():
            yield f"{name} has the header {header} no more."
        for media, content in old.get("content", {}).items():
            present = new.get("content", {}).get(media)
            if present is None:
                yield f"{name} does not answer {media} any more."
            else:
                yield from self.schema(name, content.get("schema", {}), present.get("schema", {}), sent=False)

    def schema(self, name: str, old: Json, new: Json, *, sent: bool) -> Iterator[str]:
        """Yield what is narrower in a schema that callers send, or wider in one that is answered."""
        pair = (old.get("$ref", ""), new.get("$ref", ""), sent)
        if all(pair[:2]):
            if pair in self.seen:
                return
            self.seen.add(pair)
        if old.get("$ref"):
            name = old["$ref"].rpartition("/")[2]
        before, after = _resolved(self.old, old), _resolved(self.new, new)
        if "anyOf" in before or "anyOf" in after:
            yield from self._choices(name, before, after, sent=sent)
            return
        yield from _types(name, before, after, sent=sent)
        yield from _limits(name, before, after, sent=sent)
        yield from self._fields(name, before, after, sent=sent)
        for inner, other in _inner(before, after):
            yield from self.schema(f"{name}[]", inner, other, sent=sent)

    def _choices(self, name: str, old: Json, new: Json, *, sent: bool) -> Iterator[str]:
        before, after = old.get("anyOf", [old]), new.get("anyOf", [new])
        for one in before if sent else after:
            others = after if sent else before
            # The comparison of a pair that does not fit must not count as done.
            known = set(self.seen)
            problems = [list(self.schema(name, *((one, other) if sent else (other, one)), sent=sent)) for other in others]
            if all(problems):
                self.seen = known
                yield from min(problems, key=len)

    def _fields(self, name: str, old: Json, new: Json, *, sent: bool) -> Iterator[str]:
        before, after = old.get("properties", {}), new.get("properties", {})
        needed, present = set(old.get("required", ())), set(new.get("required", ()))
        if sent:
            yield from (f"{name}.{one} is needed." for one in sorted(present - needed) if after or one not in before)
        else:
            yield from (f"{name}.{one} is not always there any more." for one in sorted(needed - present) if one in after)
        for one, schema in before.items():
            if one in after:
                yield from self.schema(f"{name}.{one}", schema, after[one], sent=sent)
            elif not sent or new.get("additionalProperties") is False:
                yield f"{name}.{one} is gone."


def _inner(old: Json, new: Json) -> Iterator[tuple[Json, Json]]:
    """Yield the schemas of what an array or an object holds, in both."""
    for place in ("items", "additionalProperties", "propertyNames"):
        if isinstance(old.get(place), dict) and isinstance(new.get(place), dict):
            yield old[place], new[place]
    for names in old.get("patternProperties", {}).keys() & new.get("patternProperties", {}).keys():
        yield old["patternProperties"][names], new["patternProperties"][names]


def _resolved(surface: Json, schema: Json) -> Json:
    while "$ref" in schema:
        schema = surface["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def _types(name: str, old: Json, new: Json, *, sent: bool) -> Iterator[str]:
    before, after = old.get("type"), new.get("type")
    if (
        before != after
        and (after if sent else before) is not None
        and (before, after) != (("integer", "number") if sent else ("number", "integer"))
    ):
        yield f"{name} is {after or 'anything'} and was {before or 'anything'}."
    gone = set(old.get("enum", ())) - set(new.get("enum", ()))
    if sent and "enum" in new:
        missing = gone if "enum" in old else {"another value"}
        yield from (f"{name} does not take {one} any more." for one in sorted(missing))
    # Answers may get new values (docs/api-versions.md), but not leave the enumeration.
    if not sent and "enum" in old and "enum" not in new:
        yield f"{name} is no enumeration any more."


def _limits(name: str, old: Json, new: Json, *, sent: bool) -> Iterator[str]:
    if not sent:
        return
    for limit in _LOWER_IS_NARROWER:
        if limit in new and new[limit] < old.get(limit, float("inf")):
            yield f"{name} has the {limit} {new[limit]}."
    for limit in _HIGHER_IS_NARROWER:
        if limit in new and new[limit] > old.get(limit, float("-inf")):
            yield f"{name} has the {limit} {new[limit]}."
    for form in ("pattern", "format", "const"):
        if form in new and new[form] != old.get(form):
            yield f"{name} has the {form} {new[form]}."
