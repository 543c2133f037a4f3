"""Settings about how long records are stored."""

from typing import Annotated

from pydantic import Field, StrictInt

from contactbook.domain.base.values import Part

Days = Annotated[StrictInt, Field(ge=1, le=36_500)]


class Retention(Part):
    """The days that each kind of record is stored. A kind without a number is stored for good.

    Changes of contacts are stored as long as the contact, because their chain needs every entry.
    """

    # Finished communications. The history still shows that there was one. The minimum is longer than any run takes.
    communications_days: Annotated[StrictInt, Field(ge=30, le=36_500)] | None = None
    # Who read contacts.
    looks_days: Days = 730
    # Imported files. The bucket deletes them after 7 days at the latest; more was possible once, and may be stored.
    import_files_days: Annotated[StrictInt, Field(ge=1, le=30)] = 7
