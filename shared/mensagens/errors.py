"""What can go wrong with a mensagem, in the words of the person who asked, and as S2's clients read it."""

from collections.abc import Mapping
from typing import Any

from shared.kit.clock import instant, now
from shared.kit.errors import Conflict, InvalidInput, NotFound, RetornoError


class MensagemNotFound(NotFound):
    slug, title = "mensagem-nao-encontrada", "Mensagem não encontrada"
    default_detail = "Mensagem não encontrada"  # S2's words


class KeyReused(InvalidInput):
    """The same `Idempotency-Key` came with another body."""

    slug, title = "chave-reutilizada", "Chave de idempotência reutilizada"
    default_detail = (
        "Esta Idempotency-Key já foi usada com outro conteúdo. Gere uma chave nova para um envio novo."
    )


class ClienteEliminado(Conflict):
    """What comes by itself may not bring back who asked to be erased."""

    slug, title = "pessoa-eliminada", "Pessoa eliminada"
    default_detail = "Esta pessoa teve os seus dados eliminados; nada novo é guardado com este client_id."


class NotSuggested(Conflict):
    slug, title = "mensagem-sem-sugestao", "Nada a decidir"
    default_detail = (
        "Esta mensagem não é uma sugestão nem uma resposta vencida: não há o que decidir sobre ela."
    )


def s2_members(error: RetornoError) -> Mapping[str, Any]:
    """The members of S2's errors, which its clients read."""
    wrong = [{"pointer": one.pointer, "detail": one.detail} for one in error.errors]
    return {
        "error": error.slug,
        "message": error.detail,
        "details": {"errors": wrong} if wrong else None,
        "timestamp": instant(now()),
    }
