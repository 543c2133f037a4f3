"""Caches and skips work that moto and botocore repeat for each request. The answers stay the same.

- For a stored value, `{"S": "..."}`, moto checks all ten types that a value may have, each under a dozen names.
- To find the service of an address, moto tries the patterns of all of AWS in alphabetical order.
- Moto and botocore look up the methods of a class and the words of the user agent.
- Moto keeps every item that it ever made until it is stopped, for a page of its own server.
"""

from collections.abc import Callable, Iterator, MutableMapping
from contextlib import ExitStack, contextmanager
from functools import cache, lru_cache, wraps
from typing import Any
from unittest.mock import patch

from botocore import useragent
from botocore.model import StructureShape
from moto import backend_index
from moto.core import responses
from moto.core.common_models import BaseModel
from moto.core.serialize import BaseJSONSerializer
from moto.core.utils import method_names_from_class

# The services that a test of sending calls thousands of times. They keep their order among themselves.
FIRST = ("dynamodb", "sqs", "ses", "sesv2")

Serialize = Callable[[BaseJSONSerializer, MutableMapping[str, Any], Any, StructureShape, str], None]


@contextmanager
def shortcuts() -> Iterator[None]:
    """Run moto with these shortcuts."""
    patterns = sorted(backend_index.backend_url_patterns, key=lambda pattern: pattern[0] not in FIRST)
    structure = _only_the_type_it_has(BaseJSONSerializer._serialize_type_structure)
    clean = lru_cache(maxsize=1024)(useragent.sanitize_user_agent_string_component)
    with ExitStack() as patches:
        patches.enter_context(patch.object(backend_index, "backend_url_patterns", patterns))
        patches.enter_context(patch.object(BaseJSONSerializer, "_serialize_type_structure", structure))
        patches.enter_context(patch.object(responses, "method_names_from_class", cache(method_names_from_class)))
        patches.enter_context(patch.object(useragent, "sanitize_user_agent_string_component", clean))
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
