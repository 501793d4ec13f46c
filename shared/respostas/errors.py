"""What can go wrong with an approved answer, in the words of the person who writes it."""

from shared.kit.errors import InvalidInput, NotFound


class RespostaNotFound(NotFound):
    slug, title = "resposta-nao-encontrada", "Resposta não encontrada"
    default_detail = "Não existe resposta aprovada com este identificador nesta conta."


class KeyReused(InvalidInput):
    """The same `Idempotency-Key` came with another body."""

    slug, title = "chave-reutilizada", "Chave de idempotência reutilizada"
    default_detail = (
        "Esta Idempotency-Key já foi usada com outro conteúdo. Gere uma chave nova para um envio novo."
    )
