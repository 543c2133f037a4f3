"""The operations with a budget, by the name of their budget."""

from collections.abc import Callable

from tests.aws_in_process.aws import World
from tests.metering import audit, derived, opportunities, sync
from tests.metering.capped import capped_recipient_of_a_run
from tests.metering.erasure import anonymization_with_communications
from tests.metering.feedback import feedback_of
from tests.metering.imported import stream_of_an_imported_row
from tests.metering.operations import (
    Cost,
    change_of_a_field,
    change_of_a_name,
    cost_of,
    create_with_rules,
    look_at_a_run,
    merge_of_two,
    read_of_a_profile,
    read_of_a_profile_with_notes,
    recipient_of_a_run,
    refused_create,
    row_of_an_import,
    save_of_lists,
    stream_of_a_create,
)

OPERATIONS: dict[str, Callable[[World], Cost]] = {
    "create_a_person": create_with_rules(0),
    "create_a_person_under_1_rule": create_with_rules(1),
    "create_a_person_under_2_rules": create_with_rules(2),
    "create_a_person_under_3_rules": create_with_rules(3),
    "refused_create": refused_create,
    "stream_of_a_create": stream_of_a_create,
    "stream_of_an_imported_row": stream_of_an_imported_row,
    "change_of_a_field": change_of_a_field,
    "change_of_a_name": change_of_a_name,
    "read_of_a_profile": read_of_a_profile,
    "read_of_a_profile_with_notes": read_of_a_profile_with_notes,
    "merge_of_two": merge_of_two,
    "save_of_lists": save_of_lists,
    "recipient_of_a_run": recipient_of_a_run,
    "capped_recipient_of_a_run": capped_recipient_of_a_run,
    "delivery_of_a_message": feedback_of("Delivery"),
    "bounce_of_a_message": feedback_of("Bounce"),
    "complaint_of_a_message": feedback_of("Complaint"),
    "look_at_a_run": look_at_a_run,
    "row_of_an_import": row_of_an_import,
    "anonymization_with_1000_communications": anonymization_with_communications,
    "search_of_a_rare_tag": derived.search_of_a_rare_tag,
    "search_of_a_common_and_a_rare_word": derived.search_of_a_common_and_a_rare_word,
    "search_of_a_single_letter": derived.page_of(q="g"),
    "search_of_the_last_digits": derived.search_for(q="120023"),
    "search_of_a_domain": derived.page_of(q="@example.com"),
    "search_of_a_city": derived.search_for(city="New Bbdf"),
    "search_of_an_email": derived.search_for(email="c23@example.com"),
    "search_by_creation": derived.page_in_order(sort="-created_at"),
    "search_by_change": derived.page_in_order(sort="-updated_at"),
    "search_by_name_of_a_filter": derived.page_of(sort="last_name", city="Nicosia"),
    "count_of_a_filter": derived.count_of_a_filter,
    "first_page_of_a_segment": derived.first_page_of_a_segment,
    "duplicates_of_a_tenant": derived.duplicates_of_a_tenant,
    "another_opportunity": opportunities.another_opportunity,
    "change_of_an_opportunitys_name": lambda world: opportunities.change_of_an_opportunity(world, name="Bath"),
    "change_of_an_opportunitys_stage": lambda world: opportunities.change_of_an_opportunity(world, stage="tour"),
    "change_of_an_opportunitys_value": lambda world: opportunities.change_of_an_opportunity(world, value="900.00"),
    "first_page_of_opportunities": opportunities.first_page_of_opportunities,
    "looks_of_an_export_per_contact": audit.looks_of_an_export,
    "change_of_a_template": audit.change_of_a_template,
    "audit_of_a_contact": audit.report(contact_id="it"),
    "audit_of_a_user": audit.report(user_id="user-1"),
    "audit_of_a_kind_that_is_rare": audit.report(kind="settings"),
    "audit_of_everybody": audit.report(),
    "sync_stream_per_changed_contact": lambda world: cost_of(*sync.further(sync.stream_of_a_day, sync.changed_of, world)),
    "sync_run_per_changed_contact": lambda world: cost_of(*sync.further(sync.run_of_a_day, sync.changed_of, world)),
    "sync_full_per_contact": lambda world: cost_of(*sync.further(sync.full_run, sync.contacts_in_all, world)),
}
