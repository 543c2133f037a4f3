"""A background run names whom it refused or blocked, beside its counts: generated from the OpenAPI document."""

import pytest

from tests.api.operations import Json, document

# Counts of contacts, or of rows, with which a run did not do what it was asked for.
COUNTS = frozenset({"blocked", "failed", "left_out", "refused", "skipped", "untouched"})
# Where a run names them, if not under `…/refused`: the contract gives these names.
ELSEWHERE = {
    "/v1/imports/{import_id}": "/v1/imports/{import_id}/errors",
    "/v1/kyc/expiry-runs/{run_id}": "/v1/kyc/expiry-runs/{run_id}",
    "/v1/notification-runs/{run_id}": "/v1/notification-runs/{run_id}/decisions",
}
# What begins each of the runs; a schedule begins the others.
BEGUN_BY = {
    "/v1/anonymization-runs": "/v1/anonymization-runs/{run_id}",
    "/v1/consent/require-reconsent": "/v1/consent/reconsent-runs/{run_id}",
    "/v1/contacts/bulk-changes": "/v1/bulk-changes/{bulk_change_id}",
    "/v1/imports": "/v1/imports/{import_id}",
    "/v1/name-days/runs": "/v1/name-days/runs/{run_id}",
    "/v1/notification-runs": "/v1/notification-runs/{run_id}",
    "/v1/tenant-group/sync-runs": "/v1/tenant-group/sync-runs/{sync_run_id}",
}
# Other work that goes on after the answer, and why it refuses no contact.
REFUSES_NOBODY = {
    "/v1/contacts/{contact_id}/export/email": "about one contact",
    "/v1/exports": "reads, and fails as a whole",
    "/v1/imports/{import_id}/undo": "`…/left` names what it left as it is",
    "/v1/settings/derived-rebuilds": "derives anew, and fails as a whole",
    "/v1/templates/{template_id}/test-send": "about one message",
    "/v1/tenants/{tenant_id}/offboarding": "about the tenant",
    "/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/retry": "about one delivery",
    "/v1/webhooks/{webhook_id}/verify": "about one webhook",
}


def resolved(schema: Json) -> Json:
    """Return the schema itself; of several the first, which is that of the JSON."""
    while "$ref" in schema or "anyOf" in schema:
        schema = (
            schema["anyOf"][0] if "anyOf" in schema else document()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
        )
    return schema


def answer(path: str) -> Json:
    content = document()["paths"].get(path, {}).get("get", {}).get("responses", {}).get("200", {}).get("content", {})
    return resolved(content.get("application/json", {}).get("schema", {})).get("properties", {})


def runs() -> set[str]:
    return {
        path for path in document()["paths"] if path.endswith("}") and "state" in answer(path) and COUNTS & answer(path).keys()
    }


@pytest.mark.feature("S2.121", "S2.140", "S2.56", "S4.5", "S7.7")
def test_every_run_names_whom_it_refused() -> None:
    found = runs()
    assert found >= {*BEGUN_BY.values(), *ELSEWHERE}
    for path in sorted(found):
        page = answer(ELSEWHERE.get(path, f"{path}/refused"))
        assert {"items", "next_cursor"} <= page.keys(), f"{path} names nobody whom it refused"
        named = resolved(page["items"]["items"])["properties"].keys()
        assert named & {"contact_id", "line"}, f"{path} does not say who it was"
        assert named & {"code", "error", "reason", "blockers"}, f"{path} does not say why"


@pytest.mark.feature("S2.121", "S2.140", "S2.56", "S4.5", "S7.7")
def test_whatever_goes_on_after_its_answer_has_such_a_run_or_refuses_nobody() -> None:
    begun = {path for path, methods in document()["paths"].items() for one in methods.values() if "202" in one["responses"]}
    assert begun == {*BEGUN_BY, *REFUSES_NOBODY}
    assert set(BEGUN_BY.values()) <= runs()
