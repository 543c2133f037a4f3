from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.email_body_draft import EmailBodyDraft
    from ..models.print_body_draft import PrintBodyDraft
    from ..models.sms_body_draft import SmsBodyDraft


@dataclass(kw_only=True, slots=True)
class BodiesDraft:
    """One body for each channel. A channel that a language leaves out is taken from the template's own bodies."""

    email: EmailBodyDraft | None | Unset = UNSET
    """ The body of an email. """
    sms: None | SmsBodyDraft | Unset = UNSET
    """ The body of an SMS. """
    print_: None | PrintBodyDraft | Unset = UNSET
    """ The body of a letter. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.email_body_draft import EmailBodyDraft  # noqa: PLC0415
        from ..models.print_body_draft import PrintBodyDraft  # noqa: PLC0415
        from ..models.sms_body_draft import SmsBodyDraft  # noqa: PLC0415

        email: dict[str, Any] | None | Unset
        if isinstance(self.email, Unset):
            email = UNSET
        elif isinstance(self.email, EmailBodyDraft):
            email = self.email.to_dict()
        else:
            email = self.email

        sms: dict[str, Any] | None | Unset
        if isinstance(self.sms, Unset):
            sms = UNSET
        elif isinstance(self.sms, SmsBodyDraft):
            sms = self.sms.to_dict()
        else:
            sms = self.sms

        print_: dict[str, Any] | None | Unset
        if isinstance(self.print_, Unset):
            print_ = UNSET
        elif isinstance(self.print_, PrintBodyDraft):
            print_ = self.print_.to_dict()
        else:
            print_ = self.print_

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if email is not UNSET:
            field_dict["email"] = email
        if sms is not UNSET:
            field_dict["sms"] = sms
        if print_ is not UNSET:
            field_dict["print"] = print_

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.email_body_draft import EmailBodyDraft  # noqa: PLC0415
        from ..models.print_body_draft import PrintBodyDraft  # noqa: PLC0415
        from ..models.sms_body_draft import SmsBodyDraft  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_email(data: object) -> EmailBodyDraft | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                email_type_0 = EmailBodyDraft.from_dict(data)

                return email_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EmailBodyDraft | None | Unset, data)

        email = _parse_email(d.pop("email", UNSET))

        def _parse_sms(data: object) -> None | SmsBodyDraft | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                sms_type_0 = SmsBodyDraft.from_dict(data)

                return sms_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SmsBodyDraft | Unset, data)

        sms = _parse_sms(d.pop("sms", UNSET))

        def _parse_print_(data: object) -> None | PrintBodyDraft | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                print_type_0 = PrintBodyDraft.from_dict(data)

                return print_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PrintBodyDraft | Unset, data)

        print_ = _parse_print_(d.pop("print", UNSET))

        bodies_draft = cls(
            email=email,
            sms=sms,
            print_=print_,
        )

        return bodies_draft
