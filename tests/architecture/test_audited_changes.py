"""A use case saves a change in one of two ways, and both write its audit entry. Everything else that writes is named here, with why.

Beside this, `tests/api/test_audited_routes.py` calls every writing route.
"""

import ast
from pathlib import Path

import pytest

SERVICES = Path(__file__).resolve().parents[2] / "shared" / "contactbook" / "services"
# The two ways: a change of a contact, and a change of anything else.
COMMITS = {"changes/commit.py", "base/tenant_changes.py"}
# Modules of use cases that write to the table themselves.
WITHOUT_AN_ENTRY = {
    "bulk_changes/progress.py": "the progress of a bulk change; each contact's change has its entry",
    "communications/run_ends.py": "the progress of a communication, which is its own record",
    "contacts/library.py": "marks a file as arrived; its announcement has an entry",
    "contacts/uniqueness_build.py": "claims are derived",
    "erasure/deletion.py": "that a deleted contact is erased; the entry of its deletion stands",
    "exports/job.py": "the progress of an export, with its looks",
    "imports/parts.py": "rows, each with the entries of `writes_of`, and the progress of the import",
    "imports/progress.py": "the progress of an import; a caller's cancel and undo come with their entries",
    "imports/undo.py": "rows, each with the entries of `writes_of`, and the progress of the undo",
    "links/gone.py": "refusals of an address whose contact is no more",
    "links/renewals.py": "when a new link was asked for, where none is sent; a message that is queued has its entry",
    "offboarding/erasing.py": "the end of a tenant, whose certificate is kept",
    "offboarding/job.py": "the progress of an off-boarding, which is its own record",
    "offboarding/requests.py": "an entry of `entry_of` in each tenant that the off-boarding concerns",
    "refusals/following.py": "that a contact's addresses were looked up",
    "refusals/recording.py": "refusals of addresses that an erased contact had; its entry says that it was erased",
    "refusals/spreading.py": "refusals of the addresses of a contact; the entry of its no says what was said",
    "senders/settling.py": "the tenant's domains with the claims on them, and an entry of `entry_of` unless nothing but a time changed",
    "sending/arming.py": "the progress of a communication, which is its own record",
    "sending/feedback.py": "the progress of a communication, and refusals of an address that no contact has any more",
    "sending/run_ledgers.py": "counts of a run",
    "sending/template_trials.py": "that a test of a template is sent; the request for it has its entry",
    "stream/derived.py": "derived rows",
    "stream/rebuild.py": "the progress of a rebuild",
    "stream/replay.py": "the record of a tenant that is erased again in a restored table",
    "sync/full_run/steps.py": "the state of the sync",
    "sync/leaving.py": "that a tenant which left its group has lost the tags; each contact's change has its entry",
    "sync/run_finish.py": "the state of the sync",
    "sync/suppressed.py": "the state of the sync",
    "sync/taken_back.py": "what the sync remembers of a copy",
    "sync/top_contacts.py": "what the sync remembers of a copy",
    "sync/run_lease.py": "the lease of a run",
    "sync/run_start.py": "the lease of a run",
    "sync/requests/schedules.py": "the start of a run by its time, and when the next one is",
    "webhooks/dispatching.py": "when a delivery is due",
    "webhooks/job.py": "the progress of a delivery; what changes of its webhook has an entry",
    "tenants/registry.py": "an entry of `entry_of` in each tenant that the change concerns",
}


def _writes_to_the_table(tree: ast.AST) -> bool:
    """True if the code calls a function of `table` that writes."""
    writing = {"transact", "put", "remove", "put_many", "write_many", "remove_many"}
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr in writing) == ("table", True)
        for node in ast.walk(tree)
    )


@pytest.mark.feature("S2.127")
def test_only_the_two_commits_and_what_is_named_here_write_to_the_table() -> None:
    writers = {
        path.relative_to(SERVICES).as_posix()
        for path in SERVICES.rglob("*.py")
        if _writes_to_the_table(ast.parse(path.read_text()))
    }
    assert writers == COMMITS | set(WITHOUT_AN_ENTRY)


def test_a_use_case_that_writes_by_itself_is_found() -> None:
    assert _writes_to_the_table(ast.parse("def save(store):\n    table.transact([store.templates.add_of('tpl_1', one)])"))
    assert not _writes_to_the_table(ast.parse("def save(store):\n    commit_tenant_change(store, change, by=by, now=now)"))
