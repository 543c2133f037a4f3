"""Who may do what in the registry of tenants (S8.1), and which tenant may be the parent of which (S4.1, S4.2)."""

from collections.abc import Mapping
from enum import StrEnum

from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.errors import MissingScope, RuleBroken, ValidationFailed
from contactbook.domain.tenants.registry import Tenant

MOST_CHILDREN = 1000
# What only the operator may change about a tenant, but that a parent may let its child go.
OF_THE_OPERATOR = frozenset({"parent_id", "sms_sender_ids"})


class Role(StrEnum):
    """The role in which a caller reads and changes a tenant."""

    OPERATOR = "operator"
    PARENT = "parent"
    ITSELF = "itself"


def is_operator(by: Caller) -> bool:
    """True for the operator of the installation, whichever tenant the token names."""
    return by.may(Scope.PLATFORM_ADMIN)


def role_of(by: Caller, own_id: str, tenant: Tenant) -> Role | None:
    """Return the role of a caller of the tenant `own_id` towards a tenant; None if the tenant does not exist for it."""
    if is_operator(by):
        return Role.OPERATOR
    if tenant.tenant_id == own_id:
        return Role.ITSELF
    return Role.PARENT if tenant.parent_id == own_id else None


def require_operator(by: Caller, message: str, *fields: str) -> None:
    """Raise MissingScope with this message, about these fields, for anybody but the operator."""
    if not is_operator(by):
        raise MissingScope.of(message, *fields)


def require_allowed(fields: Mapping[str, object], role: Role, by: Caller) -> None:
    """Raise MissingScope if the caller may not change one of these fields of a tenant. A parent may let its child go."""
    lets_go = role is Role.PARENT and "parent_id" in fields and fields["parent_id"] is None
    asked = OF_THE_OPERATOR & fields.keys() - ({"parent_id"} if lets_go else set())
    if asked:
        message = (
            "Only the operator gives a tenant a parent and sender ids; it needs the scope platform:admin. "
            "A top account lets its child go with `parent_id` null."
        )
        require_operator(by, message, *(f"/{name}" for name in sorted(asked)))


def require_top_account(tenant: Tenant) -> None:
    """Raise RuleBroken `not_top_account` for a child account, which registers nothing (S4.2)."""
    if tenant.parent_id is not None:
        raise RuleBroken("A child account has no child accounts. Ask its top account.", code="not_top_account")


def require_parent(parent: Tenant | None, tenant_id: str) -> Tenant:
    """Return the parent if the tenant can become its child.

    So a group has two levels and no circle. Raises ValidationFailed `unknown_parent`, RuleBroken `too_many_children`, `tenant_closing`.
    """
    if parent is None or parent.parent_id is not None or parent.tenant_id == tenant_id:
        raise ValidationFailed.of("/parent_id", "unknown_parent", "The parent must be a registered top account.")
    if parent.closing:
        raise RuleBroken.of(
            "/parent_id", "tenant_closing", "The parent is being off-boarded and gets no child. Name another parent."
        )
    if parent.children >= MOST_CHILDREN:
        raise RuleBroken.of(
            "/parent_id",
            "too_many_children",
            f"A top account has at most {MOST_CHILDREN} child accounts, and this one has as many. Name another parent.",
        )
    return parent


def require_no_children(tenant: Tenant) -> None:
    """Raise RuleBroken `has_children` for a tenant that cannot become a child account, because it has some itself."""
    if tenant.children:
        raise RuleBroken.of(
            "/parent_id", "has_children", "A tenant with child accounts cannot become a child account. Move these first."
        )


def require_no_child_left(tenant: Tenant) -> None:
    """Raise RuleBroken `has_children` for a tenant that cannot leave yet, because child accounts of it are not off-boarded (S8.6)."""
    if tenant.children:
        message = f"The tenant has {tenant.children} child accounts. Off-board these first, until they are finished."
        raise RuleBroken(message, code="has_children")
