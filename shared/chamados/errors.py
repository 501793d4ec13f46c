"""What can go wrong with a chamado, in the words of the person who opened it."""

from shared.kit.errors import InvalidInput, NotFound


class ChamadoNotFound(NotFound):
    slug, title = "chamado-nao-encontrado", "Chamado não encontrado"
    default_detail = "Chamado não encontrado"  # S1's words


class ClienteNotFound(NotFound):
    slug, title = "cliente-nao-encontrado", "Cliente não encontrado"
    default_detail = "Cliente não encontrado"  # S1's words


class KeyReused(InvalidInput):
    """The same `Idempotency-Key` came with another body."""

    slug, title = "chave-reutilizada", "Chave de idempotência reutilizada"
    default_detail = (
        "Esta Idempotency-Key já foi usada com outro conteúdo. Gere uma chave nova para um envio novo."
    )


class KeyErased(KeyReused):
    """What came with this `Idempotency-Key` was erased: a repetition may not bring it back."""

    default_detail = (
        "O chamado enviado com esta Idempotency-Key já foi eliminado. Gere uma chave nova para um envio novo."
    )


class SituacaoNotFound(NotFound):
    """One sentence for a protocolo that nobody has and for an address that is another's: neither is told apart."""

    slug, title = "pedido-nao-encontrado", "Pedido não encontrado"
    default_detail = (
        "Não encontramos um pedido com este protocolo e este contato. Confira os dois e tente de novo."
    )
