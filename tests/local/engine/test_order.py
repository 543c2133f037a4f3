"""Queries with `PartitionOrder` return the same as a sorted list, while items are added and removed."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infra.local.engine.engine import Engine

TABLE = "ordered"
KEYS = st.text(alphabet="aé\U00010348", min_size=1, max_size=2)
GROUPS = st.sampled_from([None, "x", "x", "y"])
WRITES = st.lists(st.tuples(st.sampled_from([True, True, False]), KEYS, GROUPS, KEYS), min_size=3, max_size=12)
CONDITIONS: dict[str, Any] = {
    "": lambda key, a, b: True,
    " AND #s = :a": lambda key, a, b: key == a,
    " AND #s < :a": lambda key, a, b: key < a,
    " AND #s <= :a": lambda key, a, b: key <= a,
    " AND #s > :a": lambda key, a, b: key > a,
    " AND (#s >= :a)": lambda key, a, b: key >= a,
    " AND #s BETWEEN :a AND :b": lambda key, a, b: a <= key <= b,
    " AND begins_with(#s, :a)": lambda key, a, b: key.startswith(a),
    " AND :a < #s": lambda key, a, b: a < key,
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with Engine(tmp_path_factory.mktemp("engine"), lambda _: None) as engine:
        client = engine.client("dynamodb")
        client.create_table(
            TableName=TABLE,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk", "ipk", "isk")],
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
            GlobalSecondaryIndexes=[
                {
                    "IndexName": name,
                    "KeySchema": [{"AttributeName": "ipk", "KeyType": "HASH"}, {"AttributeName": "isk", "KeyType": "RANGE"}],
                    "Projection": {"ProjectionType": projection},
                }
                for name, projection in (("all", "ALL"), ("keys", "KEYS_ONLY"))
            ],
        )
        yield engine


@pytest.fixture(scope="module")
def dynamodb(engine: Engine) -> Any:
    return engine.client("dynamodb")


def _write(dynamodb: Any, world: str, items: dict[str, tuple[str | None, str]], writes: list[Any]) -> None:
    """Make the same writes in the table and in a dict from sort keys to index keys."""
    for keep, key, group, index_key in writes:
        if keep:
            item = {"pk": world, "sk": key, **({"ipk": f"{world}{group}", "isk": index_key} if group else {})}
            dynamodb.put_item(TableName=TABLE, Item={name: {"S": value} for name, value in item.items()})
            items[key] = (group, index_key)
        else:
            dynamodb.delete_item(TableName=TABLE, Key={"pk": {"S": world}, "sk": {"S": key}})
            items.pop(key, None)


def _all_pages(dynamodb: Any, **query: Any) -> list[str]:
    found: list[str] = []
    while True:
        page = dynamodb.query(TableName=TABLE, **query)
        found += [item["sk"]["S"] for item in page["Items"]]
        if "LastEvaluatedKey" not in page:
            return found
        query["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def _query(
    index: str | None, world: str, condition: str, a: str, b: str, limit: int | None, forward: bool, form: str = "{}"
) -> dict[str, Any]:
    values = {":p": f"{world}x" if index else world, ":a": a, ":b": b}
    return {
        **({"IndexName": index} if index else {}),
        **({"Limit": limit} if limit else {}),
        "KeyConditionExpression": form.format(f"#p = :p{condition}"),
        "ExpressionAttributeNames": {"#p": "ipk" if index else "pk", **({"#s": "isk" if index else "sk"} if condition else {})},
        "ExpressionAttributeValues": {name: {"S": value} for name, value in values.items() if name in f":p{condition}"},
        "ScanIndexForward": forward,
    }


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("index", [None, "all", "keys"])
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(WRITES, min_size=2, max_size=3),
    KEYS,
    KEYS,
    st.sampled_from([None, 1, 2, 5]),
    st.booleans(),
)
def test_pages_follow_the_writes_between_them(
    dynamodb: Any, index: str | None, condition: str, rounds: list[Any], a: str, b: str, limit: int | None, forward: bool
) -> None:
    world = str(uuid4())
    items: dict[str, tuple[str | None, str]] = {}
    a, b = sorted((a, b))

    for writes in rounds:
        _write(dynamodb, world, items, writes)
        of_index = [(index_key, key) for key, (group, index_key) in items.items() if group == "x"]
        order = sorted(of_index if index else [(key, key) for key in items], reverse=not forward)
        expected = [key for sort_key, key in order if CONDITIONS[condition](sort_key, a, b)]

        assert _all_pages(dynamodb, **_query(index, world, condition, a, b, limit, forward)) == expected


@pytest.mark.parametrize("form", ["{}", "({})"])
@pytest.mark.parametrize("condition", sorted(CONDITIONS.keys() - {" AND :a < #s"}))
def test_no_query_walks_over_a_partition(engine: Engine, dynamodb: Any, condition: str, form: str) -> None:
    world = str(uuid4())
    _write(dynamodb, world, {}, [(True, key, "x", key) for key in ("a", "aa", "é")])
    before = engine.walks()

    for index, limit in ((None, None), (None, 2), ("all", None), ("keys", 2)):
        expected = [key for key in ("a", "aa", "é") if CONDITIONS[condition](key, "a", "aa")]
        assert _all_pages(dynamodb, **_query(index, world, condition, "a", "aa", limit, True, form)) == expected

    assert engine.walks() == before


def test_a_filter_gets_the_items_of_its_page_only(dynamodb: Any) -> None:
    world = str(uuid4())
    _write(dynamodb, world, {}, [(True, f"a{number}", "x", f"{number}") for number in range(6)])

    page = dynamodb.query(
        TableName=TABLE,
        KeyConditionExpression="pk = :p",
        FilterExpression="isk > :f",
        ExpressionAttributeValues={":p": {"S": world}, ":f": {"S": "3"}},
        Limit=5,
    )

    assert [item["sk"]["S"] for item in page["Items"]] == ["a4"]
    assert (page["Count"], page["ScannedCount"]) == (1, 5)
    assert page["LastEvaluatedKey"]["sk"]["S"] == "a4"


def test_a_page_without_a_limit_ends_at_a_megabyte(dynamodb: Any) -> None:
    world = str(uuid4())
    for number in range(4):
        item = {"pk": {"S": world}, "sk": {"S": str(number)}, "document": {"S": "x" * 390_000}}
        dynamodb.put_item(TableName=TABLE, Item=item)

    first = dynamodb.query(TableName=TABLE, KeyConditionExpression="pk = :p", ExpressionAttributeValues={":p": {"S": world}})

    assert len(first["Items"]) == 2
    assert first["LastEvaluatedKey"]["sk"]["S"] == "1"
