"""The arithmetic of conversion: what one relato counts for, and what a group of them comes to. Pure."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from shared.kit.clock import parse_instant
from shared.metricas.carteira import ZERO, money
from shared.metricas.conversao_models import DiasAteDesfecho, MedidaConversao, Orcamentos
from shared.metricas.medida import percent, quantile
from shared.relatos.models import ContatoSituacao, Resultado

_DAY = timedelta(days=1)
_MADE = (ContatoSituacao.ENVIO_PEDIDO, ContatoSituacao.TAREFA_CRIADA)
# An answer alone decides nothing: the quote is still open.
_WITHOUT = (Resultado.PERDIDO, Resultado.SEM_INTERESSE, Resultado.SEM_RESPOSTA, Resultado.NAO_CONTATAR)


@dataclass(frozen=True, slots=True)
class Lido:
    """The part of a relato that counts. `fim` is how it ended, None while its quote is open; `desfecho_em` is when an
    outcome was told."""

    cliente_id: str | None
    atendente: str | None
    recebido_em: datetime
    contatos: int
    respondeu: bool
    fim: str | None
    desfecho_em: datetime | None
    valor: Decimal | None


def lido(body: dict[str, Any]) -> Lido:
    """From a relato's document as it is stored."""
    extracao, desfecho = body.get("extracao") or {}, body.get("desfecho")
    resultado = body.get("resultado")
    return Lido(
        cliente_id=body.get("cliente_id"),
        atendente=body.get("atendente") or extracao.get("identidade_atendente"),
        recebido_em=parse_instant(body["recebido_em"]),
        contatos=sum(one["situacao"] in _MADE for one in body.get("contatos", ())),
        respondeu=body.get("resposta") is not None,
        fim=None if resultado == Resultado.RESPONDEU else resultado,
        desfecho_em=parse_instant(desfecho["registrado_em"]) if desfecho else None,
        valor=money(extracao.get("valor_orcamento")),
    )


@dataclass(slots=True)
class _Soma:
    n: int = 0
    com_valor: int = 0
    valor: Decimal = ZERO

    def add(self, valor: Decimal | None) -> None:
        self.n += 1
        if valor is not None:
            self.com_valor += 1
            self.valor += valor

    def shown(self) -> Orcamentos:
        return Orcamentos(n=self.n, com_valor=self.com_valor, valor=self.valor if self.com_valor else None)


@dataclass(slots=True)
class Grupo:
    """Adds up relatos one by one; memory grows by one number for each outcome of the period."""

    relatos: int = 0
    contatados: int = 0
    contatos: int = 0
    responderam: int = 0
    fins: Counter[str] = field(default_factory=Counter)
    ganhos: _Soma = field(default_factory=_Soma)
    perdidos: _Soma = field(default_factory=_Soma)
    abertos: _Soma = field(default_factory=_Soma)
    dias: list[float] = field(default_factory=list)

    def came(self, one: Lido) -> None:
        """It came in during the period."""
        self.relatos += 1
        self.contatados += one.contatos > 0
        self.contatos += one.contatos
        self.responderam += one.respondeu
        if one.fim:
            self.fins[one.fim] += 1

    def decided(self, one: Lido) -> None:
        """Its outcome was told during the period."""
        (self.ganhos if one.fim == Resultado.CONVERTIDO else self.perdidos).add(one.valor)
        if one.desfecho_em:
            self.dias.append((one.desfecho_em - one.recebido_em) / _DAY)

    def waits(self, one: Lido) -> None:
        """Its quote is open now."""
        self.abertos.add(one.valor)

    def medida(self) -> MedidaConversao:
        ended = self.fins.total()
        return MedidaConversao(
            relatos=self.relatos,
            contatados=self.contatados,
            contatos_feitos=self.contatos,
            responderam=self.responderam,
            convertidos=self.fins[Resultado.CONVERTIDO],
            sem_conversao={fim.value: self.fins[fim] for fim in _WITHOUT},
            em_aberto=self.relatos - ended,
            taxa_conversao_pct=percent(self.fins[Resultado.CONVERTIDO], ended) if ended else None,
            taxa_conversao_n=ended,
            ganhos=self.ganhos.shown(),
            perdidos=self.perdidos.shown(),
            dias_ate_desfecho=DiasAteDesfecho(
                n=len(self.dias),
                mediana=round(quantile(sorted(self.dias), 0.5), 1) if self.dias else None,
            ),
            abertos=self.abertos.shown(),
        )
