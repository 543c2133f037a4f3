"""What a caller must be allowed to see, so that an answer that was given before may be given again (S8.3)."""

from collections.abc import Iterator, Mapping

from contactbook.domain.settings.permissions import GroupRight

_CONTACT = "con_"
# What an answer shows of a contact to a caller who may only select it, such as a member of a segment.
_SELECTABLE = frozenset({"contact_id", "kind", "display_name", "contacted", "channel"})
_EMPTY: tuple[object, ...] = (None, "", (), [], {})


def rights_needed(answer: object) -> dict[str, GroupRight]:
    """Return the right on each contact that an answer is about: to view those it describes, to select those it only names."""
    found: dict[str, GroupRight] = {}
    for contact_id, right in _rights(answer):
        if found.get(contact_id) is not GroupRight.VIEW:
            found[contact_id] = right
    return found


def _rights(part: object) -> Iterator[tuple[str, GroupRight]]:
    if isinstance(part, str):
        if part.startswith(_CONTACT):
            yield part, GroupRight.SELECT
    elif isinstance(part, Mapping):
        described = part.get("contact_id")
        if isinstance(described, str):
            said = {name for name, value in part.items() if value not in _EMPTY}
            yield described, GroupRight.SELECT if said <= _SELECTABLE else GroupRight.VIEW
        for value in part.values():
            yield from _rights(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _rights(value)
