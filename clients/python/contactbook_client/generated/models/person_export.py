from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.exported_answer import ExportedAnswer
    from ..models.exported_attachment import ExportedAttachment
    from ..models.exported_change import ExportedChange
    from ..models.exported_look import ExportedLook
    from ..models.exported_message import ExportedMessage
    from ..models.list_name import ListName
    from ..models.person_export_accounts_item import PersonExportAccountsItem
    from ..models.person_export_consent_events_item import PersonExportConsentEventsItem
    from ..models.person_export_consent_evidence_item import PersonExportConsentEvidenceItem
    from ..models.person_export_contact import PersonExportContact
    from ..models.person_export_conversions_item import PersonExportConversionsItem
    from ..models.person_export_engagements_item import PersonExportEngagementsItem
    from ..models.person_export_notes_item import PersonExportNotesItem
    from ..models.person_export_opportunities_item import PersonExportOpportunitiesItem
    from ..models.person_export_relations_item import PersonExportRelationsItem
    from ..models.person_export_transactions_item import PersonExportTransactionsItem


@dataclass(kw_only=True, slots=True)
class PersonExport:
    """Everything that is held about one person. The JSON of an export has this shape; `schema_version` is its version.
    Records have the API's names of their fields. What only the machinery needs is left out, and ids come last.

    """

    held_by: str
    """ The name of the tenant that holds this. """
    exported_at: datetime.datetime
    """ When the export was made: a time in UTC. """
    language: str
    """ The language: two letters of ISO 639-1, such as `el`. """
    contact: PersonExportContact
    """ The profile of the person. """
    contact_id: str
    """ The id of the contact, `con_…`. """
    schema_version: str | Unset = UNSET
    """ The version of this shape. """
    lists: list[ListName] | Unset = UNSET
    """ The lists that the contact is on. """
    accounts: list[PersonExportAccountsItem] | Unset = UNSET
    """ The accounts of the person. """
    transactions: list[PersonExportTransactionsItem] | Unset = UNSET
    """ The transactions of the person's accounts. """
    opportunities: list[PersonExportOpportunitiesItem] | Unset = UNSET
    """ The opportunities of the contact. """
    notes: list[PersonExportNotesItem] | Unset = UNSET
    """ The notes about the contact. """
    conversions: list[PersonExportConversionsItem] | Unset = UNSET
    """ The conversions of the contact. """
    engagements: list[PersonExportEngagementsItem] | Unset = UNSET
    """ The engagements of the contact. """
    relations: list[PersonExportRelationsItem] | Unset = UNSET
    """ The relations of the contact. """
    attachments: list[ExportedAttachment] | Unset = UNSET
    """ The documents of the contact. """
    communications: list[ExportedMessage] | Unset = UNSET
    """ Messages to the person. """
    answers: list[ExportedAnswer] | Unset = UNSET
    """ What was said about contacting the person, in order. """
    consent_events: list[PersonExportConsentEventsItem] | Unset = UNSET
    """ Every change of the consent. """
    consent_evidence: list[PersonExportConsentEvidenceItem] | Unset = UNSET
    """ Where the answers to the consent came from. """
    history: list[ExportedChange] | Unset = UNSET
    """ The history of the contact. """
    looks: list[ExportedLook] | Unset = UNSET
    """ Every read of the contact by somebody. """

    def to_dict(self) -> dict[str, Any]:
        held_by = self.held_by

        exported_at = self.exported_at.isoformat()

        language = self.language

        contact = self.contact.to_dict()

        contact_id = self.contact_id

        schema_version = self.schema_version

        lists: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.lists, Unset):
            lists = []
            for lists_item_data in self.lists:
                lists_item = lists_item_data.to_dict()
                lists.append(lists_item)

        accounts: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.accounts, Unset):
            accounts = []
            for accounts_item_data in self.accounts:
                accounts_item = accounts_item_data.to_dict()
                accounts.append(accounts_item)

        transactions: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.transactions, Unset):
            transactions = []
            for transactions_item_data in self.transactions:
                transactions_item = transactions_item_data.to_dict()
                transactions.append(transactions_item)

        opportunities: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.opportunities, Unset):
            opportunities = []
            for opportunities_item_data in self.opportunities:
                opportunities_item = opportunities_item_data.to_dict()
                opportunities.append(opportunities_item)

        notes: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.notes, Unset):
            notes = []
            for notes_item_data in self.notes:
                notes_item = notes_item_data.to_dict()
                notes.append(notes_item)

        conversions: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.conversions, Unset):
            conversions = []
            for conversions_item_data in self.conversions:
                conversions_item = conversions_item_data.to_dict()
                conversions.append(conversions_item)

        engagements: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.engagements, Unset):
            engagements = []
            for engagements_item_data in self.engagements:
                engagements_item = engagements_item_data.to_dict()
                engagements.append(engagements_item)

        relations: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.relations, Unset):
            relations = []
            for relations_item_data in self.relations:
                relations_item = relations_item_data.to_dict()
                relations.append(relations_item)

        attachments: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.attachments, Unset):
            attachments = []
            for attachments_item_data in self.attachments:
                attachments_item = attachments_item_data.to_dict()
                attachments.append(attachments_item)

        communications: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.communications, Unset):
            communications = []
            for communications_item_data in self.communications:
                communications_item = communications_item_data.to_dict()
                communications.append(communications_item)

        answers: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.answers, Unset):
            answers = []
            for answers_item_data in self.answers:
                answers_item = answers_item_data.to_dict()
                answers.append(answers_item)

        consent_events: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.consent_events, Unset):
            consent_events = []
            for consent_events_item_data in self.consent_events:
                consent_events_item = consent_events_item_data.to_dict()
                consent_events.append(consent_events_item)

        consent_evidence: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.consent_evidence, Unset):
            consent_evidence = []
            for consent_evidence_item_data in self.consent_evidence:
                consent_evidence_item = consent_evidence_item_data.to_dict()
                consent_evidence.append(consent_evidence_item)

        history: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.history, Unset):
            history = []
            for history_item_data in self.history:
                history_item = history_item_data.to_dict()
                history.append(history_item)

        looks: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.looks, Unset):
            looks = []
            for looks_item_data in self.looks:
                looks_item = looks_item_data.to_dict()
                looks.append(looks_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "held_by": held_by,
                "exported_at": exported_at,
                "language": language,
                "contact": contact,
                "contact_id": contact_id,
            }
        )
        if schema_version is not UNSET:
            field_dict["schema_version"] = schema_version
        if lists is not UNSET:
            field_dict["lists"] = lists
        if accounts is not UNSET:
            field_dict["accounts"] = accounts
        if transactions is not UNSET:
            field_dict["transactions"] = transactions
        if opportunities is not UNSET:
            field_dict["opportunities"] = opportunities
        if notes is not UNSET:
            field_dict["notes"] = notes
        if conversions is not UNSET:
            field_dict["conversions"] = conversions
        if engagements is not UNSET:
            field_dict["engagements"] = engagements
        if relations is not UNSET:
            field_dict["relations"] = relations
        if attachments is not UNSET:
            field_dict["attachments"] = attachments
        if communications is not UNSET:
            field_dict["communications"] = communications
        if answers is not UNSET:
            field_dict["answers"] = answers
        if consent_events is not UNSET:
            field_dict["consent_events"] = consent_events
        if consent_evidence is not UNSET:
            field_dict["consent_evidence"] = consent_evidence
        if history is not UNSET:
            field_dict["history"] = history
        if looks is not UNSET:
            field_dict["looks"] = looks

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.exported_answer import ExportedAnswer  # noqa: PLC0415
        from ..models.exported_attachment import ExportedAttachment  # noqa: PLC0415
        from ..models.exported_change import ExportedChange  # noqa: PLC0415
        from ..models.exported_look import ExportedLook  # noqa: PLC0415
        from ..models.exported_message import ExportedMessage  # noqa: PLC0415
        from ..models.list_name import ListName  # noqa: PLC0415
        from ..models.person_export_accounts_item import PersonExportAccountsItem  # noqa: PLC0415
        from ..models.person_export_consent_events_item import PersonExportConsentEventsItem  # noqa: PLC0415
        from ..models.person_export_consent_evidence_item import PersonExportConsentEvidenceItem  # noqa: PLC0415
        from ..models.person_export_contact import PersonExportContact  # noqa: PLC0415
        from ..models.person_export_conversions_item import PersonExportConversionsItem  # noqa: PLC0415
        from ..models.person_export_engagements_item import PersonExportEngagementsItem  # noqa: PLC0415
        from ..models.person_export_notes_item import PersonExportNotesItem  # noqa: PLC0415
        from ..models.person_export_opportunities_item import PersonExportOpportunitiesItem  # noqa: PLC0415
        from ..models.person_export_relations_item import PersonExportRelationsItem  # noqa: PLC0415
        from ..models.person_export_transactions_item import PersonExportTransactionsItem  # noqa: PLC0415

        d = dict(src_dict)
        held_by = d.pop("held_by")

        exported_at = datetime.datetime.fromisoformat(d.pop("exported_at"))

        language = d.pop("language")

        contact = PersonExportContact.from_dict(d.pop("contact"))

        contact_id = d.pop("contact_id")

        schema_version = d.pop("schema_version", UNSET)

        _lists = d.pop("lists", UNSET)
        lists: list[ListName] | Unset = UNSET
        if _lists is not UNSET:
            lists = []
            for lists_item_data in _lists:
                lists_item = ListName.from_dict(lists_item_data)

                lists.append(lists_item)

        _accounts = d.pop("accounts", UNSET)
        accounts: list[PersonExportAccountsItem] | Unset = UNSET
        if _accounts is not UNSET:
            accounts = []
            for accounts_item_data in _accounts:
                accounts_item = PersonExportAccountsItem.from_dict(accounts_item_data)

                accounts.append(accounts_item)

        _transactions = d.pop("transactions", UNSET)
        transactions: list[PersonExportTransactionsItem] | Unset = UNSET
        if _transactions is not UNSET:
            transactions = []
            for transactions_item_data in _transactions:
                transactions_item = PersonExportTransactionsItem.from_dict(transactions_item_data)

                transactions.append(transactions_item)

        _opportunities = d.pop("opportunities", UNSET)
        opportunities: list[PersonExportOpportunitiesItem] | Unset = UNSET
        if _opportunities is not UNSET:
            opportunities = []
            for opportunities_item_data in _opportunities:
                opportunities_item = PersonExportOpportunitiesItem.from_dict(opportunities_item_data)

                opportunities.append(opportunities_item)

        _notes = d.pop("notes", UNSET)
        notes: list[PersonExportNotesItem] | Unset = UNSET
        if _notes is not UNSET:
            notes = []
            for notes_item_data in _notes:
                notes_item = PersonExportNotesItem.from_dict(notes_item_data)

                notes.append(notes_item)

        _conversions = d.pop("conversions", UNSET)
        conversions: list[PersonExportConversionsItem] | Unset = UNSET
        if _conversions is not UNSET:
            conversions = []
            for conversions_item_data in _conversions:
                conversions_item = PersonExportConversionsItem.from_dict(conversions_item_data)

                conversions.append(conversions_item)

        _engagements = d.pop("engagements", UNSET)
        engagements: list[PersonExportEngagementsItem] | Unset = UNSET
        if _engagements is not UNSET:
            engagements = []
            for engagements_item_data in _engagements:
                engagements_item = PersonExportEngagementsItem.from_dict(engagements_item_data)

                engagements.append(engagements_item)

        _relations = d.pop("relations", UNSET)
        relations: list[PersonExportRelationsItem] | Unset = UNSET
        if _relations is not UNSET:
            relations = []
            for relations_item_data in _relations:
                relations_item = PersonExportRelationsItem.from_dict(relations_item_data)

                relations.append(relations_item)

        _attachments = d.pop("attachments", UNSET)
        attachments: list[ExportedAttachment] | Unset = UNSET
        if _attachments is not UNSET:
            attachments = []
            for attachments_item_data in _attachments:
                attachments_item = ExportedAttachment.from_dict(attachments_item_data)

                attachments.append(attachments_item)

        _communications = d.pop("communications", UNSET)
        communications: list[ExportedMessage] | Unset = UNSET
        if _communications is not UNSET:
            communications = []
            for communications_item_data in _communications:
                communications_item = ExportedMessage.from_dict(communications_item_data)

                communications.append(communications_item)

        _answers = d.pop("answers", UNSET)
        answers: list[ExportedAnswer] | Unset = UNSET
        if _answers is not UNSET:
            answers = []
            for answers_item_data in _answers:
                answers_item = ExportedAnswer.from_dict(answers_item_data)

                answers.append(answers_item)

        _consent_events = d.pop("consent_events", UNSET)
        consent_events: list[PersonExportConsentEventsItem] | Unset = UNSET
        if _consent_events is not UNSET:
            consent_events = []
            for consent_events_item_data in _consent_events:
                consent_events_item = PersonExportConsentEventsItem.from_dict(consent_events_item_data)

                consent_events.append(consent_events_item)

        _consent_evidence = d.pop("consent_evidence", UNSET)
        consent_evidence: list[PersonExportConsentEvidenceItem] | Unset = UNSET
        if _consent_evidence is not UNSET:
            consent_evidence = []
            for consent_evidence_item_data in _consent_evidence:
                consent_evidence_item = PersonExportConsentEvidenceItem.from_dict(consent_evidence_item_data)

                consent_evidence.append(consent_evidence_item)

        _history = d.pop("history", UNSET)
        history: list[ExportedChange] | Unset = UNSET
        if _history is not UNSET:
            history = []
            for history_item_data in _history:
                history_item = ExportedChange.from_dict(history_item_data)

                history.append(history_item)

        _looks = d.pop("looks", UNSET)
        looks: list[ExportedLook] | Unset = UNSET
        if _looks is not UNSET:
            looks = []
            for looks_item_data in _looks:
                looks_item = ExportedLook.from_dict(looks_item_data)

                looks.append(looks_item)

        person_export = cls(
            held_by=held_by,
            exported_at=exported_at,
            language=language,
            contact=contact,
            contact_id=contact_id,
            schema_version=schema_version,
            lists=lists,
            accounts=accounts,
            transactions=transactions,
            opportunities=opportunities,
            notes=notes,
            conversions=conversions,
            engagements=engagements,
            relations=relations,
            attachments=attachments,
            communications=communications,
            answers=answers,
            consent_events=consent_events,
            consent_evidence=consent_evidence,
            history=history,
            looks=looks,
        )

        return person_export
