"""What can go wrong with a pedido, in the words of the admin who registered it."""

from shared.kit.errors import InvalidInput, NotFound


class PedidoNotFound(NotFound):
    slug, title = "pedido-nao-encontrado", "Pedido não encontrado"
    default_detail = "Não existe pedido de titular com este identificador nesta conta."


class KeyReused(InvalidInput):
    """The same `Idempotency-Key` came for another person or with another body."""

    slug, title = "chave-reutilizada", "Chave de idempotência reutilizada"
    default_detail = (
        "Esta Idempotency-Key já foi usada com outro conteúdo. Gere uma chave nova para um pedido novo."
    )
