"""The route that previews a KYC definition."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import Now, Store, needs
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.settings.kyc import KycDraft
from contactbook.services.kyc.definition import KycPreview, preview_definition

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.SETTINGS_READ, Scope.SETTINGS_WRITE))]


@router.post("/v1/settings/kyc/preview", tags=["Settings"])
def preview_kyc(definition: KycDraft, _: Reader, store: Store, now: Now) -> KycPreview:
    """Count how many contacts a new KYC definition would change; nothing is saved."""
    return preview_definition(store, definition, now=now)
