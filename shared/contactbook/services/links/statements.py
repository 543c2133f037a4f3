"""What a contact says on its own pages about the address that the link was sent to (S5.1, S5.4).

A no refuses the address for every contact that has it. A yes opens this contact alone.
"""

from datetime import datetime

from contactbook.domain.refusals.marks import Through
from contactbook.domain.refusals.refusals import RefusalEvent
from contactbook.services.base.ids import new_id
from contactbook.services.links.visits import Visit
from contactbook.services.refusals.recording import Recorded, recorded
from contactbook.services.refusals.said_again import Stated


def no_of(visit: Visit, stated: Stated, *, through: str, is_new: bool, now: datetime) -> Recorded:
    """Return what saves the opt-outs among the choices as a no of the address. One read.

    Without `is_new`, nothing where this contact has said the same just before.
    """
    scopes = tuple(sorted(scope for scope, value in stated.items() if value is False))
    if not scopes or visit.link.sent_to is None:
        return Recorded()
    event = RefusalEvent(
        event_id=new_id("ref", now),
        through=Through(through),
        scopes=scopes,
        at=now,
        contact_id=visit.contact.contact_id,
    )
    said = recorded(visit.store, event, [visit.link.sent_to], visit.contact)
    return Recorded() if said.is_repeated and not is_new else said
