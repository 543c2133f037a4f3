"""A list as a contact sees it on its own pages."""

from contactbook.domain.values import Flag, Record


class PublicList(Record):
    """A list of the tenant; a contact sees it only while it is public and active."""

    list_id: str
    name: str
    description: str | None = None
    public: Flag = False
    active: Flag = True
