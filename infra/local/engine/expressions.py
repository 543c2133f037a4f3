# ruff: noqa: SLF001 - MiniStack has no public names for this; its version is pinned.
"""Lets MiniStack read the text of an expression once: it would do so anew for each item that it tests."""

from functools import lru_cache

from infra.local.template.json_values import Json

# The product has some hundred expressions; their values stand beside them.
_KEPT = 1000


def remember_expressions(dynamodb: Json) -> None:
    """Keep the tokens of an expression, and whether its form is right."""
    tokens_of = lru_cache(maxsize=_KEPT)(dynamodb._tokenize)

    def tokenize(expression: str) -> list[Json]:
        # A list of its own for each test, which may take from it.
        return list(tokens_of(expression))

    dynamodb._tokenize = tokenize
    dynamodb._condition_syntax_error = lru_cache(maxsize=_KEPT)(dynamodb._condition_syntax_error)
