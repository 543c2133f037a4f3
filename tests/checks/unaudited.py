"""What leaves no entry in the audit, and why."""

# Routes that change nothing of the tenant's, with the reason. Whether they write nothing is tested too.
NO_CHANGE = {
    "POST /v1/segments/preview": "reads",
    "POST /v1/templates/{template_id}/preview": "reads",
    "POST /v1/contacts/{contact_id}/merge/preview": "reads",
    "POST /v1/settings/kyc/preview": "reads",
    "POST /v1/settings/uniqueness/preview": "reads",
    "POST /v1/permissions/check": "reads; its entry says who asked",
    "POST /v1/imports/preview": "reads",
    "POST /v1/imports/uploads": "signs an address, which nothing stores",
}
# Items that are no change of the tenant's records: the audit itself, the caller's own repeated request, and how much is asked at once.
NOT_CHANGES = frozenset(
    {
        "history",
        "tenant_history",
        "look",
        "look_page",
        "look_export",
        "request",
        "request_pointer",
        "job_slot",
        "tenant_requests",
    }
)
