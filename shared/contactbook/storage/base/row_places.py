"""The places of a contact's records in the sparse indexes, by which those of a tenant are listed.

Opportunities lie in the partition `TENANT#t#OPPORTUNITIES#` of each index (S1.3): gsi1 by `<stage>#<o>`, gsi2 by `<o>`, gsi3 by
`<value>#<o>`. What the settings name lies in gsi3, so that it is not removed while something has it (S2.4): relations in
`TENANT#t#RELATION-TYPES#` by `<type>#<r>`, once for both ends, and in `TENANT#t#ACCOUNT-SETTINGS#` the accounts with a typed address
or custom fields of their own, by `<a>`.
Whatever writes such a row writes its places: a create, a change, and a merge that moves it. A staged row has none: it is listed again
when its merge has ended.
"""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

from contactbook.storage.base.keys import Key, TenantKeys, escaped, tenant_of
from contactbook.storage.base.rows import Row

KINDS = frozenset({"opportunity", "relation", "account"})
# An amount of money has at most 15 digits before its point and 4 behind it.
_DIGITS, _SCALE = 20, 4


def placed(row: Row) -> Row:
    """Return the row of a contact's record with its places in the indexes; one that is not listed as it is."""
    tenant_id = tenant_of(row.key.pk)
    if row.kind not in KINDS or tenant_id is None:
        return row
    keys, document = TenantKeys(tenant_id), json.loads(row.document)
    match row.kind:
        case "opportunity":
            return _opportunity(row, opportunities_of(keys), document)
        case "relation":
            is_first = document["direction"] == "outgoing"
            place = Key(relations_of(keys), f"{name_prefix(document['relation_type'])}{row.child_id}") if is_first else None
        case _:
            own = document.get("custom") or _type_of(document.get("contact_information") or {})
            place = Key(accounts_of(keys), row.child_id) if own else None
    return replace(row, gsi3=place)


def _opportunity(row: Row, partition: str, document: dict[str, Any]) -> Row:
    return replace(
        row,
        gsi1=Key(partition, f"{name_prefix(document.get('stage'))}{row.child_id}"),
        gsi2=Key(partition, row.child_id),
        gsi3=Key(partition, f"{_amount(document.get('value'))}#{row.child_id}"),
    )


def _type_of(information: dict[str, Any]) -> str | None:
    found: str | None = (information.get("mailing_address") or {}).get("type")
    return found


def opportunities_of(keys: TenantKeys) -> str:
    """Return the partition of each index that lists the tenant's opportunities."""
    return keys.partition("OPPORTUNITIES", "")


def relations_of(keys: TenantKeys) -> str:
    """Return the partition of gsi3 that lists the tenant's relations by type."""
    return keys.partition("RELATION-TYPES", "")


def accounts_of(keys: TenantKeys) -> str:
    """Return the partition of gsi3 that lists the tenant's accounts with a typed address or custom fields of their own."""
    return keys.partition("ACCOUNT-SETTINGS", "")


def name_prefix(name: str | None) -> str:
    """Return how the places of a stage or a type begin; those of no stage come before all others."""
    return f"{escaped(name or '')}#"


def _amount(value: str | None) -> str:
    """Return an amount as a text that sorts like it; no amount sorts before all others."""
    if value is None:
        return ""
    units = int(Decimal(value).scaleb(_SCALE)) + 10 ** (_DIGITS - 1)
    return f"{units:0{_DIGITS}}"
