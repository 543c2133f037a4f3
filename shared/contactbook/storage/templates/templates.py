"""The templates of one tenant."""

from contactbook.domain.templates.templates import Template
from contactbook.storage.base.children import ConfiguredRepository
from contactbook.storage.base.keys import TenantKeys


class TemplateRepository(ConfiguredRepository[Template]):
    """The templates of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "TEMPLATE", Template)
