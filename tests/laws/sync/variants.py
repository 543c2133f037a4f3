"""Broken variants of the product: for each way in which the sync went wrong once, what would do so again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from contactbook.domain.contacts.record import Contact
from tests.builders.sync import TOP
from tests.laws.permission.broken.breaking import Broken, gives
from tests.laws.sync import steps
from tests.laws.sync.history import EMAILS, History
from tests.laws.sync.steps import Step


@dataclass(frozen=True)
class Variant:
    """What is broken, the steps that lead to it in this order, and a seed that shows it by them."""

    broken: Broken
    path: tuple[Step, ...]
    seed: int = 0


def _by_either(match_tokens: Any) -> Callable[..., Any]:
    """A matcher that does not know what the top account chose."""
    from contactbook.domain.sync.match_options import MatchOn

    return lambda keys, _, **said: match_tokens(keys, MatchOn.EITHER, **said)


def _without_kind(with_contact: Any) -> Callable[..., Any]:
    """Facts as the sync kept them of a copy that it made: those of a person."""
    from contactbook.domain.base.versions import with_fields

    return lambda *given: with_fields(with_contact(*given), company=False)


def _all_persons(match_tokens: Any) -> Callable[..., Any]:
    return lambda keys, match_on, **_: match_tokens(keys, match_on, company=False)


def _ignoring_settings(full_because: Any) -> Callable[..., Any]:
    """Runs that go on by the settings that the last full one read."""
    return lambda *given, **said: tuple(one for one in full_because(*given, **said) if one != "settings_changed")


def _led_to_one(save_pointers: Any) -> Callable[..., Any]:
    """Pointers as they were: each leads to the copy that was saved last."""
    from contactbook.storage.base import table
    from contactbook.storage.base.rows import NO_FIELDS, Row

    def save(copies: Any, names_of: Any) -> None:
        owners = {name: copy for copy, names in names_of.items() for name in names}
        rows = [Row(copies._keys.copy_of(name), "copy_pointer", NO_FIELDS, owner=copy) for name, copy in owners.items()]
        table.put_many(rows)

    return save


def _pair(history: History, email: str) -> None:
    """Somebody who is in two accounts."""
    for tenant_id in history.children[:2]:
        history.made += 1
        history.group.add(tenant_id, email, first_name=f"Name{history.made}")


def _companies(history: History) -> None:
    """A company that is in two accounts."""
    for tenant_id in history.children[:2]:
        history.made += 1
        fields = {"kind": "company", "last_name": None, "company_name": f"Name{history.made}"}
        history.group.add(tenant_id, EMAILS[0], **fields)


def _one(history: History) -> None:
    _pair(history, EMAILS[0])


def _another(history: History) -> None:
    _pair(history, EMAILS[1])


def _write(history: History, copy: Contact, **fields: Any) -> None:
    """A user of the top account changes a copy."""
    written = history.written.setdefault(copy.contact_id, {"addresses": set()})
    after = history.group.change(TOP, copy, **fields)
    written["addresses"] |= set(copy.reached_at()) ^ set(after.reached_at())
    written |= {"name": after.first_name} if "first_name" in fields else {}


def _copies(history: History) -> list[Contact]:
    return sorted(history.all(TOP), key=lambda copy: copy.contact_id)


def _rename_last_copy(history: History) -> None:
    _write(history, _copies(history)[-1], first_name="Nelly")


def _strip_first_copy(history: History) -> None:
    _write(history, _copies(history)[0], emails=[])


def _address_last_copy(history: History) -> None:
    _write(history, _copies(history)[-1], emails=[{"address": EMAILS[0]}])


def _join(history: History) -> None:
    """The first of one pair gets the address of the other pair too: all are one person."""
    tenant_id = history.children[0]
    first = min(history.all(tenant_id), key=lambda one: one.contact_id)
    history.group.change(tenant_id, first, emails=[{"address": one} for one in EMAILS[:2]])


def _third(history: History) -> None:
    history.group.add(history.children[2], EMAILS[0], first_name="Third")


def _delete_second(history: History) -> None:
    tenant_id = history.children[1]
    history.group.delete(tenant_id, history.all(tenant_id)[0])


def _delete_first(history: History) -> None:
    tenant_id = history.children[0]
    history.group.delete(tenant_id, history.all(tenant_id)[0])


def _day(history: History) -> None:
    """The stream, and a run."""
    history.stream()
    history.run()


_MADE = (*[steps.create] * 8, steps.stream, steps.run)


def _all_together(_: Any) -> Callable[..., Any]:
    """A copy as it was: it follows every former source and everybody whom a key leads to."""
    return lambda components, *_, **__: {member for members in components for member in members}


def _nobody_closed(_: Any) -> Callable[..., Any]:
    return lambda *_: False


def _no_second(standing: Any) -> Callable[..., Any]:
    """As many copies of a person as there were persons."""
    from dataclasses import replace

    return lambda *given: replace(standing(*given), second=())


VARIANTS: dict[str, Variant] = {
    "a copy follows whoever was its source": Variant(
        {"services.sync.sources._closest": _all_together}, (*_MADE, *[steps.readdress] * 6)
    ),
    "who cannot be tagged is elected": Variant(
        {"services.sync.run_context.RunContext.is_closed": _nobody_closed},
        (*[steps.create] * 8, *[steps.answer] * 6, *[steps.close_or_open] * 2, steps.stream, steps.run),
        seed=17,
    ),
    "a copy does not follow names": Variant(
        {"services.sync.following._renamed": gives(None)}, (*_MADE, steps.rename, steps.rename, steps.rename), seed=1
    ),
    "a second copy stays": Variant(
        {"services.sync.top_account.standing_for": _no_second}, (*_MADE, *[steps.readdress] * 6), seed=10
    ),
    "what a user changed back is overwritten": Variant(
        {"services.sync.top_contacts._changed_by_users": gives(frozenset())},
        (*_MADE, steps.write_on_copy, *[steps.rename] * 6),
        seed=5,
    ),
    "settings that close contacts ask for no full run": Variant(
        {"services.sync.following.owe_full_run": gives(None)},
        (*[steps.create] * 8, *[steps.answer] * 6, steps.stream, steps.run, *[steps.close_or_open] * 2),
        seed=2,
    ),
    "a contact that lost a key tells nobody who has it": Variant(
        {"services.sync.following.Refresher.change_of": gives(None)}, (*_MADE, *[steps.readdress] * 3), seed=1
    ),
    "whoever dies has done the day's work": Variant(
        {"services.sync.job.update_contacts": gives(None)}, (*_MADE, steps.readdress, steps.run_that_dies)
    ),
    "an account is called what it was": Variant(
        {"services.sync.run_start.full_because": gives(())}, (*_MADE, *[steps.rename_account] * 3), seed=1
    ),
    "tags of others are taken": Variant(
        {
            "services.sync.tagging.retagged": lambda _: (
                lambda tags, put, wanted, **__: (tuple(sorted(wanted)), tuple(sorted(wanted)))
            )
        },
        (*[steps.create] * 8, *[steps.tag] * 6, steps.stream, steps.run, *[steps.readdress] * 4),
    ),
    "what contacts match by is not what was chosen": Variant(
        {"domain.sync.shared_persons.match_tokens": _by_either}, (*_MADE, *[steps.match_options] * 3), seed=2
    ),
    "a person is one with a company": Variant({"domain.sync.shared_persons.match_tokens": _all_persons}, _MADE),
    "a copy of a company counts as one of a person": Variant(
        # The law is checked first after a third of the path: its full run would mend the facts.
        {"services.sync.copies.with_contact": _without_kind},
        (_companies, _day, _one, *[steps.stream] * 6),
    ),
    "another choice of what contacts match by waits for a full run": Variant(
        {"services.sync.run_start.full_because": _ignoring_settings}, (*_MADE, *[steps.match_options] * 3), seed=2
    ),
    "any address of a copy that is gone leaves a person out": Variant(
        {"services.sync.copies._was_of": gives(True)},
        (*_MADE, *[steps.delete_in_top] * 3, *[steps.match_options] * 2, *[steps.create] * 6, *[steps.readdress] * 4),
        seed=2,
    ),
    "a source leads to one of its copies": Variant(
        {"storage.sync.copies.CopyRepository._save_pointers": _led_to_one},
        # One person grew out of two, and a user has worked with the second copy: both stay. No address leads to the first one.
        (_one, _day, _another, _day, _rename_last_copy, _join, _day, _strip_first_copy, _day, _third, _address_last_copy),
    ),
    "a source that nobody shares is told to nobody": Variant(
        {"services.sync.following._told_as_sources": gives([])},
        (_one, _day, _strip_first_copy, _delete_second, _day, _delete_first),
    ),
}
