"""The type of JSON values. Templates, events and answers can hold anything; the reader of a part checks it."""

from typing import Any, TypeAlias

Json: TypeAlias = Any
