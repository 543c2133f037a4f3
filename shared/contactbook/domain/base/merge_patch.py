"""JSON merge-patch, RFC 7396: null removes, objects are merged, everything else replaces."""

from pydantic import JsonValue


def patched(target: JsonValue, patch: JsonValue) -> JsonValue:
    """The target after the patch; neither is changed."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = patched(result.get(name), value)
    return result
