"""Lambda's rules for `batchItemFailures` and for the filters of event sources."""

from collections.abc import Iterable, Mapping

from infra.local.template.intrinsics import TemplateError
from infra.local.template.json_values import Json


def failed_items(answer: Json, known: Iterable[str]) -> set[str]:
    """Return the identifiers that a batch function reports as failed, or all of them if the report is malformed."""
    everything = set(known)
    if not isinstance(answer, dict):
        return set()
    failures = answer.get("batchItemFailures") or []
    try:
        reported = {failure["itemIdentifier"] for failure in failures}
    except (KeyError, TypeError):
        return everything
    return everything if reported - everything else reported


def matches_filters(filters: list[Json], record: Json) -> bool:
    """True if a record matches at least one filter pattern of an event source, or if there is no pattern."""
    return not filters or any(_matches(pattern, record) for pattern in filters)


def _matches(pattern: Json, value: Json) -> bool:
    if isinstance(pattern, Mapping):
        inside = value if isinstance(value, Mapping) else {}
        if "$or" in pattern:
            rest = {name: one for name, one in pattern.items() if name != "$or"}
            return _matches(rest, value) and any(_matches(one, value) for one in pattern["$or"])
        return all(_matches(one, inside.get(name)) for name, one in pattern.items())
    return any(_rule_matches(rule, value) for rule in pattern)


def _rule_matches(rule: Json, value: Json) -> bool:
    if not isinstance(rule, Mapping):
        return bool(rule == value)
    (name, argument), *_ = rule.items()
    match name:
        case "exists":
            return (value is not None) is bool(argument)
        case "prefix":
            return isinstance(value, str) and value.startswith(argument)
        case "suffix":
            return isinstance(value, str) and value.endswith(argument)
        case "equals-ignore-case":
            return isinstance(value, str) and value.lower() == argument.lower()
        case "anything-but":
            refused = argument if isinstance(argument, list) else [argument]
            return value is not None and bool(value not in refused)
    raise TemplateError(f"the filter {name} is not known to the local stack")
