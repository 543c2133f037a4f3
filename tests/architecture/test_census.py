"""Every kind of item in the table is in the census, or in the list below of kinds that hold nothing of a contact.

A new kind fails these tests until the census says how merge, undo, export and erasure treat it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from contactbook.domain.erasure.census import CENSUS, OnErasure, OnMerge
from contactbook.storage.base.children import ChildRepository
from contactbook.storage.base.staging import STAGED

PACKAGE = Path(__file__).resolve().parents[2] / "shared" / "contactbook"

# Kinds that hold neither a contact's id nor a value of a contact, and what they hold.
NOTHING_OF_A_CONTACT = {
    "anonymization_run": "counts and a cursor",
    "anonymization_run_contact": "ids and codes for 90 days, which those read who may view the contact",
    "bulk_change": "counts and a cursor",
    "bulk_change_refusal": "ids and codes for 90 days, which those read who may view the contact",
    "bulk_change_slice": "ids for 90 days",
    "child_tenant": "a tenant",
    "closing": "that a tenant is being off-boarded",
    "crowded_key": "a keyed hash that is too common to mean anybody",
    "event-communication": "what is sent on an event",
    "export": "counts and where a file is, which is gone after a while",
    "hygiene_run": "an id of a bulk change",
    "hygiene_task": "what is changed of a segment, and when",
    "import": "counts and a mapping",
    "job_slot": "a time",
    "link_renewal": "a time, for an hour",
    "kyc_expiry_contact": "ids and codes for 400 days, which those read who may view the contact",
    "kyc_expiry_run": "counts and days",
    "list": "a list",
    "name_day_progress": "a day and a cursor",
    "name_day_run": "counts",
    "notification-type": "a notification type",
    "notification_run": "counts",
    "notification_stop": "that a run is cancelled",
    "notification_totals": "counts",
    "notification_schedule": "when a run begins",
    "offboarding": "counts, and who asked for it",
    "rebuild": "counts and a cursor",
    "reconsent_latest": "an id of a run",
    "reconsent_run": "counts and a cursor",
    "refused_contact": "ids and codes for 90 days, which those read who may view the contact while it is there",
    "registered": "the name of a tenant",
    "segment": "criteria",
    "sending_rate": "how much a tenant sent a moment ago",
    "sending_domain": "which tenant group has a domain",
    "sending_identities": "domains",
    "settings": "settings",
    "sms_sender_ids": "names and numbers of senders",
    "suppression-list": "a list",
    "sync_run": "counts",
    "sync_schedule": "when a run begins",
    "sync_settings": "settings",
    "sync_state": "ids of keys and a time",
    "template": "a text",
    "template_tests": "addresses of the tenant's own domain and ids, for an hour",
    "tenant": "a tenant",
    "tenant_history": "what a tenant configures and starts, without addresses",
    "tenant_requests": "a count",
    "uniqueness_build": "counts and a cursor",
    "webhook": "an address of a tenant's own system",
    "webhook_delivery": "ids and names of fields, for 14 days",
    "webhook_subscriptions": "names of events",
}
# Modules that write rows whose kind they get from a row, from a noun, or from their callers.
HANDED_ON = {
    "storage/base/children.py": set(),
    "storage/imports/runs.py": {"import_part", "import_errors", "import_left"},
    "storage/base/item.py": set(),
    "storage/audit/looks.py": {"look", "look_page", "look_export"},
    "storage/merges/children.py": set(),
    "storage/merges/far_ends.py": set(),
    "storage/base/staging.py": set(),
    "storage/decisions/suppression_entries.py": set(),
}


def calls_to(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def nouns_in(tree: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions by which the repositories of a module name their rows."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "super().__init__" and len(node.args) >= 3:
            yield node.args[1]


def kinds_in(path: Path) -> tuple[set[str], set[str]]:
    """Return the kinds that a module writes, and the expressions whose kind is not known here."""
    tree = ast.parse(path.read_text())
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    spelled, unknown = set(), set()
    for call in calls_to(tree, "Row"):
        named = [keyword.value for keyword in call.keywords if keyword.arg == "kind"]
        kind = named[0] if named else call.args[1]
        if isinstance(kind, ast.Constant):
            spelled.add(str(kind.value))
        elif isinstance(kind, ast.Name) and kind.id in constants:
            spelled.add(constants[kind.id])
        else:
            unknown.add(ast.unparse(kind))
    for noun in nouns_in(tree):
        spelled.add(str(noun.value).lower() if isinstance(noun, ast.Constant) else constants[ast.unparse(noun)].lower())
    return spelled, unknown


MODULES = {str(path.relative_to(PACKAGE)): kinds_in(path) for path in sorted(PACKAGE.rglob("*.py"))}
# Every written kind, with the module that writes it.
EVERY_KIND = {kind: module for module, (spelled, _) in MODULES.items() for kind in spelled | HANDED_ON.get(module, set())}


def children() -> set[str]:
    """Return the kinds of records that belong to contacts: one for each repository of children."""
    from contactbook.storage.tenant_store import import_repositories

    import_repositories()
    modules = {
        repository.__module__.removeprefix("contactbook.").replace(".", "/") for repository in ChildRepository.__subclasses__()
    }
    return {kind for kind, module in EVERY_KIND.items() if module.removesuffix(".py") in modules}


@pytest.mark.parametrize("kind", sorted(EVERY_KIND))
def test_every_kind_of_item_is_listed(kind: str) -> None:
    assert kind in CENSUS or kind in NOTHING_OF_A_CONTACT, (
        f"{EVERY_KIND[kind]} writes {kind}: put it into domain/erasure/census.py"
    )


def test_every_written_kind_has_a_known_name() -> None:
    unnamed = {module: sorted(unknown) for module, (_, unknown) in MODULES.items() if unknown and module not in HANDED_ON}
    assert unnamed == {}


def test_the_census_names_only_written_kinds() -> None:
    assert sorted(CENSUS.keys() - EVERY_KIND.keys()) == []
    assert sorted(NOTHING_OF_A_CONTACT.keys() - EVERY_KIND.keys()) == []
    assert sorted(CENSUS.keys() & NOTHING_OF_A_CONTACT.keys()) == []


def test_a_merge_moves_every_child_and_nothing_else() -> None:
    moved = {kind for kind, treatment in CENSUS.items() if treatment.merge is OnMerge.MOVES}
    assert moved == children() | {STAGED}


@pytest.mark.feature("S2.141")
def test_every_kind_kept_after_anonymization_has_a_reason() -> None:
    kept = [
        kind for kind, treatment in CENSUS.items() if treatment.erasure in (OnErasure.KEPT, OnErasure.REDACTED, OnErasure.EXPIRES)
    ]
    assert [kind for kind in kept if not CENSUS[kind].why] == []


def test_kinds_are_read_from_the_code_of_a_module(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('_KIND = "secret"\nrows = [Row(key, "diary", "{}"), Row(key, _KIND, "{}"), Row(key, kind=other)]\n')
    assert kinds_in(module) == ({"diary", "secret"}, {"other"})
