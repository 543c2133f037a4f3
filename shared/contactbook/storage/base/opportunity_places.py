"""The places of an opportunity in the indexes, by which all opportunities of a tenant are listed (S1.3).

In the partition `TENANT#t#OPPORTUNITIES#` of each: gsi1 by `<stage>#<o>`, gsi2 by `<o>`, gsi3 by `<value>#<o>`.
Whatever writes the row of an opportunity writes its places: a create, a change, and a merge that moves it. A staged row has none: it
is listed again when its merge has ended.
"""

import json
from dataclasses import replace
from decimal import Decimal

from contactbook.storage.base.keys import Key, TenantKeys, escaped, tenant_of
from contactbook.storage.base.rows import Row

KIND = "opportunity"
# An amount of money has at most 15 digits before its point and 4 behind it.
_DIGITS, _SCALE = 20, 4


def placed(row: Row) -> Row:
    """Return the row of an opportunity with its places in the indexes; another row as it is."""
    tenant_id = tenant_of(row.key.pk)
    if row.kind != KIND or tenant_id is None:
        return row
    document = json.loads(row.document)
    partition = partition_of(TenantKeys(tenant_id))
    return replace(
        row,
        gsi1=Key(partition, f"{stage_prefix(document.get('stage'))}{row.child_id}"),
        gsi2=Key(partition, row.child_id),
        gsi3=Key(partition, f"{_amount(document.get('value'))}#{row.child_id}"),
    )


def partition_of(keys: TenantKeys) -> str:
    """Return the partition of each index that lists the tenant's opportunities."""
    return keys.partition("OPPORTUNITIES", "")


def stage_prefix(stage: str | None) -> str:
    """Return how the places of a stage begin in the index by stages; those of no stage come before all others."""
    return f"{escaped(stage or '')}#"


def _amount(value: str | None) -> str:
    """Return an amount as a text that sorts like it; no amount sorts before all others."""
    if value is None:
        return ""
    units = int(Decimal(value).scaleb(_SCALE)) + 10 ** (_DIGITS - 1)
    return f"{units:0{_DIGITS}}"
