"""What search keeps of a mensagem and of an approved answer; apart because whoever saves one and whoever indexes all
anew must agree on it.
"""

from shared.mensagens.indice_models import Item, TipoItem
from shared.mensagens.models import Mensagem, Validacao
from shared.respostas.models import Resposta


def item_of_mensagem(mensagem: Mensagem) -> Item:
    return Item(
        tipo=TipoItem.MENSAGEM,
        id=mensagem.id,
        perguntas=(mensagem.message,),
        resposta=mensagem.answer,
        setor=mensagem.sector,
        validacao=mensagem.validated_by,
        client_id=mensagem.client_id,
        tag=mensagem.tag,
        vale_ate=mensagem.vale_ate,
    )


def item_of_resposta(resposta: Resposta) -> Item | None:
    """None where nothing is to be found: it is off, or its intention alone calls it."""
    if not resposta.ativa or not resposta.perguntas:
        return None
    return Item(
        tipo=TipoItem.RESPOSTA,
        id=resposta.id,
        perguntas=resposta.perguntas,
        resposta=resposta.texto,
        setor=resposta.setor,
        validacao=Validacao.HUMAN,
        vale_ate=resposta.vale_ate,
    )
