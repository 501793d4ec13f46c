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


class SemBotconversa(NotFound):
    slug, title = "sem-botconversa", "Conta sem Botconversa"
    default_detail = "Esta conta não tem o canal Botconversa ativo e com credencial."


class PessoaNaoConferida(Conflict):
    """Whose subscriber it is cannot be told, so neither whether they asked for silence."""

    slug, title = "pessoa-nao-conferida", "Pessoa não conferida"
    default_detail = (
        "Não foi possível conferir de quem é este subscriber. Informe também o telefone dele, em `telefone`."
    )


class FluxoRecusado(Conflict):
    slug, title = "fluxo-recusado", "Fluxo não enviado"
    default_detail = "O Botconversa recusou o pedido. Confira a credencial do canal e o fluxo."


class FluxoIncerto(Conflict):
    """It may have left: the caller must look before trying again."""

    slug, title = "fluxo-incerto", "Fluxo talvez enviado"
    default_detail = (
        "O Botconversa não confirmou, e o fluxo pode ter saído. Confira a conversa antes de repetir."
    )
