from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.sending_identity_state import SendingIdentityState

if TYPE_CHECKING:
    from ..models.dns_record import DnsRecord


@dataclass(kw_only=True, slots=True)
class SendingIdentity:
    """A domain as its tenant sees it, with the DNS records to set."""

    domain: str
    """ The name of the domain, such as `acme.example`. """
    state: SendingIdentityState
    """ Whether a domain is proven. Only a verified one is sent from. """
    dns_records: list[DnsRecord]
    """ The records to set in the domain's DNS. """
    registered_at: datetime.datetime
    """ When the domain was registered: a time in UTC. """
    verified_at: datetime.datetime | None
    """ When the domain was proven: a time in UTC; null before. """

    def to_dict(self) -> dict[str, Any]:
        domain = self.domain

        state = self.state.value

        dns_records = []
        for dns_records_item_data in self.dns_records:
            dns_records_item = dns_records_item_data.to_dict()
            dns_records.append(dns_records_item)

        registered_at = self.registered_at.isoformat()

        verified_at: None | str
        if isinstance(self.verified_at, datetime.datetime):
            verified_at = self.verified_at.isoformat()
        else:
            verified_at = self.verified_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "domain": domain,
                "state": state,
                "dns_records": dns_records,
                "registered_at": registered_at,
                "verified_at": verified_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.dns_record import DnsRecord  # noqa: PLC0415

        d = dict(src_dict)
        domain = d.pop("domain")

        state = SendingIdentityState(d.pop("state"))

        dns_records = []
        _dns_records = d.pop("dns_records")
        for dns_records_item_data in _dns_records:
            dns_records_item = DnsRecord.from_dict(dns_records_item_data)

            dns_records.append(dns_records_item)

        registered_at = datetime.datetime.fromisoformat(d.pop("registered_at"))

        def _parse_verified_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                verified_at_type_0 = datetime.datetime.fromisoformat(data)

                return verified_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        verified_at = _parse_verified_at(d.pop("verified_at"))

        sending_identity = cls(
            domain=domain,
            state=state,
            dns_records=dns_records,
            registered_at=registered_at,
            verified_at=verified_at,
        )

        return sending_identity
