"""The sync's tags, as a pure function of the accounts that a shared person is in (S4.10-S4.12, S4.20-S4.28)."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence

PRIMARY = "primary-shared-contact"
SECONDARY = "secondary-shared-contact"
ENGAGING = "engaging-in-"
# Tags of one contact, those of persons included.
MOST_TAGS = 100
_PRIMARY_ENDING = "-primary"
# A tag has at most 100 characters; a longer account name is cut.
_LONGEST_NAME = 100 - len(ENGAGING) - len(_PRIMARY_ENDING)


def child_tags(configured: Sequence[str], *, is_primary: bool) -> frozenset[str]:
    """Return the tags of a shared contact in a child account. They name no other account (S4.10, S4.11, S4.29)."""
    return frozenset((*configured, PRIMARY if is_primary else SECONDARY))


def top_tags(configured: Sequence[str], names: Mapping[str, str], primaries: Collection[str]) -> frozenset[str]:
    """Return the tags of the copy in the top account: one for each account that the person is in now (S4.21, S4.22).

    `names` has the name of each account by its id, `primaries` the ids of the primary ones. Accounts of the same name share a
    tag. If one of them is primary and another is not, both tags are there.
    """
    return frozenset((*configured, *(_engaging(name, is_primary=tenant in primaries) for tenant, name in names.items())))


def is_reserved(tag: str, *, in_top_account: bool) -> bool:
    """True if a tag of this name belongs to the sync, whoever added it. It holds in one kind of account only (S4.11, S4.22)."""
    return tag.startswith(ENGAGING) if in_top_account else tag in (PRIMARY, SECONDARY)


def retagged(
    tags: Sequence[str], put_by_sync: Collection[str], wanted: frozenset[str], *, in_top_account: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the contact's tags with the wanted ones, and those among them that the sync put there.

    Only tags that the sync put, or whose names are reserved, are removed (S4.28). Another tag that a person had added before
    stays that person's.
    """
    managed = set(managed_tags(tags, put_by_sync, in_top_account=in_top_account))
    kept = [tag for tag in tags if tag in wanted or tag not in managed]
    added = sorted(wanted - set(kept))
    own = [tag for tag in kept if tag in wanted and tag in managed]
    return (*kept, *added), tuple(sorted({*own, *added}))


def managed_tags(tags: Iterable[str], put_by_sync: Collection[str], *, in_top_account: bool) -> tuple[str, ...]:
    """Return the contact's tags that the sync may remove."""
    return tuple(sorted(tag for tag in tags if tag in put_by_sync or is_reserved(tag, in_top_account=in_top_account)))


def managed_digest(managed: Collection[str], put_by_sync: Collection[str]) -> str:
    """Return a digest of the sync's tags on a contact; empty for none. Equal digests mean equal tags."""
    if not managed and not put_by_sync:
        return ""
    return hashlib.sha256(json.dumps([sorted(managed), sorted(put_by_sync)]).encode()).hexdigest()[:16]


def _engaging(name: str, *, is_primary: bool) -> str:
    shown = name[:_LONGEST_NAME].strip()
    if shown.casefold().endswith(_PRIMARY_ENDING):
        # An account named so before names were checked, or a name that was cut: only the primary account's tag ends so.
        shown = f"{shown[: -len(_PRIMARY_ENDING)]} {shown[1 - len(_PRIMARY_ENDING) :]}"
    return f"{ENGAGING}{shown}{_PRIMARY_ENDING if is_primary else ''}"
