"""What the gate's rules are given, what each answers, and the words for every reason; apart so that all share it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from shared.clientes.models import Cliente
from shared.contas.models import Conta
from shared.envios.models import Acao, Motivo
from shared.kit.canais import Provedor


@dataclass(frozen=True, slots=True)
class Contexto:
    """What the gate knows at `agora`. The `cliente` is silent also by what others said at their addresses, and
    `eliminado_em` is when somebody who had one of these was erased. `enderecos` is where each usable provider of the
    conta reaches the person, in the conta's order, without those that were tried and certainly failed.
    `ultima_entrada` is the last inbound message of the person by provider. `enviados_em` are the instants of the
    proactive messages of the last seven days.
    `outros` are the keys of envios to this person that say the same and are on their way (duplicates).
    """

    conta: Conta
    cliente: Cliente
    enderecos: Mapping[Provedor, str]
    agora: datetime
    eliminado_em: datetime | None = None
    ultima_entrada: Mapping[Provedor, datetime] = field(default_factory=dict)
    enviados_em: Sequence[datetime] = ()
    outros: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Parecer:
    """A rule's answer. Without `acao` the next rule is asked."""

    explicacao: str
    acao: Acao | None = None
    motivo: Motivo | None = None
    ate: datetime | None = None
    provedor: Provedor | None = None


# Whole sentences, true wherever the motivo is; what is particular to one case is said after them.
SENTENCES: Mapping[Motivo, str] = {
    Motivo.OPT_OUT: "A pessoa pediu para não receber mais mensagens, e o pedido dela vale.",
    Motivo.SUPRIMIDO: "Este contato está na lista de quem não deve mais ser procurado.",
    Motivo.SEM_CONSENTIMENTO: "A pessoa não autoriza mensagens com esta finalidade.",
    Motivo.DUPLICADO: "Outra mensagem que diz o mesmo já está a caminho desta pessoa.",
    Motivo.FORA_DO_HORARIO: "O momento do envio está fora do horário de mensagens.",
    Motivo.FERIADO: "O dia do envio é feriado, e feriado conta como domingo.",
    Motivo.FREQUENCIA: "A pessoa já recebeu tantas mensagens quanto é gentil mandar neste período.",
    Motivo.FORA_DA_JANELA: (
        "A pessoa não escreveu nas últimas 24 horas; depois disso o WhatsApp só aceita modelos aprovados."
    ),
    Motivo.SEM_MODELO: "A pessoa não escreveu nas últimas 24 horas, e falta um modelo aprovado que sirva.",
    Motivo.SEM_CANAL: "O canal para esta mensagem não está ativo.",
    Motivo.SEM_ENDERECO: "Não temos como alcançar a pessoa: falta um telefone, e-mail ou conversa que o canal use.",
    Motivo.TARDE_DEMAIS: "Não dá mais tempo de enviar dentro do prazo desta mensagem.",
    Motivo.CANCELADO: "Este envio foi cancelado.",
    Motivo.AINDA_NAO: "Ainda não é a hora: esta mensagem está marcada para depois.",
    Motivo.PROVEDOR: "O canal não aceitou a mensagem, e não há outro por onde tentar.",
}


def passes(explicacao: str) -> Parecer:
    return Parecer(explicacao)


def refuses(motivo: Motivo, detalhe: str = "") -> Parecer:
    return Parecer(_said(motivo, detalhe), Acao.RECUSAR, motivo)


def waits(motivo: Motivo, ate: datetime, detalhe: str) -> Parecer:
    return Parecer(_said(motivo, detalhe), Acao.ADIAR, motivo, ate)


def _said(motivo: Motivo, detalhe: str) -> str:
    return f"{SENTENCES[motivo]} {detalhe}".strip()
