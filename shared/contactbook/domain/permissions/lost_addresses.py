"""What a contact keeps of what is refused at an address that it loses (S5.3, S5.4, S5.6; decision 0243).

What others with the address said goes with it. A STOP was a word of the person, and meant every number that it has: it stays.
"""

from collections.abc import Container
from datetime import datetime

from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.permissions.standing import answers, own_no
from contactbook.domain.refusals.marks import Through


def with_marks_at(before: Contact | None, after: Contact, names: Container[str], *, gives_back: bool) -> Contact:
    """Return the contact after a change with the marks of the addresses `names` (keyed hashes), which are those that it has.

    `gives_back` says that an undo returns addresses to the contact that they came from: its STOP goes with them.
    """
    marks = tuple(mark for mark in after.refusals if mark.address in names)
    kept = after if marks == after.refusals else with_fields(after, refusals=marks)
    known = before.refusals if before and after.erasure is None and not gives_back else ()
    stops = [mark.said_at for mark in known if mark.through is Through.SMS_STOP and mark.address not in names]
    return _with_no_to_texts(kept, max(stops)) if stops else kept


def _with_no_to_texts(contact: Contact, stop: datetime) -> Contact:
    said = contact.preferences.of_channel(Channel.SMS)
    last = own_no(said)
    if answers(said, stop) or (last is not None and last >= stop):
        return contact
    no = with_fields(said, value=False, asked=True, refused_at=stop, refused_through=Through.SMS_STOP.value)
    return with_fields(
        contact, preferences=with_fields(contact.preferences, channels={**contact.preferences.channels, Channel.SMS: no})
    )
