"""The PynamoDB model of the table and its indexes, and the conversion between DynamoDB's JSON and a `Row`.

The model says which attributes there are and makes conditions. Items are written and read as DynamoDB's JSON, because PynamoDB converts
attribute by attribute, which costs a tenth of a request.
"""

from base64 import b64decode
from typing import Any

from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.connection import TableConnection
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.models import Model

from contactbook.config import config
from contactbook.storage.base.client.settings import set_up
from contactbook.storage.base.documents import packed, unpacked
from contactbook.storage.base.keys import Key
from contactbook.storage.base.rows import NO_FIELDS, Row
from contactbook.storage.base.schemas import FIRST_SCHEMA, schema_of, upgraded

# An item as DynamoDB's requests and answers carry it.
Raw = dict[str, dict[str, Any]]


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
    """One item of any kind: few attributes and one JSON document."""

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

    @classmethod
    def connection(cls) -> TableConnection:
        """Return the table's connection. Its client is set up at the first call."""
        return cls._get_connection()

    @classmethod
    def _get_connection(cls) -> TableConnection:
        # PynamoDB's own methods ask this one, and it has no public way to set up its client.
        is_new = cls._connection is None
        found = super()._get_connection()
        if is_new:
            set_up(found.connection)
        return found


def raw_of(row: Row) -> Raw:
    """Return the row in DynamoDB's JSON. What most items have is left out: a document without fields, the first schema."""
    raw: Raw = {"pk": {"S": row.key.pk}, "sk": {"S": row.key.sk}, "kind": {"S": row.kind}, "version": {"N": str(row.version)}}
    if row.document != NO_FIELDS:
        raw["document"] = {"B": packed(row.document)}
    schema = schema_of(row.kind)
    if schema != FIRST_SCHEMA:
        raw["schema"] = {"N": str(schema)}
    if row.values is not None:
        raw["values"] = {"B": packed(row.values)}
    if row.erasure is not None:
        raw["erasure"] = {"S": row.erasure}
    if row.owner is not None:
        raw["owner"] = {"S": row.owner}
    for index, place in (("gsi1", row.gsi1), ("gsi2", row.gsi2), ("gsi3", row.gsi3)):
        if place:
            raw[f"{index}pk"], raw[f"{index}sk"] = {"S": place.pk}, {"S": place.sk}
    if row.expires_at is not None:
        raw["expires_at"] = {"N": str(row.expires_at)}
    return raw


def raw_key(key: Key) -> Raw:
    """Return the key in DynamoDB's JSON."""
    return {"pk": {"S": key.pk}, "sk": {"S": key.sk}}


def row_of(raw: Raw) -> Row:
    """Return the row in DynamoDB's JSON, as an answer, a cancellation reason or a stream record carries it.

    An index that projects keys only leaves the document empty.
    """
    kind, schema = _text(raw, "kind") or "", _number(raw, "schema") or FIRST_SCHEMA
    document, values, expires_at = _bytes(raw, "document"), _bytes(raw, "values"), _number(raw, "expires_at")
    return Row(
        key=Key(raw["pk"]["S"], raw["sk"]["S"]),
        kind=kind,
        document=upgraded(kind, schema, unpacked(document)) if document else NO_FIELDS,
        version=_number(raw, "version") or 0,
        values=unpacked(values) if values is not None else None,
        erasure=_text(raw, "erasure"),
        owner=_text(raw, "owner"),
        gsi1=_place(raw, "gsi1pk", "gsi1sk"),
        gsi2=_place(raw, "gsi2pk", "gsi2sk"),
        gsi3=_place(raw, "gsi3pk", "gsi3sk"),
        expires_at=expires_at,
    )


def _text(raw: Raw, name: str) -> str | None:
    found = raw.get(name)
    return found.get("S") if found else None


def _number(raw: Raw, name: str) -> int | None:
    found = raw.get(name)
    return int(found["N"]) if found and "N" in found else None


def _bytes(raw: Raw, name: str) -> bytes | None:
    """Return an attribute's bytes. A stream record's JSON carries them in base64."""
    found = raw.get(name)
    content: bytes | str | None = found.get("B") if found else None
    return b64decode(content) if isinstance(content, str) else content


def _place(raw: Raw, pk: str, sk: str) -> Key | None:
    return Key(raw[pk]["S"], raw[sk]["S"]) if pk in raw and sk in raw else None
