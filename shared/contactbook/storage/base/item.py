"""The PynamoDB model of the table, its indexes, and the conversion between a model and a `Row`."""

from base64 import b64decode
from typing import Any

from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.models import Model

from contactbook.config import config
from contactbook.storage.base.documents import packed, unpacked
from contactbook.storage.base.keys import Key
from contactbook.storage.base.rows import NO_FIELDS, Row
from contactbook.storage.base.schemas import FIRST_SCHEMA, schema_of, upgraded


class ByName(GlobalSecondaryIndex["Item"]):
    """gsi1: a tenant's contacts by folded name, with their documents."""

    class Meta:
        """Name and projection of the index."""

        index_name = "gsi1"
        projection = AllProjection()

    gsi1pk = UnicodeAttribute(hash_key=True)
    gsi1sk = UnicodeAttribute(range_key=True)


class ByDue(GlobalSecondaryIndex["Item"]):
    """gsi2, sparse: what is due, by time. Keys only."""

    class Meta:
        """Name and projection of the index."""

        index_name = "gsi2"
        projection = KeysOnlyProjection()

    gsi2pk = UnicodeAttribute(hash_key=True)
    gsi2sk = UnicodeAttribute(range_key=True)


class ByRun(GlobalSecondaryIndex["Item"]):
    """gsi3, sparse: slices of runs that are not done. Keys only."""

    class Meta:
        """Name and projection of the index."""

        index_name = "gsi3"
        projection = KeysOnlyProjection()

    gsi3pk = UnicodeAttribute(hash_key=True)
    gsi3sk = UnicodeAttribute(range_key=True)


class Item(Model):
    """One item of any kind: few attributes and one JSON document, because PynamoDB deserializes attribute by attribute."""

    class Meta:
        """Name of the table and settings of its client."""

        table_name = config().table_name
        # Answers come in milliseconds. A request that hangs is better sent again; botocore retries it with the same token.
        connect_timeout_seconds = 2
        read_timeout_seconds = 5
        max_retry_attempts = 3
        max_pool_connections = 10

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    kind = UnicodeAttribute(null=True)
    version = NumberAttribute(null=True)
    # Packed JSON (`documents.py`), and the number of the schema it was written with, left out for the first.
    document = BinaryAttribute(null=True, legacy_encoding=False)
    schema = NumberAttribute(null=True)
    # What belongs to the document and can be erased without touching it: the values behind an audit entry.
    values = BinaryAttribute(null=True, legacy_encoding=False)
    # Says of a contact that it is anonymized, or being so, where a condition can read it.
    erasure = UnicodeAttribute(null=True)
    # The only one that a shared item is about at present, where a condition can read it.
    owner = UnicodeAttribute(null=True)
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    gsi3pk = UnicodeAttribute(null=True)
    gsi3sk = UnicodeAttribute(null=True)
    expires_at = NumberAttribute(null=True)
    by_name = ByName()
    by_due = ByDue()
    by_run = ByRun()


def item_of(row: Row) -> Item:
    """Return the model that stores the row."""
    item = Item(row.key.pk, row.key.sk, kind=row.kind, version=row.version)
    # What most items have is left out: a document without fields, the first schema.
    item.document = packed(row.document) if row.document != NO_FIELDS else None
    schema = schema_of(row.kind)
    item.schema = schema if schema != FIRST_SCHEMA else None
    item.values = packed(row.values) if row.values is not None else None
    item.erasure = row.erasure
    item.owner = row.owner
    for index, place in (("gsi1", row.gsi1), ("gsi2", row.gsi2), ("gsi3", row.gsi3)):
        if place:
            setattr(item, f"{index}pk", place.pk)
            setattr(item, f"{index}sk", place.sk)
    item.expires_at = row.expires_at
    return item


def row_of(item: Item) -> Row:
    """Return the row that the model holds. An index that projects keys only leaves the document empty."""
    return Row(
        key=Key(item.pk, item.sk),
        kind=item.kind or "",
        document=_document(item),
        version=int(item.version or 0),
        values=unpacked(item.values) if item.values is not None else None,
        erasure=item.erasure,
        owner=item.owner,
        gsi1=_place(item.gsi1pk, item.gsi1sk),
        gsi2=_place(item.gsi2pk, item.gsi2sk),
        gsi3=_place(item.gsi3pk, item.gsi3sk),
        expires_at=int(item.expires_at) if item.expires_at is not None else None,
    )


def _document(item: Item) -> str:
    if not item.document:
        return NO_FIELDS
    return upgraded(item.kind or "", int(item.schema or FIRST_SCHEMA), unpacked(item.document))


def row_of_raw(raw: dict[str, dict[str, Any]]) -> Row:
    """Return the row in DynamoDB's JSON, as a cancellation reason or a stream record carries it."""
    item = Item()
    item.deserialize({name: _bytes(value) for name, value in raw.items()})
    return row_of(item)


def _bytes(value: dict[str, Any]) -> dict[str, Any]:
    """Return an attribute with its bytes: a stream record's JSON carries them in base64."""
    found = value.get("B")
    return {"B": b64decode(found)} if isinstance(found, str) else value


def _place(pk: str | None, sk: str | None) -> Key | None:
    return Key(pk, sk) if pk is not None and sk is not None else None
