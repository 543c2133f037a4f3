"""Who may see and change a contact (S2.10, S3.14-S3.16)."""

from contactbook.domain.base.callers import Caller
from contactbook.domain.contacts.record import Contact
from contactbook.domain.settings.permissions import GroupRight, Groups

# What a right includes: whoever may edit may view, whoever may view may select.
_GRANTED_BY = {
    GroupRight.SELECT: {GroupRight.SELECT, GroupRight.VIEW, GroupRight.EDIT},
    GroupRight.VIEW: {GroupRight.VIEW, GroupRight.EDIT},
    GroupRight.EDIT: {GroupRight.EDIT},
}


def may(caller: Caller, contact: Contact, right: GroupRight, groups: Groups) -> bool:
    """Whether the caller has the right on the contact.

    A portal's end customer has it on its own contact only. For the others: the contact's privacy level must be within the
    caller's clearance, and the contact must belong to no group, to one of the caller's, or to one that collaborates with one
    of the caller's with that right. A super user passes both (S3.14).
    """
    if caller.contact_id is not None:
        return caller.contact_id == contact.contact_id
    if caller.super_user:
        return True
    if contact.privacy_level > caller.privacy_clearance:
        return False
    return contact.owned_by_group is None or _has_group_right(caller, contact.owned_by_group, right, groups)


def _has_group_right(caller: Caller, owner: str, right: GroupRight, groups: Groups) -> bool:
    if owner in caller.groups:
        return True
    return any(
        collaboration.owner == owner and collaboration.with_ in caller.groups and _GRANTED_BY[right] & set(collaboration.rights)
        for collaboration in groups.collaborations
    )
