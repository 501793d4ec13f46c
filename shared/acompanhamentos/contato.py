"""A contato as a message: what is asked of the gate for it, and why a person must make it after all; pure."""

from shared.clientes.models import Finalidade
from shared.envios.models import Acao, Envio, EnvioStatus, NovoEnvio
from shared.kit.texto import squeeze
from shared.relatos.models import Contato, Relato

_MOST_CHARACTERS = 4_096
_LINE = 200
# Ends of an envio after which somebody must look. One that was cancelled was let go on purpose.
_CAME_BACK = (EnvioStatus.RECUSADO, EnvioStatus.FALHOU, EnvioStatus.INCERTO)
_SEM_CADASTRO = "O contato automático não saiu: o relato não está ligado a um cliente."
_SEM_TEXTO = "O contato automático não saiu: não há texto que possa ser enviado."
RECUSADO_NA_ENTRADA = "O contato automático não saiu: o pedido não foi aceito. Confira o cadastro do cliente."
_INCERTO = "O contato automático pode ter saído ou não: o canal não respondeu. Confira antes de repetir."
_FALHOU = "O contato automático não saiu: nenhum canal conseguiu entregar."


def chave_of(relato_id: str, numero: int) -> str:
    return f"contato-{relato_id}-{numero}"


def numero_of(envio: Envio) -> int | None:
    """The contato that an envio was asked for; None when it is none of ours."""
    if envio.relato_id is None:
        return None
    head, _, numero = envio.chave.rpartition("-")
    is_ours = head == f"contato-{envio.relato_id}" and numero.isdecimal()
    return int(numero) if is_ours else None


def why_not(relato: Relato, contato: Contato) -> str | None:
    """Why the contato cannot be asked of the gate at all, as the attendant reads it."""
    if relato.cliente_id is None:
        return _SEM_CADASTRO
    return None if 0 < len(contato.texto.strip()) <= _MOST_CHARACTERS else _SEM_TEXTO


def envio_of(relato: Relato, contato: Contato) -> NovoEnvio:
    """The conta's template for acompanhamentos is the gate's to choose; it may not run into the next contato."""
    said = {"assunto": relato.resumo, "atendente": relato.nome_atendente or ""}
    lines = {name: squeeze(value)[:_LINE].strip() for name, value in said.items()}
    later = [one.devido_em for one in relato.contatos if one.numero > contato.numero]
    return NovoEnvio(
        chave=chave_of(relato.id, contato.numero),
        cliente_id=relato.cliente_id or "",
        finalidade=Finalidade.ACOMPANHAMENTO,
        texto=contato.texto,
        variaveis={name: line for name, line in lines.items() if line},
        nao_depois_de=min(later, default=None),
        relato_id=relato.id,
    )


def came_back(envio: Envio) -> str | None:
    """Why the gate or the channel gave it back, as the attendant reads it; None while it is on its way."""
    if envio.status not in _CAME_BACK:
        return None
    if envio.status is EnvioStatus.INCERTO:
        return _INCERTO
    decisao = envio.decisao
    if decisao is None or decisao.acao is not Acao.RECUSAR or not decisao.passos:
        return _FALHOU
    return f"O contato automático não saiu: {decisao.passos[-1].explicacao}"
