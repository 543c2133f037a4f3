"""An email to send, and the MIME message of one that SES cannot make itself."""

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from contactbook.domain.base.values import Value
from contactbook.domain.sending.reach import ascii_email

# What needs no parsing to be one address.
_COMMON_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"
)
# Some relays accept only seven-bit content.
_POLICY = SMTP.clone(cte_type="7bit")


class OutgoingEmail(Value):
    """One email to send. `unsubscribe_url` accepts a one-click POST (RFC 8058); every marketing email has one."""

    communication_id: str
    tenant_id: str
    run_id: str | None = None
    to: str
    from_name: str
    from_address: str
    reply_to: str | None = None
    subject: str
    html: str | None = None
    text: str | None = None
    unsubscribe_url: str | None = None


def headers_of(email: OutgoingEmail) -> dict[str, str]:
    """Return the headers beside those of sender, recipient and subject."""
    own = {"X-Communication-Id": email.communication_id}
    if email.unsubscribe_url is None:
        return own
    return own | {"List-Unsubscribe": f"<{email.unsubscribe_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def mime_of(email: OutgoingEmail) -> EmailMessage:
    """Return the MIME message: UTF-8, text and HTML as alternatives. Raises ValueError for a line break in a header."""
    message = EmailMessage(policy=_POLICY)
    message["Subject"] = email.subject
    message["From"] = Address(email.from_name, addr_spec=ascii_address(email.from_address))
    message["To"] = Address(addr_spec=ascii_address(email.to))
    if email.reply_to:
        message["Reply-To"] = Address(addr_spec=ascii_address(email.reply_to))
    for name, value in headers_of(email).items():
        message[name] = value
    if email.text is not None or email.html is None:
        message.set_content(email.text or "", charset="utf-8")
        if email.html is not None:
            message.add_alternative(email.html, subtype="html", charset="utf-8")
    else:
        message.set_content(email.html, subtype="html", charset="utf-8")
    return message


def ascii_address(address: str) -> str:
    """Return the address with its domain in punycode. Raises MessageError and ValueError for one that SES cannot take."""
    written = ascii_email(address)
    if written is None:
        raise ValueError("SES cannot take this address.")
    return written if _COMMON_ADDRESS.fullmatch(written) else Address(addr_spec=written).addr_spec
