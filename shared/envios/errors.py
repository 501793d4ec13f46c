"""What can go wrong with an envio, in the words of the person who asked for it."""

from shared.kit.errors import Conflict, InvalidInput, NotFound, TransientError


class EnvioNotFound(NotFound):
    slug, title = "envio-nao-encontrado", "Envio não encontrado"
    default_detail = "Não existe envio com este identificador nesta conta."


class ChaveReused(InvalidInput):
    """The same `chave` came with another message."""

    slug, title = "chave-reutilizada", "Chave de idempotência reutilizada"
    default_detail = "Esta chave já foi usada com outra mensagem. Gere uma chave nova para um envio novo."


class NotWaiting(Conflict):
    slug, title = "envio-nao-espera", "Envio que não espera mais"
    default_detail = "Só um envio que ainda espera a sua hora pode ser cancelado."


class Moved(TransientError):
    """Somebody else changed what was read: to be decided anew from the reading."""
