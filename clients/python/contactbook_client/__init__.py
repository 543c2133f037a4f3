"""A client of Contactbook's API: token, retries that are safe, pages, ETags, problems as types, uploads.

from contactbook_client import Contactbook, operations as op
from contactbook_client.models import ContactDraft, ContactKind

book = Contactbook("https://api.example.com", token)
contact = book.send(op.contacts_create(body=ContactDraft(kind=ContactKind.PERSON, last_name="Georgiou")))
for found in book.items(op.contacts_list(tag="vip")):
    print(found.contact_id)
"""

from contactbook_client.client import Contactbook
from contactbook_client.problems import (
    BadRequest,
    Forbidden,
    Merged,
    NotAllowed,
    NotFound,
    Problem,
    RuleBroken,
    Throttled,
    Unauthorized,
    Unavailable,
    ValidationFailed,
    VersionMismatch,
)
from contactbook_client.request import Received, Request

__all__ = [
    "BadRequest",
    "Contactbook",
    "Forbidden",
    "Merged",
    "NotAllowed",
    "NotFound",
    "Problem",
    "Received",
    "Request",
    "RuleBroken",
    "Throttled",
    "Unauthorized",
    "Unavailable",
    "ValidationFailed",
    "VersionMismatch",
]
