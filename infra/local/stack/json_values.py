"""What JSON can carry. A template, an event and an answer hold anything; who reads a part of one checks it."""

from typing import Any, TypeAlias

Json: TypeAlias = Any
