"""The memory as automatic answers read it: by ids that search found, counting what was given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shared.kit.errors import TransientError
from shared.kit.logging import get_logger
from shared.mensagens.errors import MensagemNotFound
from shared.mensagens.models import Mensagem
from shared.mensagens.store import MensagemStore

_log = get_logger(__name__)


@dataclass(frozen=True)
class LembrancaService:
    open_mensagens: Callable[[str], MensagemStore]

    async def many(self, conta_id: str, ids: Sequence[str]) -> dict[str, Mensagem]:
        """Those of `ids` that exist."""
        return await self.open_mensagens(conta_id).many(ids)

    async def used(self, conta_id: str, mensagem_id: str) -> None:
        """Count that it was given. What is lost to an outage, or to a deletion meanwhile, is not counted."""

        def change(mensagem: Mensagem) -> Mensagem:
            return mensagem.model_copy(update={"usos": mensagem.usos + 1})

        try:
            await self.open_mensagens(conta_id).update(mensagem_id, change)
        except (MensagemNotFound, TransientError):
            _log.warning("mensagem.not_counted", extra={"mensagem_id": mensagem_id, "conta": conta_id})
