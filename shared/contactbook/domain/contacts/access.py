"""Rights of callers on a contact, and the privacy level that they need (S2.10, S3.14-S3.16)."""

from typing import Protocol

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.text import fold
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.uniqueness.claims import values_at
from contactbook.domain.settings.fields import PrivacyCondition, PrivacyLevels
from contactbook.domain.settings.permissions import GroupRight, Groups

# The rights that include each right: edit includes view, view includes select.
_GRANTED_BY = {
    GroupRight.SELECT: {GroupRight.SELECT, GroupRight.VIEW, GroupRight.EDIT},
    GroupRight.VIEW: {GroupRight.VIEW, GroupRight.EDIT},
    GroupRight.EDIT: {GroupRight.EDIT},
}


class Guarded(Protocol):
    """What decides who may see and change a contact: the contact itself, or what a claim says of its holder."""

    @property
    def contact_id(self) -> str:
        """The contact's id."""

    @property
    def owned_by_group(self) -> str | None:
        """The group that owns the contact."""

    @property
    def privacy_level(self) -> int:
        """The clearance that a caller needs."""


def may(caller: Caller, contact: Guarded, right: GroupRight, groups: Groups) -> bool:
    """True if the caller has the right on the contact.

    A portal customer has it on its own contact only, or on the one that it was merged into. For other callers the contact's privacy
    level must be within the caller's clearance. The contact must also belong to no group, to a group of the caller, or to a group
    that grants this right to a group of the caller. A super user passes both checks (S3.14).
    """
    if caller.contact_id is not None:
        # A token follows the merges of its contact, as a link does.
        ids = contact.own_ids() if isinstance(contact, Contact) else (contact.contact_id,)
        return caller.contact_id in ids
    if caller.super_user:
        return True
    if contact.privacy_level > caller.privacy_clearance:
        return False
    return contact.owned_by_group is None or _has_group_right(caller, contact.owned_by_group, right, groups)


def sees_everybody(caller: Caller, groups: Groups, levels: PrivacyLevels) -> bool:
    """True if the settings hide no contact from the caller: neither another group's, nor one above its clearance.

    A portal customer sees its own contact alone.
    """
    if caller.contact_id is not None:
        return False
    highest = max([levels.default, *(rule.level for rule in levels.rules)])
    return caller.super_user or (not groups.groups and highest <= caller.privacy_clearance)


def group_of_maker(caller: Caller, groups: Groups) -> str | None:
    """Return the group that owns what the caller makes, where groups are configured (S3.14).

    Of several groups it is the one that the settings list first. A caller without a group makes a contact without one.
    """
    return next((group for group in groups.groups if group in caller.groups), None)


def may_stop_work_of(caller: Caller, asker: Caller, groups: Groups) -> bool:
    """True if the caller may cancel what another one asked for: a run, a schedule or an import (S8.3). It may see its counts, too.

    Whoever asked may, and a super user. Where groups are configured, others may if the work is that of a group that is theirs or
    that lets them edit. Work of a super user is over every group, and only super users cancel it.
    """
    if caller.super_user or caller.actor == asker.actor or not groups.groups:
        return True
    if asker.super_user:
        return False
    return not asker.groups or any(_has_group_right(caller, owner, GroupRight.EDIT, groups) for owner in asker.groups)


def require_may_stop(caller: Caller, asker: Caller, groups: Groups, noun: str) -> None:
    """Raise NotFound, as for a `noun` that does not exist, if the caller may not stop what another one asked for."""
    if not may_stop_work_of(caller, asker, groups):
        raise NotFound(f"There is no such {noun}.")


def _has_group_right(caller: Caller, owner: str, right: GroupRight, groups: Groups) -> bool:
    if owner in caller.groups:
        return True
    return any(
        collaboration.owner == owner and collaboration.with_ in caller.groups and _GRANTED_BY[right] & set(collaboration.rights)
        for collaboration in groups.collaborations
    )


def privacy_level(contact: Contact, levels: PrivacyLevels) -> int:
    """Return the level of the first rule that fits, else the default."""
    return next((rule.level for rule in levels.rules if _fits(contact, rule.when)), levels.default)


def _fits(contact: Contact, condition: PrivacyCondition) -> bool:
    values = values_at(contact, condition.field)
    if condition.is_ is not None:
        return fold(condition.is_) in values
    if condition.contains is not None:
        return fold(condition.contains) in values
    return bool(values)
