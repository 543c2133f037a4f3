"""A cap on marketing counts no longer than communications are kept: who is left out could not be told why."""

from contactbook.domain.base.errors import FieldError
from contactbook.domain.settings.contact_policy import ContactPolicy
from contactbook.domain.settings.retention import Retention
from contactbook.domain.settings.sections import Settings


def cap_errors(section: Retention | ContactPolicy, settings: Settings) -> list[FieldError]:
    """Return the error of a retention that becomes shorter than the cap's period, or of such a cap. What was saved before may stay."""
    if isinstance(section, Retention):
        cap, kept, where = settings.contact_policy.marketing_cap, section, "/communications_days"
        is_new = section.communications_days != settings.retention.communications_days
    else:
        cap, kept, where = section.marketing_cap, settings.retention, "/marketing_cap/days"
        is_new = cap != settings.contact_policy.marketing_cap
    days = kept.communications_days
    if not is_new or cap is None or days is None or cap.days <= days:
        return []
    message = (
        f"The cap on marketing counts messages of {cap.days} days, and communications are kept for {days}. "
        "Name more days in `retention.communications_days`, or fewer in `contact_policy.marketing_cap.days`."
    )
    return [FieldError(where, "out_of_range", message)]
