"""Answers that are files."""


def attached(name: str) -> dict[str, str | list[str]]:
    """Return the header that makes a browser save the answer as a file of this name."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}
