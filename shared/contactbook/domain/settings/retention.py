"""Settings about how long what was done with contacts is kept."""

from typing import Annotated

from pydantic import Field, StrictInt

from contactbook.domain.base.values import Draft

Days = Annotated[StrictInt, Field(ge=1, le=36_500)]


class Retention(Draft):
    """For how many days each kind is kept; a kind without a number is kept for good.

    Changes of contacts are kept as long as the contact: their chain would not be whole without them.
    """

    # A communication that came to its end; that there was one stays in the history. A run must long be over by then.
    communications_days: Annotated[StrictInt, Field(ge=30, le=36_500)] | None = None
    # Who looked at contacts.
    looks_days: Days = 730
    # The files that were imported, where that is sooner than the bucket's own 30 days.
    import_files_days: Annotated[StrictInt, Field(ge=1, le=30)] = 30
