"""What can go wrong with a credencial, in the words of the person who asked."""

from shared.kit.errors import Conflict, Forbidden, NotFound


class CredencialNotFound(NotFound):
    slug, title = "credencial-nao-encontrada", "Credencial não encontrada"
    default_detail = "Não existe credencial com este identificador nesta conta."


class AlreadyIssued(Conflict):
    """The same `Idempotency-Key` again: the secret was shown once and is nowhere to be shown from."""

    slug, title = "credencial-ja-emitida", "Credencial já emitida"
    default_detail = (
        "Já emitimos uma credencial com esta Idempotency-Key, e o segredo só aparece uma vez. Procure-a na lista; "
        "se o segredo se perdeu, revogue-a e peça outra com uma Idempotency-Key nova."
    )


class NotReplaceable(Conflict):
    slug, title = "credencial-nao-trocavel", "Credencial que não pode ser trocada"
    default_detail = "Esta credencial já foi trocada ou não vale mais. Confira a lista e emita outra."


class FixedOrigens(Conflict):
    slug, title = "sites-nao-mudam", "Sites que não podem mudar"
    default_detail = (
        "Só muda de sites a chave de um formulário que ainda vale. Confira a lista e emita outra."
    )


class InvalidConvite(Forbidden):
    """Unknown, used, expired and revoked look the same to who tries codes."""

    slug, title = "convite-invalido", "Convite inválido"
    default_detail = "O convite não vale mais. Peça outro a quem administra a conta."
