"""What can go wrong with a relato, in the words of the person who sent it."""

from shared.kit.errors import Conflict, InvalidInput, NotFound


class RelatoNotFound(NotFound):
    slug, title = "relato-nao-encontrado", "Relato não encontrado"
    default_detail = "Não existe relato com este identificador nesta conta."


class KeyReused(InvalidInput):
    """The same `Idempotency-Key` came with another body."""

    slug, title = "chave-reutilizada", "Chave de idempotência reutilizada"
    default_detail = (
        "Esta Idempotency-Key já foi usada com outro conteúdo. Gere uma chave nova para um envio novo."
    )


class KeyErased(KeyReused):
    """What came with this `Idempotency-Key` was erased: a repetition may not bring it back."""

    default_detail = (
        "O relato enviado com esta Idempotency-Key já foi eliminado. Gere uma chave nova para um envio novo."
    )


class DesfechoExists(Conflict):
    slug, title = "desfecho-ja-registrado", "Desfecho já registrado"
    default_detail = "Este relato já tem um desfecho diferente registrado."


class NotCorrectable(Conflict):
    slug, title = "relato-nao-corrigivel", "Relato que não pode ser corrigido"
    default_detail = (
        "Só um relato que já foi lido pode ser corrigido. Um que falhou precisa antes ser retomado."
    )


class AlreadyEnded(NotCorrectable):
    default_detail = (
        "Este relato já foi encerrado: nenhum contato volta a ser marcado por ele. Registre um relato novo."
    )


class WordsForgotten(NotCorrectable):
    default_detail = "O prazo de guarda deste relato passou e as palavras dele foram apagadas."


class NotFailed(Conflict):
    slug, title = "relato-nao-falhou", "Relato sem falha"
    default_detail = "Só um relato que falhou pode ser processado de novo."
