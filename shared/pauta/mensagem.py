"""The brief as a message: short, and without a name of anybody. It stays in the ledger of who gets it, where an
erasure of somebody it spoke of would not find it."""

from datetime import datetime

from shared.clientes.models import Finalidade
from shared.envios.models import NovoEnvio
from shared.kit.dates import format_day
from shared.kit.money import format_brl
from shared.pauta.models import Acao, Grupo, ResumoDoDia, TipoAcao

# How many actions a message tells.
ACOES = 3
_ROTA = "Tudo, com os motivos, em /resumo-do-dia."
_SAIDA = "Para não receber mais o resumo, responda SAIR."


def envio_of(resumo: ResumoDoDia, cliente_id: str, *, chave: str, ate: datetime) -> NovoEnvio:
    """Where only a template may leave, the conta's for `equipe` has these variables."""
    return NovoEnvio(
        chave=chave,
        cliente_id=cliente_id,
        finalidade=Finalidade.EQUIPE,
        assunto=f"Resumo do dia, {format_day(resumo.dia)}",
        texto=text_of(resumo),
        variaveis={
            "dia": format_day(resumo.dia),
            "quantos": str(resumo.quantos),
            "atrasados": str(resumo.atrasados),
            "valor": format_brl(resumo.valor_em_risco),
        },
        nao_depois_de=ate,
    )


def text_of(resumo: ResumoDoDia) -> str:
    lines = [resumo.saudacao, *map(_grupo, resumo.grupos)]
    first = [_acao(one) for one in resumo.acoes[:ACOES]]
    if first:
        lines += [f"Comece por: {'; '.join(first)}.", _ROTA]
    return "\n".join([*lines, _SAIDA])


def _grupo(grupo: Grupo) -> str:
    money = f", com {format_brl(grupo.valor_em_risco)} em jogo" if grupo.valor_em_risco else ""
    return f"• {grupo.nome}: {grupo.quantos}{money}"


def _acao(acao: Acao) -> str:
    money = f" de {format_brl(acao.valor_em_risco)}" if acao.valor_em_risco else ""
    said = {
        TipoAcao.ORCAMENTO: f"orçamento{money}, contato de {acao.quando}",
        TipoAcao.ATENDIMENTO: f"horário de {acao.quando}",
        TipoAcao.CHAMADO: f"chamado com prazo {acao.quando}",
        TipoAcao.CLIENTE: f"cliente{money} por mês que está em queda"
        if money
        else "cliente que está em queda",
        TipoAcao.TAREFA: f"quem espera desde {acao.quando}",
    }
    return said[acao.tipo]
