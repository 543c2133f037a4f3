from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from ..models.email_body import EmailBody
    from ..models.print_body import PrintBody
    from ..models.sms_body import SmsBody


@dataclass(kw_only=True, slots=True)
class Bodies:
    """One body for each channel. A channel that a language leaves out is taken from the template's own bodies."""

    email: EmailBody | None
    """ The body of an email. """
    sms: None | SmsBody
    """ The body of an SMS. """
    print_: None | PrintBody
    """ The body of a letter. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.email_body import EmailBody  # noqa: PLC0415
        from ..models.print_body import PrintBody  # noqa: PLC0415
        from ..models.sms_body import SmsBody  # noqa: PLC0415

        email: dict[str, Any] | None
        if isinstance(self.email, EmailBody):
            email = self.email.to_dict()
        else:
            email = self.email

        sms: dict[str, Any] | None
        if isinstance(self.sms, SmsBody):
            sms = self.sms.to_dict()
        else:
            sms = self.sms

        print_: dict[str, Any] | None
        if isinstance(self.print_, PrintBody):
            print_ = self.print_.to_dict()
        else:
            print_ = self.print_

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "email": email,
                "sms": sms,
                "print": print_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.email_body import EmailBody  # noqa: PLC0415
        from ..models.print_body import PrintBody  # noqa: PLC0415
        from ..models.sms_body import SmsBody  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_email(data: object) -> EmailBody | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                email_type_0 = EmailBody.from_dict(data)

                return email_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EmailBody | None, data)

        email = _parse_email(d.pop("email"))

        def _parse_sms(data: object) -> None | SmsBody:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                sms_type_0 = SmsBody.from_dict(data)

                return sms_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SmsBody, data)

        sms = _parse_sms(d.pop("sms"))

        def _parse_print_(data: object) -> None | PrintBody:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                print_type_0 = PrintBody.from_dict(data)

                return print_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PrintBody, data)

        print_ = _parse_print_(d.pop("print"))

        bodies = cls(
            email=email,
            sms=sms,
            print_=print_,
        )

        return bodies
