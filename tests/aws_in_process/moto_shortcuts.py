"""Caches and skips work that moto and botocore repeat for each request. The answers stay the same.

- For a stored value, `{"S": "..."}`, moto checks all ten types that a value may have, each under a dozen names.
- To find the service of an address, moto tries the patterns of all of AWS in alphabetical order.
- Moto looks up the methods of a class, and botocore makes the user agent of many words.
- Moto measures the whole item for each of its attributes, and parses the condition of a write anew each time.
- For an error in JSON, moto first writes one in XML.
- Moto keeps every item that it ever made until it is stopped, for a page of its own server.
"""

import json
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import ExitStack, contextmanager
from functools import cache, wraps
from typing import Any
from unittest.mock import patch

from botocore.model import StructureShape
from botocore.useragent import UserAgentString
from moto import backend_index
from moto.core import responses
from moto.core.common_models import BaseModel
from moto.core.exceptions import JsonRESTError
from moto.core.serialize import BaseJSONSerializer
from moto.core.utils import method_names_from_class
from moto.dynamodb.comparisons import ConditionExpressionParser, Func, Op
from moto.dynamodb.exceptions import ItemSizeTooLarge
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from werkzeug.exceptions import HTTPException

# The services that a test of sending calls thousands of times. They keep their order among themselves.
FIRST = ("dynamodb", "sqs", "ses", "sesv2")

# The largest item, as moto measures it.
ITEM_BYTES = 405_000
# So many parsed conditions are kept.
CONDITIONS = 2_000

Parse = Callable[[ConditionExpressionParser], Op | Func]
Serialize = Callable[[BaseJSONSerializer, MutableMapping[str, Any], Any, StructureShape, str], None]


@contextmanager
def shortcuts() -> Iterator[None]:
    """Run moto with these shortcuts."""
    patterns = sorted(backend_index.backend_url_patterns, key=lambda pattern: pattern[0] not in FIRST)
    structure = _only_the_type_it_has(BaseJSONSerializer._serialize_type_structure)
    with ExitStack() as patches:
        patches.enter_context(patch.object(backend_index, "backend_url_patterns", patterns))
        patches.enter_context(patch.object(BaseJSONSerializer, "_serialize_type_structure", structure))
        patches.enter_context(patch.object(responses, "method_names_from_class", cache(method_names_from_class)))
        patches.enter_context(patch.object(UserAgentString, "to_string", lambda agent: "tests"))
        patches.enter_context(patch.object(ConditionExpressionParser, "parse", _once(ConditionExpressionParser.parse)))
        patches.enter_context(patch.object(Item, "__init__", _measured_once))
        patches.enter_context(patch.object(JsonRESTError, "__init__", _without_xml))
        patches.enter_context(patch.object(BaseModel, "__new__", lambda cls, *args, **kwargs: object.__new__(cls)))
        yield


def _only_the_type_it_has(serialize: Serialize) -> Serialize:
    @wraps(serialize)
    def structure(
        serializer: BaseJSONSerializer, serialized: MutableMapping[str, Any], value: Any, shape: StructureShape, key: str
    ) -> None:
        if type(value) is not dict or shape.name != "AttributeValue" or not key:
            serialize(serializer, serialized, value, shape, key)
            return
        written: dict[str, Any] = serializer.MAP_TYPE()
        for name, content in value.items():
            if content is not None and name in shape.members:
                serializer._serialize(written, content, shape.members[name], name)
        serializer._default_serialize(serialized, written, shape, key)

    return structure


def _once(parse: Parse) -> Parse:
    """Remember what a condition with these names and values was parsed to. Nothing changes it."""
    parsed: dict[str, tuple[Op | Func, list[str], list[str]]] = {}

    @wraps(parse)
    def remembered(parser: ConditionExpressionParser) -> Op | Func:
        key = repr((parser.condition_expression, parser.expression_attribute_names, parser.expression_attribute_values))
        if (known := parsed.get(key)) is None:
            known = parse(parser), parser.expr_attr_names_found, parser.expr_attr_values_found
            if len(parsed) >= CONDITIONS:
                parsed.clear()
            parsed[key] = known
        parser.expr_attr_names_found, parser.expr_attr_values_found = list(known[1]), list(known[2])
        return known[0]

    return remembered


def _measured_once(item: Item, hash_key: DynamoType, range_key: DynamoType | None, attrs: MutableMapping[str, Any]) -> None:
    item.hash_key, item.range_key = hash_key, range_key
    item.attrs = LimitedSizeDict()
    for name, value in attrs.items():
        dict.__setitem__(item.attrs, name, DynamoType(value))
    if item.size() > ITEM_BYTES:
        raise ItemSizeTooLarge


def _without_xml(error: JsonRESTError, error_type: str, message: str, _: str = "", **__: Any) -> None:
    HTTPException.__init__(error)
    error.error_type, error.message = error_type, message
    error.description = json.dumps({"__type": error_type, "message": message})
    error.content_type = "application/json"
