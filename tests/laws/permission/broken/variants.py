"""Broken variants of the product: for each way in which a no was lost once, what would lose it again."""

from dataclasses import dataclass

from tests.laws.permission import (
    accounts,
    arranging,
    changes,
    group,
    reports,
    running,
    said,
    sending,
    suppressing,
    timing,
)
from tests.laws.permission.broken import breaking
from tests.laws.permission.broken.breaking import Broken
from tests.laws.permission.history import Step


@dataclass(frozen=True)
class Variant:
    """What is broken, the steps that lead to it in this order, and a seed that shows it by them; None if it takes longer histories."""

    broken: Broken
    path: tuple[Step, ...]
    seed: int | None = 0


_PORTAL, _CONSENT = said.set_preferences_in_portal, said.set_consent_in_portal
_CLICK = (said.get_link, said.open_link)
_RUN = (sending.plan, sending.plan, sending.send)
_TEXTS = (*[sending.plan] * 5, sending.send, running.stream)
_CHILDREN = (*[group.child_gets_contact] * 3, changes.create, group.sync)
_NOTHING_REFUSED_IN_CHILDREN: Broken = {
    "services.sync.top_contacts.refused_in_children": breaking.nothing_recorded,
    "services.sync.copies.refused_in_children": breaking.nothing_recorded,
}

VARIANTS: dict[str, Variant] = {
    "the save keeps no no": Variant(
        {"domain.permissions.topics.with_nos_kept": breaking.gives_argument(1)},
        (*_CLICK, _PORTAL, _CONSENT, changes.import_file, changes.merge, changes.undo_merge),
        seed=12,
    ),
    "a no at an address reaches no other contact": Variant(
        {
            "services.refusals.following.mark_holders": breaking.gives(None),
            "services.sending.feedback.mark_holders": breaking.gives(None),
        },
        (changes.create, changes.create, *_CLICK, said.open_link, running.stream, *_RUN),
        seed=4,
    ),
    "an import's yes passes": Variant(
        {
            "domain.permissions.standing.answers": breaking.gives(True),
            "services.imports.candidates.without_refused": lambda _: lambda row, *_: (row, ()),
        },
        (_PORTAL, _PORTAL, *[changes.import_file] * 3),
        seed=None,
    ),
    "arming does not check the contact": Variant(
        {"services.decisions.deciding.Decider.checks": breaking.gives([])},
        (sending.plan, sending.plan, sending.interrupt),
        seed=1,
    ),
    "nobody looks up what a new contact's address refuses": Variant(
        {"services.decisions.suppressions.refused_addresses": breaking.gives({})},
        (*_CLICK, said.open_link, changes.create, changes.create, *_RUN),
        seed=0,
    ),
    "a rejected consent stops nothing": Variant(
        {
            "domain.decisions.decision._refused_by_consent": breaking.gives(None),
            "domain.decisions.personal_refusals.PROCESSING": breaking.becomes("none"),
        },
        (_CONSENT, _CONSENT, *_RUN),
        seed=1,
    ),
    "an old consent link lifts a rejection": Variant(
        {
            "services.links.choices.answer_consent": breaking.becomes(breaking.pending_counts),
            "domain.permissions.standing._kept_consent": breaking.gives_argument(1),
        },
        (_CONSENT, *_CLICK, said.open_link),
    ),
    "a user makes a rejected consent pending": Variant(
        {
            "services.consent.answers._asks_again": breaking.gives(False),
            "services.consent.answers.is_refused": breaking.gives(False),
            "domain.permissions.standing._kept_consent": breaking.gives_argument(1),
        },
        (_CONSENT, _CONSENT, said.ask_again, said.ask_again, sending.plan, *_RUN),
        seed=1,
    ),
    "a no said again on the survivor's page is not recorded": Variant(
        {
            "services.links.statements.no_of": breaking.said_once,
            "services.links.handed.changed_preferences": breaking.changed_once,
        },
        (*_CLICK, changes.merge, said.open_link, said.open_link, changes.undo_merge, *_RUN),
    ),
    "the undo of a merge forgets": Variant(
        {"domain.merges.undo._settled": breaking.gives_argument(0)}, (changes.merge, _PORTAL, *_CLICK, changes.undo_merge)
    ),
    "a merge drops a suppression by contact id": Variant(
        {
            "services.decisions.suppressions._targets": breaking.becomes(breaking.of_the_id_alone),
            "services.decisions.deciding.checks_of_absence": breaking.gives([]),
        },
        (suppressing.suppress, suppressing.suppress, suppressing.change_list, changes.merge, *_RUN),
        seed=1,
    ),
    "a child's no does not reach the top account's copy": Variant(
        {"services.sync.stops.stops_of": breaking.all_stops, **_NOTHING_REFUSED_IN_CHILDREN},
        (*_CHILDREN, group.child_says, group.child_says, group.sync),
        seed=2,
    ),
    "a child's bounce, complaint, click or list does not reach the top account's copy": Variant(
        _NOTHING_REFUSED_IN_CHILDREN, (*_CHILDREN, group.child_refuses, group.child_refuses, group.sync, *_RUN)
    ),
    "somebody erased in every child lives on in the top account": Variant(
        {"services.sync.following_persons.take_back": breaking.gives(None)},
        (*_CHILDREN, group.erase_in_every_child, group.sync),
        seed=1,
    ),
    "a child's yes opens the top account's contact": Variant(
        {"services.sync.stops.stops_of": breaking.gives_argument(0)}, _CHILDREN, seed=5
    ),
    "a suppression list is deleted under a waiting run": Variant(
        {
            "services.decisions.suppression_lists.require_unused_by_runs": breaking.gives(None),
            "services.decisions.deciding.Decider.missing": breaking.becomes(None),
        },
        (suppressing.suppress, suppressing.suppress, *[sending.plan] * 3, suppressing.delete_list, sending.send),
    ),
    "an opt-out dies with the record": Variant(
        {"services.refusals.following.spread_nos": breaking.gives([])},
        (_PORTAL, _PORTAL, running.stream, changes.make_again, *_RUN),
        seed=2,
    ),
    "what quiet hours put off is not decided again": Variant(
        {"services.sending.arming.Arming._decide": breaking.decided_once},
        (*[timing.set_policy] * 2, *[sending.plan] * 4, sending.send, _PORTAL, _PORTAL, _CONSENT, timing.wait),
    ),
    "quiet hours put nothing off": Variant(
        {"services.decisions.deciding.put_off_until": breaking.gives(None)}, (*[timing.set_policy] * 2, *_RUN, *_RUN)
    ),
    "a cap counts nothing": Variant(
        {"services.decisions.marketing_counts.MarketingCounts.is_reached": breaking.gives(False)},
        (*[timing.set_policy] * 2, *_RUN, *_RUN, *_RUN),
    ),
    "what is refused at the address of an account stops nothing": Variant(
        {"services.decisions.suppressions._addresses": breaking.of_no_account},
        (*[accounts.open_account] * 4, *_CLICK, said.open_link, running.stream, *[sending.plan] * 4, sending.send),
    ),
    "a punycode address is another one": Variant(
        {"domain.base.comparable._PUNYCODE": breaking.becomes("nothing begins with it")},
        (*_RUN, reports.hard_bounce, *_RUN),
        seed=1,
    ),
    "a link is dead after eight merges": Variant(
        {"services.links.visits.find_contact": breaking.becomes(breaking.after_eight)},
        (changes.merge_in_a_row, changes.merge_in_a_row),
        seed=1,
    ),
    "new settings free who rejected, and nobody is told": Variant(
        {"services.settings.sections.count_more_contactable": breaking.nobody_more},
        (said.set_consent, said.set_consent, arranging.change_settings, arranging.reword_consent),
        seed=14,
    ),
    "who may only send makes a careless type": Variant(
        {"services.notification_types.notification_types.require_right_to_loosen": breaking.gives(None)},
        (arranging.make_careless_type,),
    ),
    "an import puts back on a list that was left": Variant(
        {"services.imports.planning.updating_result": breaking.forgetting_what_was_left},
        (*_CLICK, changes.import_file, changes.import_file),
        seed=1,
    ),
    "who leaves a topic gets the rest of its run": Variant(
        {"domain.decisions.decision.left_topic": breaking.gives(None)},
        (arranging.set_lists, sending.plan, sending.plan, *_CLICK, said.open_link, sending.send),
        seed=None,
    ),
    "one click ends both purposes": Variant(
        {"services.links.chosen._ended": breaking.becomes(breaking.both_purposes)}, (said.click_in_mail,)
    ),
    "an entry in another writing is taken, and stops nobody": Variant(
        {"domain.decisions.suppression_lists.normalized_email": breaking.gives_argument(0)},
        (*[suppressing.suppress] * 3, suppressing.change_list, *_RUN),
        seed=26,
    ),
    "who rescues a mail is suppressed": Variant(
        {"gateways.ses_feedback._READERS": lambda read: read | {"Complaint": breaking.complaint}}, (*_RUN, reports.not_spam)
    ),
    "a transient bounce with a permanent status stops nothing": Variant(
        {"gateways.ses_feedback._READERS": lambda read: read | {"Bounce": breaking.bounce}}, (*_RUN, reports.hard_bounce, *_RUN)
    ),
    "a full mailbox is written to for ever": Variant(
        {"services.sending.feedback.counted": breaking.not_counted},
        (*_RUN, sending.plan, sending.send, reports.full_mailbox, *_RUN),
    ),
    "a number that opted out at the carrier is tried again": Variant(
        {"services.sending.outcomes.OPTED_OUT": breaking.becomes("never told")},
        (*[reports.opt_out_at_carrier] * 2, *_TEXTS),
        seed=2,
    ),
    "STOP is not heard": Variant(
        {"functions:delivery_feedback.app.said_in": breaking.gives([])}, (*[reports.answer_text] * 2, *_TEXTS), seed=10
    ),
    "a text goes to the landline": Variant(
        {
            "domain.decisions.contact_information.may_be_texted": breaking.gives(True),
            "domain.contacts.own_information.text_number": lambda _: lambda numbers: next(iter(numbers), None),
        },
        (changes.create, *_TEXTS),
    ),
    "an address that SES cannot take is announced": Variant(
        {"domain.decisions.decision.unsendable_emails": breaking.gives(set())}, (*[changes.create] * 3, sending.agree), seed=3
    ),
    "who was erased is mailed when a record of it is made again": Variant(
        {
            "services.erasure.marking.keep_from_being_contacted": breaking.gives(None),
            "services.refusals.following._refused_in": breaking.gives([]),
        },
        (changes.anonymize, changes.create, changes.create, *_RUN),
    ),
}
