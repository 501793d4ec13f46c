"""The settings of a conta, as its people read and change them; apart from `service`, which opens contas."""

from dataclasses import dataclass

from shared.contas.conta_models import MudancaConta
from shared.contas.conta_store import ContaVersao, ContaVersaoStore
from shared.contas.store import ContaStore
from shared.kit.errors import NotFound, PreconditionFailed, TransientError
from shared.kit.etags import Precondition
from shared.kit.logging import get_logger

_ATTEMPTS = 8
_log = get_logger(__name__)


@dataclass(frozen=True)
class AjusteService:
    contas: ContaStore
    versoes: ContaVersaoStore

    async def read(self, conta_id: str) -> ContaVersao:
        """The conta, made with the defaults when it does not exist yet."""
        try:
            return await self.versoes.get(conta_id)
        except NotFound:
            await self.contas.load(conta_id)
            return await self.versoes.get(conta_id)

    async def change(self, conta_id: str, mudanca: MudancaConta, precondition: Precondition) -> ContaVersao:
        """Raises `PreconditionFailed` when the conta is not the version that the caller read."""
        for _ in range(_ATTEMPTS):
            read = await self.read(conta_id)
            precondition.check(read.etag)
            changed = mudanca.applied(read.conta)
            if changed == read.conta:
                return read
            try:
                saved = await self.versoes.save(changed, read.etag)
            except PreconditionFailed:
                continue  # `*` asks for no version in particular; for any other the next check refuses
            _log.info("conta.changed", extra={"conta": conta_id, "campos": sorted(mudanca.model_fields_set)})
            return saved
        raise TransientError
