"""Manage the domains of email senders at SES: one SES tenant a tenant, with its own identities, reputation and suppression.

Each call may be repeated: what exists counts as made, what is gone counts as removed. An identity carries the stack and the tenant group
that it was made for as tags. SES knows one identity a domain in the whole account, and one that somebody else made, such as another stack
in the same account, is never taken over.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from contactbook.config import config
from contactbook.domain.senders.identities import DnsRecord, Proof

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sesv2.type_defs import TagTypeDef

T = TypeVar("T")

# The tags of our identities: the tenant group, and the stack. Identities of the first versions have no stack.
_GROUP, _STACK = "contactbook-group", "contactbook-stack"
_LONGEST_NAME = 64
# Of answers that carry no zone of their own.
_DKIM_ZONE = "dkim.amazonses.com"
_EXISTS, _GONE, _MALFORMED = "AlreadyExistsException", "NotFoundException", "BadRequestException"


class IdentityOfAnother(Exception):
    """The account has an identity for this domain that this stack did not make for this tenant group."""


class DomainRefused(Exception):
    """SES accepts no identity for this domain."""


class IdentitiesUnavailable(Exception):
    """SES did not answer, or is busy. Its part of the work may or may not be done."""


@cache
def _client() -> "SESV2Client":
    # Short, because a request of the API waits for the first call that fails.
    return boto3.client("sesv2", config=Config(retries={"total_max_attempts": 2}, connect_timeout=2, read_timeout=3))


def ses_tenant(tenant_id: str) -> str:
    """Return the name of a tenant at SES. It begins with the name of the stack, by which the roles are limited."""
    stack = config().ses_configuration_set
    name = f"{stack}-{tenant_id}"
    return name if len(name) <= _LONGEST_NAME else f"{stack}-{hashlib.sha256(tenant_id.encode()).hexdigest()[:16]}"


def ensure_identity(domain: str, *, tenant_id: str, group_id: str) -> Proof:
    """Make the tenant and the identity of the domain at SES, and let the tenant use it. Return what SES says about the domain.

    SES suppresses nobody for the tenant: we keep our own suppressions, and SES would swallow messages that nobody refused.
    Raises IdentityOfAnother, DomainRefused, IdentitiesUnavailable.
    """
    with _translated():
        client, tenant = _client(), ses_tenant(tenant_id)
        _unless(_EXISTS, lambda: client.create_tenant(TenantName=tenant))
        client.put_tenant_suppression_attributes(TenantName=tenant, SuppressionScope="TENANT", SuppressedReasons=[])
        _associate(tenant, f"configuration-set/{config().ses_configuration_set}")
        found = _create(domain, group_id) or _own(domain, group_id)
        _associate(tenant, f"identity/{domain}")
        return _proof(domain, found)


def look_at_identity(domain: str) -> Proof | None:
    """Return what SES says about the domain, or None if it has no identity for it. Raises IdentitiesUnavailable."""
    with _translated():
        found = _unless(_GONE, lambda: _client().get_email_identity(EmailIdentity=domain))
        return _proof(domain, found) if found else None


def remove_identity(domain: str, *, tenant_id: str, group_id: str | None) -> None:
    """Take the domain from the tenant at SES. With a group, delete the identity too if it was made for that group.

    Raises IdentitiesUnavailable.
    """
    with _translated():
        client, tenant, arn = _client(), ses_tenant(tenant_id), _arn(f"identity/{domain}")
        _unless(_GONE, lambda: client.delete_tenant_resource_association(TenantName=tenant, ResourceArn=arn))
        found = _unless(_GONE, lambda: client.get_email_identity(EmailIdentity=domain)) if group_id else None
        if found and group_id and _is_own(found, group_id):
            _unless(_GONE, lambda: client.delete_email_identity(EmailIdentity=domain))


def remove_tenant(tenant_id: str) -> None:
    """Delete the tenant at SES with its suppression and reputation. Raises IdentitiesUnavailable."""
    with _translated():
        _unless(_GONE, lambda: _client().delete_tenant(TenantName=ses_tenant(tenant_id)))


def _create(domain: str, group_id: str) -> Mapping[str, Any] | None:
    """Return the new identity, or None if there is one. Raises DomainRefused."""
    try:
        return _unless(_EXISTS, lambda: _client().create_email_identity(EmailIdentity=domain, Tags=_tags(group_id)))
    except ClientError as error:
        if error.response["Error"]["Code"] == _MALFORMED:
            raise DomainRefused(domain) from error
        raise


def _own(domain: str, group_id: str) -> Mapping[str, Any]:
    """Return the identity that exists already. Raises IdentityOfAnother."""
    found = _client().get_email_identity(EmailIdentity=domain)
    if not _is_own(found, group_id):
        raise IdentityOfAnother(domain)
    return found


def _tags(group_id: str) -> "list[TagTypeDef]":
    return [{"Key": _GROUP, "Value": group_id}, {"Key": _STACK, "Value": config().ses_configuration_set}]


def _is_own(found: Mapping[str, Any], group_id: str) -> bool:
    stack = config().ses_configuration_set
    tags = {tag["Key"]: tag["Value"] for tag in found.get("Tags", [])}
    return tags.get(_GROUP) == group_id and tags.get(_STACK, stack) == stack


def _associate(tenant: str, resource: str) -> None:
    arn = _arn(resource)
    _unless(_EXISTS, lambda: _client().create_tenant_resource_association(TenantName=tenant, ResourceArn=arn))


def _arn(resource: str) -> str:
    # The ARN of the feedback topic has the partition, region and account of this installation.
    _, partition, _, region, account, _ = config().feedback_topic_arn.split(":", 5)
    return f"arn:{partition}:ses:{region}:{account}:{resource}"


def _proof(domain: str, found: Mapping[str, Any]) -> Proof:
    dkim = found.get("DkimAttributes", {})
    zone = dkim.get("SigningHostedZone") or _DKIM_ZONE
    records = (DnsRecord(name=f"{token}._domainkey.{domain}", value=f"{token}.{zone}") for token in dkim.get("Tokens", ()))
    # The domain's own DKIM records are the proof. SES also lets a domain send because the domain above it is verified.
    proven = dkim.get("Status") == "SUCCESS" and bool(found.get("VerifiedForSendingStatus"))
    return Proof(proven=proven, dns_records=tuple(records))


def _unless(code: str, call: Callable[[], T]) -> T | None:
    """Return the answer of the call, or None if it is refused with this code."""
    try:
        return call()
    except ClientError as error:
        if error.response["Error"]["Code"] != code:
            raise
        return None


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        raise IdentitiesUnavailable(error.response["Error"]["Code"]) from error
    except BotoCoreError as error:
        raise IdentitiesUnavailable(type(error).__name__) from error
