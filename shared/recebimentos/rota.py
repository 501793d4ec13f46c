"""Where a message goes, by what is known of it: pure, so that the order can be told by table.

Opt-out words come before everything else, then an open question, an appointment they were asked about, what is being
talked about, an open acompanhamento, and a chamado last.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.atendimentos.classe import Classe, Leitura
from shared.envios.models import Envio
from shared.kit.canais import TipoConteudo
from shared.perguntas.models import ASKED_BACK, Pergunta, TipoPergunta
from shared.recebimentos.conversa import opcao_said, payload_of, words_of
from shared.recebimentos.models import DE_FLUXO, Destino, Recebimento
from shared.recebimentos.palavras import Palavra, read_palavra, read_sim_ou_nao
from shared.relatos.models import Relato

# The options of `cancelar_o_que`.
PARAR, CONSULTA = "parar", "consulta"
_EITHER = (TipoPergunta.CONFIRMACAO, TipoPergunta.RESOLVEU)
_MOST_ASKED = 9


@dataclass(frozen=True, slots=True)
class Rota:
    """`alvo` is the pergunta or relato it goes to; a pergunta without one is yet to be asked back: which of `perguntas`
    it answers, or without these, what is to be cancelled."""

    destino: Destino
    alvo: str | None = None
    perguntas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Situacao:
    """`abertas` are the open perguntas of who wrote, the newest first; `do_botao` the one whose button was pressed,
    where it is theirs; `relatos` what may be answered, the likeliest first; `respondido` our message that this one
    quotes. `pode_voltar`: somebody behind the address asked for silence before this message was sent. `em_conversa`: we
    answered them in a chamado lately, or somebody has it. `leitura`: what it says of appointments that they were asked
    about, if it does.
    """

    recebimento: Recebimento
    abertas: Sequence[Pergunta] = ()
    do_botao: Pergunta | None = None
    relatos: Sequence[Relato] = ()
    respondido: Envio | None = None
    pode_voltar: bool = False
    em_conversa: bool = False
    leitura: Leitura | None = None


def choose(situacao: Situacao) -> Rota:
    recebimento = situacao.recebimento
    if payload := payload_of(recebimento):
        return _to_pergunta(recebimento, situacao.do_botao) or Rota(Destino.PERGUNTA, payload.pergunta_id)
    palavra = read_palavra(words_of(recebimento))
    if palavra is not None and (rota := _by_palavra(palavra, situacao)):
        return rota
    ways = (_by_agenda, _by_question, _by_atendimento, _by_conversation)
    return next((rota for way in ways if (rota := way(situacao))), Rota(Destino.CHAMADO))


def _by_palavra(palavra: Palavra, situacao: Situacao) -> Rota | None:
    """None for a word that means nothing now: "voltar" from who never left. "Cancelar" is asked about once."""
    if palavra is Palavra.SAIR:
        return Rota(Destino.OPT_OUT)
    if palavra is Palavra.NUMERO_ERRADO:
        return Rota(Destino.NUMERO_ERRADO)
    if palavra is Palavra.VOLTAR:
        return Rota(Destino.VOLTAR) if situacao.pode_voltar else None
    is_asked = any(one.tipo is TipoPergunta.CANCELAR_O_QUE for one in situacao.abertas)
    return Rota(Destino.CHAMADO) if is_asked else Rota(Destino.PERGUNTA)


def _by_question(situacao: Situacao) -> Rota | None:
    """To the question that the message quotes and to no other, a closed one too; else to the one it surely answers."""
    recebimento, quoted = situacao.recebimento, situacao.respondido
    if quoted and not quoted.pergunta_id and _speaks_of_else(quoted):
        return None
    if quoted and quoted.pergunta_id:
        asked = next((one for one in situacao.abertas if one.id == quoted.pergunta_id), None)
        rota = _to_pergunta(recebimento, asked)
        if rota or asked is None or asked.tipo is not TipoPergunta.QUAL:
            return rota
        quoted = None  # what was asked back is itself about several
    return _by_fitting(situacao, is_free=quoted is None)


def _by_fitting(situacao: Situacao, *, is_free: bool) -> Rota | None:
    """`is_free`: it quotes nothing that tells what it is about."""
    abertas, recebimento = situacao.abertas, situacao.recebimento
    fitting = [one for one in questions(abertas) if opcao_said(one, recebimento)]
    for pergunta in (one for one in abertas if one.tipo in ASKED_BACK):
        if rota := _to_pergunta(recebimento, pergunta):
            return _which(situacao) if rivals_of(pergunta, fitting) else rota
    if is_free and not fitting and may_be_either(abertas, recebimento):
        return _which(situacao)
    if len(fitting) == 1:
        return _to_pergunta(recebimento, fitting[0])
    return _which(situacao) if fitting else None


def _which(situacao: Situacao) -> Rota:
    """It is asked which of several is meant, once: to the question that asked so already, where none was chosen."""
    read = situacao.leitura.perguntas if situacao.leitura else ()
    meant = [one.id for one in _meant(situacao.abertas, situacao.recebimento)]
    perguntas = tuple(dict.fromkeys((*meant, *read)))[:_MOST_ASKED]
    for one in situacao.abertas:
        if one.tipo is TipoPergunta.QUAL and set(perguntas) <= {opcao.id for opcao in one.opcoes}:
            return Rota(Destino.PERGUNTA, one.id, perguntas)
    return Rota(Destino.PERGUNTA, perguntas=perguntas)


def _meant(abertas: Sequence[Pergunta], recebimento: Recebimento) -> list[Pergunta]:
    """Those that it may answer. Words that are no option of any of them were read as an answer about one of the
    appointments."""
    asked = [*questions(abertas), *_hours_beside(abertas, recebimento)]
    tipos = _EITHER if may_be_either(abertas, recebimento) else (TipoPergunta.CONFIRMACAO,)
    fitting = [one for one in asked if opcao_said(one, recebimento)]
    return fitting or [one for one in asked if one.tipo in tipos]


def _hours_beside(abertas: Sequence[Pergunta], recebimento: Recebimento) -> list[Pergunta]:
    """The newest hours to choose from, where the same number also answers about another appointment."""
    fitting = [one for one in questions(abertas) if opcao_said(one, recebimento)]
    hours = [one for one in abertas if one.tipo is TipoPergunta.HORARIO and opcao_said(one, recebimento)]
    return [one for one in hours[:1] if rivals_of(one, fitting)]


def questions(abertas: Sequence[Pergunta]) -> list[Pergunta]:
    """Those that a feature asked, beside what was asked back about an answer."""
    return [pergunta for pergunta in abertas if pergunta.tipo not in ASKED_BACK]


def rivals_of(pergunta: Pergunta, fitting: Sequence[Pergunta]) -> list[Pergunta]:
    """Beside hours to choose from: the appointments of their own that the same number may confirm or cancel."""
    if pergunta.tipo is not TipoPergunta.HORARIO:
        return []
    asked = [one for one in fitting if one.tipo is TipoPergunta.CONFIRMACAO]
    return [one for one in asked if not pergunta.sobre.startswith(f"{one.sobre}/")]


def may_be_either(abertas: Sequence[Pergunta], recebimento: Recebimento) -> bool:
    """Whether a bare yes or no is as much about an answer of ours as about an appointment."""
    tipos = {one.tipo for one in abertas}
    is_ours = recebimento.tipo is TipoConteudo.TEXTO and DE_FLUXO not in recebimento.campos
    return (
        is_ours
        and read_sim_ou_nao(words_of(recebimento)) is not None
        and tipos >= {TipoPergunta.CONFIRMACAO, TipoPergunta.RESOLVEU}
    )


def _to_pergunta(recebimento: Recebimento, pergunta: Pergunta | None) -> Rota | None:
    """None when the message is no sure answer to it."""
    opcao = opcao_said(pergunta, recebimento) if pergunta else None
    if pergunta is None or opcao is None:
        return None
    if pergunta.tipo is TipoPergunta.CANCELAR_O_QUE and opcao.id == PARAR:
        return Rota(Destino.OPT_OUT, pergunta.id)
    return Rota(Destino.PERGUNTA, pergunta.id)


def _by_agenda(situacao: Situacao) -> Rota | None:
    """What another system says which appointment it is about is about that one and no other."""
    if situacao.leitura is None or not situacao.leitura.agenda:
        return None
    return _by_atendimento(situacao) or Rota(Destino.CHAMADO)


def _by_atendimento(situacao: Situacao) -> Rota | None:
    """To the one appointment that it is about; of several it is asked which, once."""
    leitura = situacao.leitura
    if leitura is None or leitura.lida is None:
        return None
    if leitura.lida.classe is Classe.OPT_OUT:
        return Rota(Destino.OPT_OUT)
    if situacao.respondido and _speaks_of_else(situacao.respondido):
        return None
    if len(leitura.atendimento_ids) == 1:
        return Rota(Destino.ATENDIMENTO, leitura.atendimento_ids[0])
    asked = {one.id for one in situacao.abertas if one.tipo is TipoPergunta.CONFIRMACAO}
    can_ask = asked and len(asked | set(leitura.perguntas)) >= len(leitura.atendimento_ids)
    return _which(situacao) if leitura.atendimento_ids and can_ask else None


def _speaks_of_else(quoted: Envio) -> bool:
    """Whether our message that is quoted is about something else than an appointment."""
    return bool(quoted.chamado_id or quoted.relato_id)


def _by_conversation(situacao: Situacao) -> Rota | None:
    """To what the message quotes; else to the relato, unless a chamado is being talked about."""
    quoted, ids = situacao.respondido, [relato.id for relato in situacao.relatos]
    if quoted and quoted.relato_id in ids:
        return Rota(Destino.ACOMPANHAMENTO, quoted.relato_id)
    if not ids or situacao.em_conversa or (quoted and quoted.chamado_id):
        return None
    return Rota(Destino.ACOMPANHAMENTO, ids[0])
