from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acknowledgement import Acknowledgement
    from ..models.email_sender_draft import EmailSenderDraft
    from ..models.senders_settings_draft_schema import SendersSettingsDraftSchema
    from ..models.sms_sender_draft import SmsSenderDraft


@dataclass(kw_only=True, slots=True)
class SendersSettingsDraft:
    """The section `senders` of the settings. The senders of the tenant's messages, one a channel. So many soft bounces in
    a row as `soft_bounce_limit` make an address unusable.

    """

    email: EmailSenderDraft | Unset = UNSET
    """ The sender of emails. Without `from_address` no email is sent; its domain must be verified. Without
    `from_name` emails come from the tenant's name. """
    sms: SmsSenderDraft | Unset = UNSET
    """ The sender of text messages: a number, or up to 11 letters and digits, that the operator gave to the tenant.
    """
    soft_bounce_limit: int | Unset = 5
    """ After so many soft bounces in a row the address is not used any more. """
    acknowledge: Acknowledgement | None | Unset = UNSET
    """ Confirms how many more contacts the change lets be contacted. """
    version: int | Unset = UNSET
    """ As it was read. It is ignored: `If-Match` makes the change conditional. """
    schema: SendersSettingsDraftSchema | Unset = UNSET
    """ As it was read. It is ignored. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415

        email: dict[str, Any] | Unset = UNSET
        if not isinstance(self.email, Unset):
            email = self.email.to_dict()

        sms: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sms, Unset):
            sms = self.sms.to_dict()

        soft_bounce_limit = self.soft_bounce_limit

        acknowledge: dict[str, Any] | None | Unset
        if isinstance(self.acknowledge, Unset):
            acknowledge = UNSET
        elif isinstance(self.acknowledge, Acknowledgement):
            acknowledge = self.acknowledge.to_dict()
        else:
            acknowledge = self.acknowledge

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if email is not UNSET:
            field_dict["email"] = email
        if sms is not UNSET:
            field_dict["sms"] = sms
        if soft_bounce_limit is not UNSET:
            field_dict["soft_bounce_limit"] = soft_bounce_limit
        if acknowledge is not UNSET:
            field_dict["acknowledge"] = acknowledge
        if version is not UNSET:
            field_dict["version"] = version
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415
        from ..models.email_sender_draft import EmailSenderDraft  # noqa: PLC0415
        from ..models.senders_settings_draft_schema import SendersSettingsDraftSchema  # noqa: PLC0415
        from ..models.sms_sender_draft import SmsSenderDraft  # noqa: PLC0415

        d = dict(src_dict)
        _email = d.pop("email", UNSET)
        email: EmailSenderDraft | Unset
        if isinstance(_email, Unset):
            email = UNSET
        else:
            email = EmailSenderDraft.from_dict(_email)

        _sms = d.pop("sms", UNSET)
        sms: SmsSenderDraft | Unset
        if isinstance(_sms, Unset):
            sms = UNSET
        else:
            sms = SmsSenderDraft.from_dict(_sms)

        soft_bounce_limit = d.pop("soft_bounce_limit", UNSET)

        def _parse_acknowledge(data: object) -> Acknowledgement | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                acknowledge_type_0 = Acknowledgement.from_dict(data)

                return acknowledge_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Acknowledgement | None | Unset, data)

        acknowledge = _parse_acknowledge(d.pop("acknowledge", UNSET))

        version = d.pop("version", UNSET)

        _schema = d.pop("schema", UNSET)
        schema: SendersSettingsDraftSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = SendersSettingsDraftSchema.from_dict(_schema)

        senders_settings_draft = cls(
            email=email,
            sms=sms,
            soft_bounce_limit=soft_bounce_limit,
            acknowledge=acknowledge,
            version=version,
            schema=schema,
        )

        return senders_settings_draft
