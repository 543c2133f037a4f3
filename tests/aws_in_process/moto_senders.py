"""SES's identities and tenants, which moto lacks or plays too kindly.

- Identities are proven by DNS: all are at once, but for those named in `unproven`. One that exists is not made again.
- A `Simple` message is kept as the MIME message that SES makes of it, with its headers.
- Tenants have resources. A send names its tenant, which must have the configuration set and an identity that covers the sender.
"""

import copy
import hashlib
import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from typing import Any
from unittest.mock import patch

from moto.core.exceptions import JsonRESTError
from moto.ses.models import SESBackend
from moto.sesv2.responses import SESV2Response

Json = dict[str, Any]


@dataclass
class SesTenant:
    """A tenant at SES: the ARNs of its resources, and its suppression (None until it is set)."""

    resources: set[str] = field(default_factory=set)
    suppression: Json | None = None


@dataclass
class Kept:
    """What SES keeps about senders."""

    # The tags of each identity.
    identities: dict[str, list[Json]] = field(default_factory=dict)
    tenants: dict[str, SesTenant] = field(default_factory=dict)
    # Domains whose DNS records are not set.
    unproven: set[str] = field(default_factory=set)
    # SES tenants that SES has paused.
    paused: set[str] = field(default_factory=set)


class Senders(Kept):
    """The senders of the account, with a state to which `restore` returns."""

    def __init__(self) -> None:
        super().__init__()
        self._kept = Kept()

    def empty(self) -> None:
        self._kept = Kept()
        self.restore()

    def keep(self) -> Kept:
        self._kept = copy.deepcopy(Kept(self.identities, self.tenants, self.unproven, self.paused))
        return self._kept

    def take_up(self, kept: Kept) -> None:
        """Let `restore` return to this state."""
        self._kept = kept

    def restore(self) -> None:
        vars(self).update(vars(copy.deepcopy(self._kept)))

    def tenant(self, name: str) -> SesTenant:
        if name not in self.tenants:
            raise _refused("NotFoundException", f"The requested tenant <{name}> does not exist.", 404)
        return self.tenants[name]

    def described(self, domain: str) -> str:
        """Return what GetEmailIdentity answers. Tags stand in it too."""
        if domain not in self.identities:
            raise _refused("NotFoundException", f"Email identity {domain} does not exist.", 404)
        is_proven = domain not in self.unproven
        tokens = [hashlib.sha256(f"{domain}{number}".encode()).hexdigest()[:32] for number in range(3)]
        status = "SUCCESS" if is_proven else "PENDING"
        dkim = {"SigningEnabled": True, "Status": status, "Tokens": tokens, "SigningHostedZone": "dkim.amazonses.com"}
        return json.dumps(
            {
                "IdentityType": "DOMAIN",
                "VerifiedForSendingStatus": is_proven or self.is_proven(domain.partition(".")[2]),
                "VerificationStatus": status,
                "DkimAttributes": dkim,
                "Tags": self.identities[domain],
            }
        )

    def is_proven(self, domain: str) -> bool:
        """True if a proven identity covers the domain: SES lets a domain send because the one above it is verified."""
        return any(one in self.identities and one not in self.unproven for one in _with_those_above(domain))

    def judge(self, body: Json) -> None:
        """Refuse a send as SES does."""
        name = body.get("TenantName", "")
        tenant = self.tenant(name)
        if name in self.paused:
            raise _refused("SendingPausedException", f"Sending is paused for tenant {name}.")
        sender = parseaddr(body["FromEmailAddress"])[1]
        domain = sender.rpartition("@")[2]
        if not self.is_proven(domain):
            raise _refused(
                "MessageRejected", f"Email address is not verified. The following identities failed the check: {sender}"
            )
        names = {arn.rpartition(":")[2] for arn in tenant.resources}
        configuration_set = f"configuration-set/{body.get('ConfigurationSetName')}"
        if configuration_set not in names or not any(f"identity/{one}" in names for one in _with_those_above(domain)):
            raise _refused("BadRequestException", f"The resources of the message are not associated with tenant {name}.")


@contextmanager
def judging_senders(senders: Senders) -> Iterator[None]:
    """Let moto's SES answer from these senders."""
    sent = SESV2Response.send_email

    def send_email(response: SESV2Response) -> str:
        asked = json.loads(response.body)
        senders.judge(asked)
        if "Simple" in asked["Content"]:
            response.body = json.dumps(asked | {"Content": {"Raw": {"Data": b64encode(made_by_ses(asked)).decode()}}})
        return sent(response)

    answers = {name: _answering(getattr(_Answers(senders), name)) for name in _ACTIONS}
    with ExitStack() as patches:
        patches.enter_context(patch.object(SESBackend, "_is_verified_address", lambda *_: True))
        for name, answer in {**answers, "send_email": send_email}.items():
            patches.enter_context(patch.object(SESV2Response, name, answer, create=True))
        yield


_ACTIONS = (
    "create_email_identity",
    "get_email_identity",
    "delete_email_identity",
    "create_tenant",
    "delete_tenant",
    "put_tenant_suppression_attributes",
    "create_tenant_resource_association",
    "delete_tenant_resource_association",
)


def made_by_ses(asked: Json) -> bytes:
    """Return the MIME message that SES makes of a `Simple` one. Moto keeps neither its headers nor both of its bodies."""
    simple = asked["Content"]["Simple"]
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    message["Subject"], message["From"] = simple["Subject"]["Data"], asked["FromEmailAddress"]
    message["To"] = ", ".join(asked["Destination"]["ToAddresses"])
    if asked.get("ReplyToAddresses"):
        message["Reply-To"] = ", ".join(asked["ReplyToAddresses"])
    for header in simple.get("Headers", ()):
        message[header["Name"]] = header["Value"]
    html, text = (simple["Body"].get(kind, {}).get("Data") for kind in ("Html", "Text"))
    if text is not None:
        message.set_content(text)
    if html is not None:
        (message.set_content if text is None else message.add_alternative)(html, subtype="html")
    return message.as_bytes()


class _Answers:
    """SES's answers, by the names that moto gives to the actions."""

    def __init__(self, senders: Senders) -> None:
        self._senders = senders

    def create_email_identity(self, EmailIdentity: str, Tags: list[Json]) -> str:  # noqa: N803 - AWS's own names
        if EmailIdentity in self._senders.identities:
            raise _refused("AlreadyExistsException", f"Email identity {EmailIdentity} already exist.")
        if EmailIdentity.endswith(".invalid"):
            raise _refused("BadRequestException", f"Invalid domain name {EmailIdentity}.")
        self._senders.identities[EmailIdentity] = Tags
        return self._senders.described(EmailIdentity)

    def get_email_identity(self, EmailIdentity: str) -> str:  # noqa: N803 - AWS's own names
        return self._senders.described(EmailIdentity)

    def delete_email_identity(self, EmailIdentity: str) -> None:  # noqa: N803 - AWS's own names
        self._senders.described(EmailIdentity)
        del self._senders.identities[EmailIdentity]

    def create_tenant(self, TenantName: str) -> None:  # noqa: N803 - AWS's own names
        if TenantName in self._senders.tenants:
            raise _refused("AlreadyExistsException", f"Tenant {TenantName} already exists.")
        self._senders.tenants[TenantName] = SesTenant()

    def delete_tenant(self, TenantName: str) -> None:  # noqa: N803 - AWS's own names
        self._senders.tenant(TenantName)
        del self._senders.tenants[TenantName]

    def put_tenant_suppression_attributes(self, TenantName: str, **suppression: Any) -> None:  # noqa: N803 - AWS's own names
        self._senders.tenant(TenantName).suppression = suppression

    def create_tenant_resource_association(self, TenantName: str, ResourceArn: str) -> None:  # noqa: N803 - AWS's own names
        resources = self._senders.tenant(TenantName).resources
        kind, _, name = ResourceArn.rpartition(":")[2].partition("/")
        if kind == "identity":
            self._senders.described(name)
        if ResourceArn in resources:
            raise _refused("AlreadyExistsException", "The resource is already associated.")
        resources.add(ResourceArn)

    def delete_tenant_resource_association(self, TenantName: str, ResourceArn: str) -> None:  # noqa: N803 - AWS's own names
        resources = self._senders.tenant(TenantName).resources
        if ResourceArn not in resources:
            raise _refused("NotFoundException", "The resource is not associated.", 404)
        resources.remove(ResourceArn)


def _answering(answer: Callable[..., str | None]) -> Callable[[SESV2Response], str]:
    def answered(response: SESV2Response) -> str:
        asked = json.loads(response.body) if response.body else {}
        domain = response.path.rpartition("/identities/")[2] if "/identities/" in response.path else None
        return answer(**asked, **({"EmailIdentity": domain} if domain else {})) or "{}"

    return answered


def _refused(code: str, message: str, status: int = 400) -> JsonRESTError:
    error = JsonRESTError(code, message)
    error.code = status
    return error


def _with_those_above(domain: str) -> list[str]:
    labels = domain.split(".")
    return [".".join(labels[start:]) for start in range(len(labels))]
