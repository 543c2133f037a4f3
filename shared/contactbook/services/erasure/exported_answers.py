"""What a person's export tells about each yes and no to being contacted, oldest first (S2.126, S5.1)."""

from collections.abc import Iterable, Mapping, Sequence

from contactbook.domain.audit.entries import Entry, EntryValues
from contactbook.domain.erasure.person_export import ExportedAnswer
from contactbook.domain.permissions.derivation import PermissionEvent
from contactbook.domain.permissions.scopes import is_topic, topic_of_scope, topic_scope
from contactbook.services.permissions.reading import events_in


def events_of_history(history: Iterable[tuple[Entry, EntryValues | None]]) -> list[PermissionEvent]:
    """Return what was said, as the audit entries of the person keep it."""
    return [event for entry, values in history for event in events_in(entry, values)]


def topics_of(events: Sequence[PermissionEvent]) -> set[str]:
    """Return the ids of the lists that something was said about."""
    return {topic_of_scope(event.scope) for event in events if is_topic(event.scope)}


def exported_answers(events: Sequence[PermissionEvent], lists: Mapping[str, str]) -> tuple[ExportedAnswer, ...]:
    """Return what was said; `lists` are names by id. A list that is gone keeps its id."""
    return tuple(
        ExportedAnswer(
            at=event.at,
            scope=_named(event.scope, lists),
            said=event.said,
            through=event.through,
            own=event.own,
            said_through=event.evidence.said_through if event.evidence else None,
            note=event.note,
        )
        for event in events
    )


def _named(scope: str, lists: Mapping[str, str]) -> str:
    if not is_topic(scope):
        return scope
    list_id = topic_of_scope(scope)
    return topic_scope(lists.get(list_id, list_id))
