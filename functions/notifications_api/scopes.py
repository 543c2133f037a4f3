"""The scopes for reading and for changing notifications and their configuration."""

from typing import Annotated

from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import needs
from contactbook.domain.base.callers import Caller, Scope

Reader = Annotated[Caller, Depends(needs(Scope.COMMUNICATIONS_SEND, Scope.SETTINGS_READ))]
Writer = Annotated[Caller, Depends(needs(Scope.COMMUNICATIONS_SEND))]
# Of a suppression: without it, more people are contacted.
Remover = Annotated[Caller, Depends(needs(Scope.SETTINGS_WRITE))]
