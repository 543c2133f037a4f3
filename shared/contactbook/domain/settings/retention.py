"""Settings about how long what was done with contacts is kept."""

from typing import Annotated

from pydantic import Field, StrictInt

from contactbook.domain.values import Draft

Days = Annotated[StrictInt, Field(ge=1, le=36_500)]


class Retention(Draft):
    """For how many days each kind is kept; a kind without a number is kept for good.

    Changes of contacts are kept as long as the contact: their chain would not be whole without them.
    """

    # What was sent, of a communication that came to its end; that there was one stays.
    communications_days: Days | None = None
    # Who looked at contacts.
    looks_days: Days = 730
    # The files that were imported, and what was wrong with their rows.
    import_files_days: Days = 30
