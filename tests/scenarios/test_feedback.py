"""SES's feedback on an email: through SNS, and signed."""

import pytest

KINDS = {"delivery": "delivered", "soft_bounce": "bounced", "hard_bounce": "bounced", "complaint": "complained"}


@pytest.mark.feature("S0.15", "S3.4")
def test_feedback_on_an_email_is_shown_with_it(stack):
    portal = stack.tenant().has_sender()
    template = portal.post(
        "/v1/templates", {"name": "Bill", "bodies": {"email": {"subject": "Your bill", "text": "Dear #first_name"}}}
    )
    kind = portal.post("/v1/notification-types", {"name": "Bills", "purpose": "financial"})
    for number, (feedback, state) in enumerate(KINDS.items()):
        address = f"eleni-{portal.tenant_id}-{number}@example.com"
        made = {"kind": "person", "first_name": "Eleni", "last_name": "Georgiou", "emails": [{"address": address}]}
        contact_id = portal.post("/v1/contacts", made)["contact_id"]
        said = {
            "template_id": template["template_id"],
            "notification_type_id": kind["notification_type_id"],
            "channel": "email",
        }
        communication = portal.post(f"/v1/contacts/{contact_id}/communications", said)
        stack.drain()
        (sent,) = [one for one in stack.outbox(channel="email") if one["to"] == address]

        answer = stack.http.post("/_local/feedback", json={"message_id": sent["message_id"], "type": feedback})

        assert answer.is_success, answer.text
        assert portal.get(f"/v1/communications/{communication['communication_id']}")["state"] == state
