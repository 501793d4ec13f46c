"""What is asked back where it is not sure what was meant, as it is asked: pure, made of what was saved."""

from collections.abc import Sequence
from datetime import datetime

from shared.clientes.models import SEM_NOME
from shared.envios.models import BotaoEnvio
from shared.kit.ids import digest_id
from shared.perguntas.models import NovaPergunta, Opcao, Pergunta, TipoPergunta
from shared.recebimentos import textos
from shared.recebimentos.conversa import Conversa, words_of
from shared.recebimentos.models import Recebimento
from shared.recebimentos.palavras import bare, read_sim_ou_nao
from shared.recebimentos.rota import CONSULTA, PARAR

PERGUNTA, RECEBIMENTO = "perguntas/", "recebimentos/"
_MOST_BUTTONS = 3


def cancelar_o_que(conversa: Conversa, abertas: Sequence[Pergunta], until: datetime) -> NovaPergunta:
    """About the one question that is open; of several, or without any, a person will see which appointment."""
    bound = f"{PERGUNTA}{abertas[0].id}" if len(abertas) == 1 else f"clientes/{conversa.quem.id}"
    return NovaPergunta(
        chave=f"volta-{conversa.recebimento.id}",
        tipo=TipoPergunta.CANCELAR_O_QUE,
        cliente_id=conversa.quem.id,
        sobre=bound,
        texto=textos.CANCELAR_O_QUE,
        expira_em=until,
        opcoes=(
            Opcao(id=CONSULTA, titulo="Cancelar a consulta", numero=1),
            Opcao(id=PARAR, titulo="Parar de receber", numero=2),
        ),
    )


def qual(conversa: Conversa, meant: Sequence[Pergunta], until: datetime, *, vez: int) -> NovaPergunta:
    """One `chave` for these questions, whoever of two messages at once asks about them; another for each `vez`."""
    recebimento = conversa.recebimento
    return NovaPergunta(
        chave=f"qual-{digest_id(*sorted(recebimento.perguntas))}-{vez}",
        tipo=TipoPergunta.QUAL,
        cliente_id=conversa.quem.id,
        sobre=sobre(recebimento),
        texto=textos.which_of(_listed(meant, conversa)),
        expira_em=until,
        opcoes=tuple(
            Opcao(id=one.id, titulo=f"Número {numero}", numero=numero)
            for numero, one in enumerate(meant, start=1)
        ),
    )


def sobre(recebimento: Recebimento) -> str:
    """How a question names the message that it was asked back about."""
    return f"{RECEBIMENTO}{recebimento.id}"


def says_the_same(one: Recebimento, other: Recebimento) -> bool:
    """Whether two answers mean the same, whatever they are to."""
    said, again = words_of(one), words_of(other)
    if bare(said) == bare(again):
        return True
    if one.lida and other.lida:
        return one.lida.classe is other.lida.classe
    yes = read_sim_ou_nao(said)
    return yes is not None and yes is read_sim_ou_nao(again)


def _listed(perguntas: Sequence[Pergunta], conversa: Conversa) -> list[str]:
    """Each by what it is about; on a family's phone by whose it is, too."""
    if len({one.cliente_id for one in perguntas}) < 2:
        return [one.texto for one in perguntas]
    nomes = {cliente.id: cliente.nome for cliente in conversa.todos if cliente.nome != SEM_NOME}
    return [
        f"{nomes.get(one.cliente_id, '').partition(' ')[0]}: {one.texto}".lstrip(": ") for one in perguntas
    ]


def botoes_of(pergunta: Pergunta) -> tuple[BotaoEnvio, ...]:
    """None where there are more options than any channel has buttons: then they are typed."""
    if len(pergunta.opcoes) > _MOST_BUTTONS:
        return ()
    return tuple(
        BotaoEnvio(id=pergunta.payload(one), titulo=one.titulo, numero=one.numero) for one in pergunta.opcoes
    )
