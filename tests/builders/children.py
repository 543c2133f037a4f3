"""Records under a contact for tests: only the fields that a test is about are stated."""

from typing import Any

from contactbook.domain.contacts.attachments import Attachment
from contactbook.domain.contacts.engagements import Engagement
from contactbook.domain.contacts.notes import Note
from contactbook.domain.contacts.relations import Relation
from contactbook.domain.opportunities.conversions import Conversion
from contactbook.domain.opportunities.opportunities import Opportunity
from tests.builders.contacts import NOW, USER

_STAMPS = {"contact_id": "con_1", "created_at": NOW, "updated_at": NOW, "created_by": USER, "updated_by": USER}


def a_note(note_id: str = "nte_1", **fields: Any) -> Note:
    return Note.model_validate({"note_id": note_id, "text": "Called.", **_STAMPS, **fields})


def an_engagement(engagement_id: str = "eng_1", **fields: Any) -> Engagement:
    return Engagement.model_validate({"engagement_id": engagement_id, "type": "job", **_STAMPS, **fields})


def a_conversion(conversion_id: str = "cnv_1", **fields: Any) -> Conversion:
    return Conversion.model_validate({"conversion_id": conversion_id, "occurred_at": NOW, **_STAMPS, **fields})


def an_opportunity(opportunity_id: str = "opp_1", **fields: Any) -> Opportunity:
    return Opportunity.model_validate({"opportunity_id": opportunity_id, "name": "New kitchen", **_STAMPS, **fields})


def a_relation(relation_id: str = "rel_1", **fields: Any) -> Relation:
    ends = {"related_contact_id": "con_2", "relation_type": "spouse", "direction": "outgoing"}
    return Relation.model_validate({"relation_id": relation_id, **ends, **_STAMPS, **fields})


def an_attachment(attachment_id: str = "att_1", **fields: Any) -> Attachment:
    file = {"file_name": "card.pdf", "content_type": "application/pdf", "size": 3, "classification": "id_card", "file_key": "k"}
    return Attachment.model_validate({"attachment_id": attachment_id, **file, **_STAMPS, **fields})
