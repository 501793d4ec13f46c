"""What the decision is asked about: builders in local words, and the shape of one row of its table."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from shared.clientes.models import BaseLegal, Canal, Cliente, Consentimento, Finalidade, OptOut, PedidoOptOut
from shared.contas.mensageria import CanalDaConta, Mensageria, ModeloMensagem
from shared.contas.models import Conta
from shared.envios.decisao import Contexto
from shared.envios.models import Acao, Envio, Motivo
from shared.kit.canais import Provedor

SAO_PAULO, MANAUS, RIO_BRANCO = "America/Sao_Paulo", "America/Manaus", "America/Rio_Branco"
MONDAY = "2026-11-23 10:00"  # in the hours of every kind of message
LONG_AGO = datetime(2022, 1, 5, 12, tzinfo=UTC)
PROACTIVE = (Finalidade.ATENDIMENTO, Finalidade.ACOMPANHAMENTO, Finalidade.MARKETING)


def at(text: str, fuso: str = SAO_PAULO) -> datetime:
    """The UTC instant of a local `2026-11-23 10:00`, seconds if given."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(fuso)).astimezone(UTC)


def make_envio(finalidade: Finalidade = Finalidade.ACOMPANHAMENTO, **fields: Any) -> Envio:
    given: dict[str, Any] = {
        "id": "E1",
        "chave": "relato-1-dia-3",
        "cliente_id": "C1",
        "finalidade": finalidade,
        "texto": "Olá! Ficou alguma dúvida sobre o orçamento?",
        "nao_antes_de": LONG_AGO,
        "criado_por": "acompanhamento",
        "criado_em": LONG_AGO,
        "atualizado_em": LONG_AGO,
    }
    return Envio(**given | fields)


def make_cliente(**fields: Any) -> Cliente:
    given: dict[str, Any] = {
        "id": "C1",
        "nome": "Marina",
        "telefones": ("+5531999990000",),
        "criado_em": LONG_AGO,
        "atualizado_em": LONG_AGO,
    }
    return Cliente(**given | fields)


def make_conta(fuso: str = SAO_PAULO, feriados: tuple[Any, ...] = (), **mensageria: Any) -> Conta:
    return Conta(id="clinica", fuso=fuso, feriados=feriados, mensageria=Mensageria(**mensageria))


def make_contexto(agora: datetime | None = None, **fields: Any) -> Contexto:
    """By the simulado channel, which asks for nothing, from somebody who wrote an hour ago, unless it says more."""
    moment = agora or at(MONDAY)
    given: dict[str, Any] = {
        "conta": make_conta(),
        "cliente": make_cliente(),
        "enderecos": {Provedor.SIMULADO: "+5531999990000"},
        "agora": moment,
        "ultima_entrada": {Provedor.SIMULADO: moment - timedelta(hours=1)},
    }
    return Contexto(**given | fields)


def agreed(
    finalidade: Finalidade, em: datetime = LONG_AGO, base: BaseLegal = BaseLegal.CONSENTIMENTO
) -> Consentimento:
    return _line(finalidade, em, base, concedido=True)


def revoked(finalidade: Finalidade, em: datetime = LONG_AGO) -> Consentimento:
    return _line(finalidade, em, BaseLegal.CONSENTIMENTO, concedido=False)


def opted_out(*asked: datetime) -> Cliente:
    """Out since the first of these, and said so again at the others."""
    said: dict[str, Any] = {"canal": Canal.WHATSAPP, "evidencia": "wamid.1", "registrado_por": "canal"}
    lines = tuple(PedidoOptOut(sair=True, em=em, **said) for em in asked)
    return make_cliente(opt_out=OptOut(em=asked[0], **said), opt_outs=lines)


def modelo(chave: str, **fields: Any) -> ModeloMensagem:
    return ModeloMensagem(chave=chave, texto="Olá! Podemos ajudar?", **fields)


def canal(provedor: Provedor, *, ativo: bool = True) -> CanalDaConta:
    return CanalDaConta(provedor=provedor, ativo=ativo)


def _line(finalidade: Finalidade, em: datetime, base: BaseLegal, *, concedido: bool) -> Consentimento:
    return Consentimento(
        finalidade=finalidade,
        concedido=concedido,
        base_legal=base,
        texto_versao="v1",
        canal=Canal.WHATSAPP,
        evidencia="wamid.1",
        em=em,
        registrado_por="recepcao",
    )


@dataclass(frozen=True, slots=True)
class Linha:
    """One row: what is asked, of whom, and what the gate says. `ate` is local, in the conta's zone."""

    nome: str
    acao: Acao
    motivo: Motivo | None = None
    ate: str | None = None
    provedor: Provedor | None = None
    envio: Envio = field(default_factory=make_envio)
    contexto: Contexto = field(default_factory=make_contexto)
    diz: str = ""


def refused(nome: str, motivo: Motivo, **rest: Any) -> Linha:
    return Linha(nome, Acao.RECUSAR, motivo, **rest)


def later(nome: str, motivo: Motivo, ate: str, **rest: Any) -> Linha:
    return Linha(nome, Acao.ADIAR, motivo, ate, **rest)


def sent(nome: str, provedor: Provedor = Provedor.SIMULADO, **rest: Any) -> Linha:
    return Linha(nome, Acao.ENVIAR, provedor=provedor, **rest)


def by_template(nome: str, provedor: Provedor, **rest: Any) -> Linha:
    return Linha(nome, Acao.USAR_MODELO, provedor=provedor, **rest)
