"""The keys of what tenants share: the registry, and the claims on domains of senders. The table in `keys.py` lists them."""

from contactbook.storage.base.keys import Key

TENANTS_PARTITION = "TENANTS"
SENDING_DOMAINS_PARTITION = "SENDING-DOMAINS"


def tenant_entry(tenant_id: str) -> Key:
    """The entry of a tenant in the registry."""
    return Key(TENANTS_PARTITION, tenant_id)


def sending_domain(domain: str) -> Key:
    """The claim on a domain. What lies below `acme.example` follows it: the key of `mail.acme.example` is `example.acme.mail`."""
    return Key(SENDING_DOMAINS_PARTITION, ".".join(reversed(domain.split("."))))
