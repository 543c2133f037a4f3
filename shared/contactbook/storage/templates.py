"""Templates of one tenant."""

from contactbook.domain.templates import Template
from contactbook.storage.children import ConfiguredRepository
from contactbook.storage.keys import TenantKeys


class TemplateRepository(ConfiguredRepository[Template]):
    """The templates of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "TEMPLATE", Template)
