"""What was said about contacting a contact, and the way that it came: the events of its ledger (S5.1)."""

from datetime import datetime
from enum import StrEnum

from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.base.values import Flag, Moment, Value
from contactbook.domain.refusals.evidence import KeptEvidence
from contactbook.domain.refusals.marks import Scope, Through

# The audited field that has the note of an evidence.
EVIDENCE_NOTE = "evidence.note"


class Answer(StrEnum):
    """What was said."""

    YES = "yes"
    NO = "no"


class Said(Value):
    """One thing that was said about one scope. `own`: the person itself said it; `at`: when, if not at the time of the entry."""

    scope: Scope
    said: Answer
    through: Through
    own: Flag = False
    at: Moment | None = None
    evidence: KeptEvidence | None = None
    # The keyed hash of the address that it was said through or sent to.
    address: str | None = None
    # True for what is refused at the address alone: this contact has it too, and said nothing itself.
    of_address: Flag = False


# What stored values call the way that something came.
_WAYS = {
    "api": Through.USER,
    "opportunity": Through.USER,
    "reconsent": Through.USER,
    "list_upload": Through.IMPORT,
    "tenant_sync": Through.SYNC,
    "link": Through.CONSENT_PAGE,
    **{through.value: through for through in Through},
}
_REACHES_US = {ActorType.CONTACT: Through.PORTAL, ActorType.LINK: Through.PREFERENCE_CENTRE}


class Way(Value):
    """How a change came: who made it when, its action, and what it calls the way itself."""

    by: Actor
    at: Moment
    action: str
    through: str | None = None
    evidence: KeptEvidence | None = None

    def of_stamp(self, at: datetime | None, through: str | None) -> Through:
        """Return how something was said: as its stamp says if this change said it, else as this change copied it."""
        if at is not None and at != self.at:
            return self.of_copy
        return _WAYS.get(through or self.through or "", self.default)

    @property
    def of_copy(self) -> Through:
        """How words that were said before came into this contact's ledger."""
        if self.action.startswith(("contact.merge", "contact.restored")):
            return Through.MERGE
        return _WAYS.get(self.through or "", Through.SYNC if self.by.type is ActorType.JOB else self.default)

    @property
    def came(self) -> Through:
        """How the change itself came."""
        return _WAYS.get(self.through or "", self.default)

    @property
    def default(self) -> Through:
        """How who made the change reaches us."""
        return _REACHES_US.get(self.by.type, Through.USER)
