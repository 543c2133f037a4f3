"""The repository of templates."""

from contactbook.domain.templates.bodies import Bodies, SmsBody
from contactbook.domain.templates.templates import Template
from contactbook.storage.base import table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.templates.templates import TemplateRepository
from tests.aws_in_process.aws import World
from tests.builders.communications import THEN


def test_a_saved_template_is_read_again(world: World) -> None:
    templates = TemplateRepository(TenantKeys("acme"))
    greeting = Template(
        template_id="tpl_1",
        name="Greeting",
        bodies=Bodies(sms=SmsBody(text="Hi #first_name")),
        languages={"el": Bodies(sms=SmsBody(text="Γεια #first_name"))},
        created_at=THEN,
        updated_at=THEN,
    )
    table.transact([templates.add_of("tpl_1", greeting)])

    assert templates.get("tpl_1") == greeting
    assert TemplateRepository(TenantKeys("acme-corp")).find("tpl_1") is None
