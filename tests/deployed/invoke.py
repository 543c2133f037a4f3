"""Runs one built function as Lambda does: with its code, its layer and the standard library only.

Started as `python -I -S invoke.py`. It reads its task as JSON from standard input and writes the answer as JSON to standard output.
"""

import importlib
import json
import sys
import time


class Context:
    """The context of an invocation, as Lambda passes it to a handler."""

    function_name = "deployed"
    memory_limit_in_mb = "512"
    invoked_function_arn = "arn:aws:lambda:eu-central-1:000000000000:function:deployed"
    aws_request_id = "00000000-0000-0000-0000-000000000001"
    log_group_name = log_stream_name = "deployed"

    def get_remaining_time_in_millis(self):
        """Return one minute, always."""
        return 60_000


def main() -> None:
    """Import the handler, call it, and print the answer, the time of the import and the origin of the package."""
    asked = json.load(sys.stdin)
    sys.path[:0] = asked["roots"]
    module, _, name = asked["handler"].rpartition(".")
    began = time.perf_counter()
    handler = getattr(importlib.import_module(module), name)
    imported = time.perf_counter() - began
    answer = handler(asked["event"], Context())
    places = sorted({str(one.__file__) for one in list(sys.modules.values()) if getattr(one, "__file__", None)})
    # Logs are on standard output too. The answer is the last line.
    print()  # noqa: T201 - the answer goes to standard output
    print(json.dumps({"answer": answer, "imported_in": imported, "places": places}))  # noqa: T201 - the answer goes to standard output


if __name__ == "__main__":
    main()
