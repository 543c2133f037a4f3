from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.email_sender import EmailSender
    from ..models.senders_settings_schema import SendersSettingsSchema
    from ..models.sms_sender import SmsSender


@dataclass(kw_only=True, slots=True)
class SendersSettings:
    """The section `senders` of the settings. The senders of the tenant's messages, one a channel. So many soft bounces in
    a row as `soft_bounce_limit` make an address unusable.

    """

    email: EmailSender
    """ The sender of emails. Without `from_address` no email is sent; its domain must be verified. Without
    `from_name` emails come from the tenant's name. """
    sms: SmsSender
    """ The sender of text messages: a number, or up to 11 letters and digits, that the operator gave to the tenant.
    """
    soft_bounce_limit: int
    """ After so many soft bounces in a row the address is not used any more. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: SendersSettingsSchema | Unset = UNSET
    """ The JSON Schema of the section. Only GET answers it. """

    def to_dict(self) -> dict[str, Any]:
        email = self.email.to_dict()

        sms = self.sms.to_dict()

        soft_bounce_limit = self.soft_bounce_limit

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "email": email,
                "sms": sms,
                "soft_bounce_limit": soft_bounce_limit,
                "version": version,
            }
        )
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.email_sender import EmailSender  # noqa: PLC0415
        from ..models.senders_settings_schema import SendersSettingsSchema  # noqa: PLC0415
        from ..models.sms_sender import SmsSender  # noqa: PLC0415

        d = dict(src_dict)
        email = EmailSender.from_dict(d.pop("email"))

        sms = SmsSender.from_dict(d.pop("sms"))

        soft_bounce_limit = d.pop("soft_bounce_limit")

        version = d.pop("version")

        _schema = d.pop("schema", UNSET)
        schema: SendersSettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = SendersSettingsSchema.from_dict(_schema)

        senders_settings = cls(
            email=email,
            sms=sms,
            soft_bounce_limit=soft_bounce_limit,
            version=version,
            schema=schema,
        )

        return senders_settings
