"""What a caller sends to change a contact: a merge-patch of the fields it may set."""

from typing import TYPE_CHECKING

from pydantic import BaseModel

from contactbook.domain.base.partial import partial_of
from contactbook.domain.contacts.record import ContactFields

if TYPE_CHECKING:
    # A model made at run time is opaque to the type checker; what it is used for is any model's.
    ContactChanges = BaseModel
else:
    ContactChanges = partial_of("ContactChanges", ContactFields)
