"""Runs one built function as Lambda would: with its code, its layer and the standard library, and nothing else.

Started as `python -I -S invoke.py` with what to do as JSON on standard input; the answer goes to standard output as JSON.
"""

import importlib
import json
import sys
import time


class Context:
    """What Lambda tells a handler about its invocation."""

    function_name = "deployed"
    memory_limit_in_mb = "512"
    invoked_function_arn = "arn:aws:lambda:eu-central-1:000000000000:function:deployed"
    aws_request_id = "00000000-0000-0000-0000-000000000001"
    log_group_name = log_stream_name = "deployed"

    def get_remaining_time_in_millis(self):
        """One minute, always."""
        return 60_000


def main() -> None:
    """Import the handler, call it, and say how long the import took and where the package came from."""
    asked = json.load(sys.stdin)
    sys.path[:0] = asked["roots"]
    module, _, name = asked["handler"].rpartition(".")
    began = time.perf_counter()
    handler = getattr(importlib.import_module(module), name)
    imported = time.perf_counter() - began
    answer = handler(asked["event"], Context())
    places = sorted({str(one.__file__) for one in list(sys.modules.values()) if getattr(one, "__file__", None)})
    # Logs went to standard output too: the answer is its last line.
    print()  # noqa: T201
    print(json.dumps({"answer": answer, "imported_in": imported, "places": places}))  # noqa: T201


if __name__ == "__main__":
    main()
