"""Refuses ids in a request that name nothing of the tenant (S8.3). Each check is one batch read, and none without ids."""

from collections.abc import Iterable, Mapping

from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.storage.tenant_store import TenantStore


def require_lists(store: TenantStore, named: Mapping[str, str]) -> None:
    """Refuse ids of lists that do not exist; `named` is by their JSON Pointers. Raises ValidationFailed `unknown_list`."""
    found = (one.list_id for one in store.lists.get_many(sorted(set(named.values()))))
    _require(named, found, "unknown_list", "There is no such list.")


def require_files(store: TenantStore, named: Mapping[str, str]) -> None:
    """Refuse ids of files that the library lacks; `named` is by their JSON Pointers. Raises ValidationFailed `unknown_attachment`."""
    found = (one.attachment_id for one in store.library.get_many(sorted(set(named.values()))))
    _require(named, found, "unknown_attachment", "The library has no such file.")


def _require(named: Mapping[str, str], found: Iterable[str], code: str, message: str) -> None:
    known = set(found)
    errors = [FieldError(pointer, code, message) for pointer, one in named.items() if one not in known]
    if errors:
        raise ValidationFailed("The request names a record that does not exist; see `errors`.", errors=errors)
