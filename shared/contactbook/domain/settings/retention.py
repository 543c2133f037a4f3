"""Settings about how long records are stored."""

from typing import Annotated

from pydantic import Field, StrictInt

from contactbook.domain.base.values import Part

# No run takes as long, no report of a provider comes as late, and a breach is looked into within this time.
FEWEST_DAYS = 30
# What may be stored. Fewer days than the least were possible once: they stay readable, and are refused when they are set anew.
Days = Annotated[StrictInt, Field(le=36_500, json_schema_extra={"minimum": FEWEST_DAYS})]


class Retention(Part):
    """How many days records are kept. What ended is not shown from that moment; the table drops it within days.

    Changes of contacts, and whatever a person said, are kept as long as the contact: their chain needs every entry.
    """

    # After the last thing that happened to a communication; null for good. One that waits, is being sent or is `unknown` does not
    # end. The history still says that there was one.
    communications_days: Annotated[StrictInt, Field(ge=FEWEST_DAYS, le=36_500)] | None = 400
    # After somebody read a contact, listed it among others, exported it, or was refused.
    looks_days: Days = 400
    # Imported files. The bucket deletes them after 7 days at the latest; more was possible once, and may be stored.
    import_files_days: Annotated[StrictInt, Field(ge=1, le=30)] = 7
