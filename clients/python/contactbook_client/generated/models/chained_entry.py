from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from ..models.actor import Actor
    from ..models.chained_statement import ChainedStatement


@dataclass(kw_only=True, slots=True)
class ChainedEntry:
    """One chained audit entry: who changed which fields when, and a commitment to their values."""

    entry_id: str
    """ The id of the entry. """
    at: datetime.datetime
    """ When it happened: a time in UTC, ISO 8601. """
    actor: Actor
    """ The actor of a change: a user of a portal, the contact itself, a signed link or a job. """
    action: str
    """ What was done: the noun and the verb, such as `contact.changed` or `kyc.expired`. """
    subject: None | str
    """ The id of the record that it is about beside the contact; null without one. """
    fields: list[str]
    """ The fields, by their dotted paths. """
    commitment: str
    """ The salted hash of the values that changed. """
    sequence: int
    """ The number of the entry in the chain, from 1. """
    previous: str
    """ The hash of the entry before; zeros for the first. """
    hash_: str
    """ The hash of the entry and of the one before it, hexadecimal. """
    request_id: str
    """ The id of the request that made the change. """
    concealed: bool
    """ Whether the names of the changed fields are left out, because the caller may not see them. """
    said: list[ChainedStatement]
    """ What was said about contacting the contact, as it was recorded. """

    def to_dict(self) -> dict[str, Any]:
        entry_id = self.entry_id

        at = self.at.isoformat()

        actor = self.actor.to_dict()

        action = self.action

        subject: None | str
        subject = self.subject

        fields = self.fields

        commitment = self.commitment

        sequence = self.sequence

        previous = self.previous

        hash_ = self.hash_

        request_id = self.request_id

        concealed = self.concealed

        said = []
        for said_item_data in self.said:
            said_item = said_item_data.to_dict()
            said.append(said_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "entry_id": entry_id,
                "at": at,
                "actor": actor,
                "action": action,
                "subject": subject,
                "fields": fields,
                "commitment": commitment,
                "sequence": sequence,
                "previous": previous,
                "hash": hash_,
                "request_id": request_id,
                "concealed": concealed,
                "said": said,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.chained_statement import ChainedStatement  # noqa: PLC0415

        d = dict(src_dict)
        entry_id = d.pop("entry_id")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        actor = Actor.from_dict(d.pop("actor"))

        action = d.pop("action")

        def _parse_subject(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subject = _parse_subject(d.pop("subject"))

        fields = cast(list[str], d.pop("fields"))

        commitment = d.pop("commitment")

        sequence = d.pop("sequence")

        previous = d.pop("previous")

        hash_ = d.pop("hash")

        request_id = d.pop("request_id")

        concealed = d.pop("concealed")

        said = []
        _said = d.pop("said")
        for said_item_data in _said:
            said_item = ChainedStatement.from_dict(said_item_data)

            said.append(said_item)

        chained_entry = cls(
            entry_id=entry_id,
            at=at,
            actor=actor,
            action=action,
            subject=subject,
            fields=fields,
            commitment=commitment,
            sequence=sequence,
            previous=previous,
            hash_=hash_,
            request_id=request_id,
            concealed=concealed,
            said=said,
        )

        return chained_entry
