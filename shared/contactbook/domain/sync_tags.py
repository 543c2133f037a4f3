"""The tags of the sync, as a pure function of the accounts a shared person is in (S4.10-S4.12, S4.20-S4.28)."""

from collections.abc import Collection, Iterable, Sequence

PRIMARY = "primary-shared-contact"
SECONDARY = "secondary-shared-contact"
_ENGAGING = "engaging-in-"
_PRIMARY_ENDING = "-primary"


def child_tags(configured: Sequence[str], *, is_primary: bool) -> frozenset[str]:
    """The tags of a shared contact in a child account; they name no other account (S4.10, S4.11, S4.29)."""
    return frozenset((*configured, PRIMARY if is_primary else SECONDARY))


def top_tags(configured: Sequence[str], account_names: Iterable[str], primary_name: str) -> frozenset[str]:
    """The tags of the copy in the top account: one for each account the person is in now (S4.21, S4.22)."""
    engaging = (f"{_ENGAGING}{name}{_PRIMARY_ENDING if name == primary_name else ''}" for name in account_names)
    return frozenset((*configured, *engaging))


def retagged(
    tags: Sequence[str], put_by_sync: Collection[str], wanted: frozenset[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The contact's tags, and those of them that the sync put there, once it has its way.

    Only tags that the sync put are ever removed (S4.28); one that a person had added before stays theirs.
    """
    kept = [tag for tag in tags if tag in wanted or tag not in put_by_sync]
    added = sorted(wanted - set(kept))
    own = [tag for tag in put_by_sync if tag in wanted]
    return (*kept, *added), tuple(sorted({*own, *added}))
