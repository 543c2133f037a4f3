"""The SMS service as the machine plays it: it takes texts, and knows numbers that have opted out at the carrier."""

from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from contactbook.domain.sending.deliveries import OPTED_OUT


@dataclass
class Carrier:
    """`texts` are the numbers that got one, `refused` those that were tried although they have opted out, oldest first."""

    texts: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    opted_out: set[str] = field(default_factory=set)

    def send_text_message(self, **sent: Any) -> dict[str, str]:
        """Take a text as the service does."""
        number = sent["DestinationPhoneNumber"]
        if number in self.opted_out:
            self.refused.append(number)
            told = {"Error": {"Code": "ConflictException", "Message": "no"}, "Reason": OPTED_OUT}
            raise ClientError(told | {"ResponseMetadata": {"HTTPStatusCode": 400}}, "SendTextMessage")  # type: ignore[arg-type]  # A part of what botocore gives.
        self.texts.append(number)
        return {"MessageId": f"text-{len(self.texts)}"}
