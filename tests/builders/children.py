"""Records under a contact for tests: only the fields that a test is about are stated."""

from typing import Any, TypeVar

from pydantic import BaseModel

from contactbook.domain.contacts.attachments import Attachment
from contactbook.domain.contacts.engagements import Engagement
from contactbook.domain.contacts.notes import Note
from contactbook.domain.contacts.relations import Relation
from contactbook.domain.opportunities.conversions import Conversion
from contactbook.domain.opportunities.opportunities import Opportunity
from tests.builders.contacts import NOW, USER

_STAMPS = {"contact_id": "con_1", "created_at": NOW, "updated_at": NOW, "created_by": USER, "updated_by": USER}


M = TypeVar("M", bound=BaseModel)


def _made(model: type[M], **fields: Any) -> M:
    """Return a record with the stamps that its kind has."""
    return model.model_validate({name: stamp for name, stamp in _STAMPS.items() if name in model.model_fields} | fields)


def a_note(note_id: str = "nte_1", **fields: Any) -> Note:
    return _made(Note, **{"note_id": note_id, "text": "Called."} | fields)


def an_engagement(engagement_id: str = "eng_1", **fields: Any) -> Engagement:
    return _made(Engagement, **{"engagement_id": engagement_id, "type": "job"} | fields)


def a_conversion(conversion_id: str = "cnv_1", **fields: Any) -> Conversion:
    return _made(Conversion, **{"conversion_id": conversion_id, "occurred_at": NOW} | fields)


def an_opportunity(opportunity_id: str = "opp_1", **fields: Any) -> Opportunity:
    return _made(Opportunity, **{"opportunity_id": opportunity_id, "name": "New kitchen"} | fields)


def a_relation(relation_id: str = "rel_1", **fields: Any) -> Relation:
    ends = {"related_contact_id": "con_2", "relation_type": "spouse", "direction": "outgoing"}
    return _made(Relation, **{"relation_id": relation_id, **ends} | fields)


def an_attachment(attachment_id: str = "att_1", **fields: Any) -> Attachment:
    file = {"file_name": "card.pdf", "content_type": "application/pdf", "size": 3, "classification": "id_card", "file_key": "k"}
    return _made(Attachment, **{"attachment_id": attachment_id, **file} | fields)
