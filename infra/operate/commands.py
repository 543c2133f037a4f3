"""The commands with their arguments. Each names the function that carries it out, which is imported once the environment is set."""

import argparse

DESCRIPTION = """Commands for whoever runs Contactbook; docs/operate.md and the runbook say when to use them.

Credentials and region come from the environment, as for every tool of AWS. --local asks the local stack at PORT (3000), while it runs.
It ends with 0 if it is done, with 1 if there is nothing to do or something is wrong, with 2 if AWS does not answer."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line. It sets `run` to the place of the command's function, `stack` if that needs a stack."""
    top = argparse.ArgumentParser(
        prog="python -m infra.operate", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    top.add_argument("--local", action="store_true", help="use the local stack that runs at PORT")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _add_table(commands)
    _add_erasures(commands)
    _add_work(commands)
    _add_checks(commands)
    return top


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, run: str, text: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run, stack=None)
    return command


def _of_stack(command: argparse.ArgumentParser) -> None:
    command.add_argument("--stack", default="contactbook", help="the stack whose functions know table, queues and secrets")


def _changing(command: argparse.ArgumentParser) -> None:
    command.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")


def _add_table(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    show = _add(commands, "show", "items:show", "Print an item, or every item of a partition, with its documents in clear.")
    show.add_argument("pk")
    show.add_argument("sk", nargs="?")
    migrate = _add(
        commands,
        "migrate",
        "migrating:migrate",
        "Rewrite stored documents of an earlier schema in the present one, beside live traffic. It may be stopped and repeated.",
    )
    migrate.add_argument("--tenant", help="of this tenant; of every tenant if it is left out")
    migrate.add_argument("--after", metavar="TENANT/CONTACT", help="go on behind this contact, as was printed")
    _of_stack(migrate)
    _changing(migrate)
    free = _add(commands, "free-domain", "domains:free", "Let another tenant group register a domain that nobody holds any more.")
    free.add_argument("domain")
    _changing(free)


def _add_erasures(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    replay = _add(
        commands, "replay-erasures", "erasures:replay_erasures", "Erase again in a restored table whoever was erased before."
    )
    replay.add_argument(
        "--after", default="", metavar="DAY", help="begin at this day (2026-11-30), or behind the key that was printed"
    )
    _of_stack(replay)
    _changing(replay)
    prepare = _add(
        commands,
        "prepare-restored",
        "restoring:prepare",
        "Give a restored table what a restore leaves out (stream, expiry, backups, protection), and print the parameters of the stack.",
    )
    prepare.add_argument("table")
    _of_stack(prepare)
    _changing(prepare)
    carry = _add(
        commands,
        "carry-refusals",
        "refusals:carry",
        "Copy into a restored table the nos that people said since, from the other table.",
    )
    carry.add_argument("table", help="the table that was in use until now")
    _of_stack(carry)
    _changing(carry)


def _add_work(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    redrive = _add(commands, "redrive", "queues:redrive", "Move the dead messages of a job back into its queue.")
    redrive.add_argument("job", help="the name of the job, such as contact-import")
    runs = _add(commands, "open-runs", "runs:open_runs", "List notification runs that are not finished.")
    runs.add_argument("--tenant", help="of this tenant; of every tenant if it is left out")
    runs.add_argument("--hours", type=int, default=0, help="only those that began so many hours ago: they may be stuck")
    runs.add_argument("--days", type=int, default=30, help="how many days back to look (30)")
    unknown = _add(
        commands, "unknown", "communications:unknown", "List communications of which nobody knows whether they were sent."
    )
    unknown.add_argument("--tenant", help="of this tenant; of every tenant if it is left out")
    resolve = _add(
        commands,
        "resolve-unknown",
        "communications:resolve",
        "Write down what became of an unknown communication. It is never sent again.",
    )
    resolve.add_argument("tenant")
    resolve.add_argument("communication")
    resolve.add_argument("outcome", choices=["delivered", "not_delivered"])
    resolve.add_argument("--reason", required=True, help="how you know it; it is in the audit")
    for command in (redrive, runs, unknown, resolve):
        _of_stack(command)
    for command in (redrive, resolve):
        _changing(command)


def _add_checks(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    rotate = _add(commands, "rotate-keys", "key_ring:rotate", "Add a key to the ring; and a day later, sign with it.")
    rotate.add_argument("step", choices=["add", "use"])
    _of_stack(rotate)
    _changing(rotate)
    verify = _add(commands, "verify-audit", "audit:verify", "Check the chained histories of a tenant's contacts.")
    verify.add_argument("tenant")
    verify.add_argument("--contact", help="only this contact, which may be deleted")
    _of_stack(verify)
