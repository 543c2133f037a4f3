"""What lets more people be contacted needs `settings:write`, beside the scope of its route (S8.3).

A route that only loosens names that scope itself. A route that can loosen or tighten asks here, once it knows which.
`tests/api/test_loosening.py` lists every such route, and why the others are none.
"""

from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.errors import MissingScope


def require_right_to_loosen(by: Caller, change: str, field: str) -> None:
    """Refuse a change that lets more people be contacted. Raises MissingScope.

    `change` says which, as a sentence's subject; `field` is the pointer to what asks for it.
    """
    if not by.may(Scope.SETTINGS_WRITE):
        message = f"{change} requires the scope {Scope.SETTINGS_WRITE}, because it lets more people be contacted."
        raise MissingScope.of(message, field)
