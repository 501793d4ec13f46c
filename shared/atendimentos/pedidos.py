"""What S3's routes of atendimentos are asked in their queries."""

from typing import Annotated

from pydantic import BeforeValidator

from shared.atendimentos.models import StatusConfirmacao
from shared.kit.models import SourceInput


def _lower(value: object) -> object:
    """S3 named its states in capitals in one place and in small letters in another."""
    return value.strip().lower() if isinstance(value, str) else value


class NovoStatusS3(SourceInput):
    """The query of `PUT /test/atendimento/{atendimento_id}/status`."""

    status: Annotated[StatusConfirmacao, BeforeValidator(_lower)]
