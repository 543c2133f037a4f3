"""Every AWS call of a run fails in every way, before and after it took effect.

Nothing is sent twice, everything gets a final state, and that is `unknown` only if it must be.
"""

from collections import Counter
from contextlib import suppress

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.jobs import deliver
from tests.builders.sending import communications, mails, states
from tests.faults.calls import Call
from tests.faults.counting import Calls, count_calls
from tests.faults.faults import Fault, Injection, Level, Moment, WorkerDied, every_injection
from tests.faults.injecting import inject
from tests.services.sending.driver import START, Driver, counted, doubled, set_up_run, written_states

# The large case is split into so many tests for `pytest -n`.
SHARDS = 16
# A timeout, a dropped connection and a server error all lose the response, so `make test` tries only one of them.
FEWER = (Fault.THROTTLED, Fault.CONFLICT, Fault.TIMED_OUT, Fault.PARTIAL, Fault.DEATH)
# After these faults it is not known whether the call took effect.
LOSING = (Fault.TIMED_OUT, Fault.DROPPED, Fault.SERVER_ERROR, Fault.DEATH)


pytestmark = pytest.mark.usefixtures("quiet")


def restore(world: World) -> None:
    from contactbook.storage.settings.sections import forget_cached

    world.restore()
    forget_cached()


def clean(world: World) -> Calls:
    restore(world)
    with count_calls() as calls:
        Driver(world).work()
    return calls


def between_arm_and_mark(call: Call, injection: Injection) -> bool:
    """True if the fault came between an arming and its mark, both writes included."""
    arming = [state for _, state in written_states(call)] == ["sending"]
    marking = any(state == "sent" for _, state in written_states(call))
    # A death before arming leaves it queued. An arming whose response is lost leaves it armed.
    return call.name == "sesv2.SendEmail" or marking or (arming and injection.moment is Moment.AFTER)


def must_stay_unknown(call: Call, injection: Injection) -> bool:
    """True if it cannot be known whether the provider accepted: its response is lost, or its caller died."""
    return call.name == "sesv2.SendEmail" and injection.fault in LOSING


@pytest.mark.feature("S3.20")
@pytest.mark.parametrize(
    ("recipients", "faults", "chosen"),
    [
        pytest.param(2, FEWER, slice(0, None, 3), id="2 recipients, every third"),
        pytest.param(2, FEWER, slice(None), id="2 recipients", marks=pytest.mark.torture),
        *(
            pytest.param(
                50,
                tuple(Fault),
                slice(shard, None, SHARDS),
                id=f"50 recipients, every fault, {shard + 1} of {SHARDS}",
                marks=pytest.mark.torture,
            )
            for shard in range(SHARDS)
        ),
    ],
)
def test_a_run_sends_nothing_twice_and_finishes_whichever_call_fails(
    world: World, recipients: int, faults: tuple[Fault, ...], chosen: slice
) -> None:
    set_up_run(world, recipients)
    clean(world)
    calls = clean(world)
    assert states(world) == ["sent"] * recipients
    tried = 0
    unknown: list[tuple[Injection, Call]] = []
    for injection in list(every_injection(calls.made, faults=faults))[chosen]:
        restore(world)
        driver = Driver(world)
        with inject(injection) as injected, suppress(WorkerDied):
            driver.work()
        ((_, call),) = injected.fired
        driver.recover()
        tried += 1
        assert doubled(world) == [], injection
        assert len(communications(world)) == recipients, injection
        ends = states(world)
        assert set(ends) <= {"sent", "unknown"}, (injection, ends)
        assert counted(world) == Counter(ends), injection
        assert "unknown" in ends or not must_stay_unknown(call, injection), (injection, call)
        if "unknown" in ends:
            unknown.append((injection, call))
            assert ends.count("unknown") == 1, injection
            assert between_arm_and_mark(call, injection), (injection, call)
        assert len(world.sent_emails()) >= ends.count("sent"), injection
    assert tried > 40
    # Some faults left something unknown, so the check above was not empty.
    assert {injection.fault for injection, _ in unknown} >= {Fault.TIMED_OUT, Fault.DEATH}
    assert all(injection.level is Level.ABOVE or call.name == "sesv2.SendEmail" for injection, call in unknown)


@pytest.mark.feature("S3.20")
def test_each_message_delivered_three_times_sends_once(world: World) -> None:
    set_up_run(world, 7)
    driver = Driver(world)
    driver.work(times=3)
    assert states(world) == ["sent"] * 7
    assert doubled(world) == []
    assert len(mails(world)) == 7
    assert driver.now == START


@pytest.mark.feature("S3.20")
def test_a_throttled_send_returns_to_the_queue_and_is_sent_later(world: World) -> None:
    set_up_run(world, 3)
    driver = Driver(world)
    with inject(Injection(0, Fault.THROTTLED, which=lambda call: call.operation == "SendEmail")):
        driver.work()
    assert states(world) == ["queued"] * 3
    driver.recover()
    assert states(world) == ["sent"] * 3
    assert doubled(world) == []


def test_the_calls_per_recipient_are_one_transaction_one_send_and_one_put(world: World) -> None:
    set_up_run(world, 100)
    clean(world)
    world.restore()
    planner, sender = Driver(world), Driver(world)
    records = world.take_messages("notification_planner")
    with planner.clock(), count_calls() as planning:
        deliver(world, "notification_planner", records)
    # The place of the job taken and left, the slice and the progress of its run. Nothing is written for a recipient.
    assert [written for call in planning for written in written_states(call.call)] == []
    assert planning.of("PutItem") == 4
    # The places of its tenant.
    assert planning.of("Query") == 1
    assert planning.of("BatchGetItem") == 1
    with count_calls() as sending:
        sender.work()
    # One more saves the slice as done, with the totals of its shard.
    assert sending.of("TransactWriteItems") == 100 + 1
    assert sending.of("SendEmail") == 100
    # The booking of the tenant's rate.
    assert sending.of("PutItem") == 100 + 1
    assert sending.of("UpdateItem") == 0
    # Arming costs two units each for the communication, the contact and the absence of the address from the automatic list.
    # Marking costs one, because the record of a short message stays below a kilobyte.
    assert sending.units.write <= 100 * 7 + 15
    assert states(world) == ["sent"] * 100
    assert counted(world) == {"sent": 100}
