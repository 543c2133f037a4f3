"""The body that changes a contact: a merge-patch of the fields that a caller may set."""

from typing import TYPE_CHECKING

from pydantic import BaseModel

from contactbook.domain.base.partial import partial_of
from contactbook.domain.contacts.record import ContactFields

if TYPE_CHECKING:
    # The type checker cannot see a model that is made at run time; routes use it as any model.
    ContactChanges = BaseModel
else:
    ContactChanges = partial_of("ContactChanges", ContactFields)
