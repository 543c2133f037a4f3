"""A refused body says how to send a good one (S2.15)."""

import pytest

from tests.aws_in_process.http import Api


@pytest.mark.feature("S2.15")
def test_a_body_that_is_missing_is_asked_for(api: Api) -> None:
    answer = api.call("POST", "/v1/lists")
    assert (answer.status, answer.body["code"]) == (422, "validation_failed")
    assert answer.body["errors"] == [
        {"field": "", "code": "required", "message": "The request needs a body. Send a JSON object."}
    ]


@pytest.mark.feature("S2.15")
def test_a_required_field_that_a_patch_removes_is_named_with_the_way_to_keep_it(api: Api) -> None:
    contact_list = api.post("/v1/lists", {"name": "Newsletter"}).body["list_id"]
    answer = api.patch(f"/v1/lists/{contact_list}", {"name": None})
    kept = "This cannot be removed. Send a value, or leave the field out to keep it."
    assert (answer.status, answer.body["errors"]) == (422, [{"field": "/name", "code": "required", "message": kept}])


@pytest.mark.feature("S2.15")
def test_a_field_within_what_a_patch_adds_is_required_in_other_words(api: Api) -> None:
    bodies = {"email": {"subject": "An offer", "text": "Dear #first_name"}}
    template = api.post("/v1/templates", {"name": "Offer", "bodies": bodies}).body["template_id"]
    answer = api.patch(f"/v1/templates/{template}", {"languages": {"el": {"email": {"text": "Geia"}}}})
    (error,) = answer.body["errors"]
    assert (error["code"], error["message"]) == ("required", "The field is required.")
