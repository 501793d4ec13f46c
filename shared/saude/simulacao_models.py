"""The body of a what-if and its answer."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from shared.clientes.models import ClienteId, Identificador
from shared.contas.saude_models import NomeEnviado, NovoPerfil
from shared.kit.models import Document, NewInput
from shared.saude.alteracao import altered
from shared.saude.evolucao import Diferenca
from shared.saude.explicada import ScoreExplicado, explained
from shared.saude.medidas import NUNCA, Medidas
from shared.saude.models import DiaDeSaude
from shared.saude.perfil_models import Medida, Perfil
from shared.saude.score import values_of

Quantidade = Annotated[int, Field(ge=0, le=1_000_000)]
Dias = Annotated[int, Field(ge=0, le=NUNCA)]
Poucos = Annotated[int, Field(ge=0, le=10_000)]


class MedidasEnviadas(NewInput):
    """In S4's names. What is absent or null was never told; 9999 days is never. Of a count and its days, the one that
    alone is absent is 0 or never."""

    qntd_acessos_30d: Quantidade | None = None
    dias_desde_ultimo_acesso: Dias | None = None
    qntd_entradas_30d: Quantidade | None = None
    dias_desde_ultima_entrada: Dias | None = None
    qntd_saidas_30d: Quantidade | None = None
    dias_desde_ultima_saida: Dias | None = None
    qntd_leads_30d: Quantidade | None = None
    dias_desde_ultimo_lead: Dias | None = None
    econversa_ativo: bool | None = None
    integradores_conectados: Poucos | None = None
    dias_desde_ultima_econversa: Dias | None = None
    dias_desde_ultima_integracao: Dias | None = None
    chamados_abertos: Poucos | None = None
    faltas: Poucos | None = None

    def on(self, medidas: Medidas) -> Medidas:
        """`medidas` with what was sent in its place."""
        sent = self.model_dump(exclude_none=True)
        counts = {name: sent.pop(name) for name in ("chamados_abertos", "faltas") if name in sent}
        valores = {Medida(name): int(valor) for name, valor in sent.items()}
        return replace(altered(medidas, valores), **counts)


class PedidoSimulacao(NewInput):
    """Of `medidas`, or of a cliente's own: before, by the conta's profile; after, with `mudancas` and by the profile
    named in `perfil` or sent whole in `proprio`, where there is one."""

    cliente_id: ClienteId | None = None
    medidas: MedidasEnviadas | None = None
    mudancas: MedidasEnviadas = MedidasEnviadas()
    perfil: NomeEnviado | None = None
    proprio: NovoPerfil | None = None

    @model_validator(mode="after")
    def _clear(self) -> Self:
        if (self.cliente_id is None) == (self.medidas is None):
            raise ValueError("deve trazer cliente_id ou medidas, um dos dois")
        if self.perfil is not None and self.proprio is not None:
            raise ValueError("deve trazer perfil ou proprio, não os dois")
        return self


class ScoreSimulado(ScoreExplicado):
    """`medidas` is what the profiles read, in S4's names; None is without data."""

    medidas: dict[Medida, int | None]
    chamados_abertos: int | None
    faltas: int | None

    @classmethod
    def of(cls, medidas: Medidas, perfil: Perfil) -> Self:
        valores = zip(Medida, values_of(medidas), strict=True)
        return cls(
            **dict(explained(medidas, perfil)),
            medidas={medida: valor for medida, valor in valores if medida.is_measured},
            chamados_abertos=medidas.chamados_abertos,
            faltas=medidas.faltas,
        )

    @property
    def day(self) -> DiaDeSaude:
        """As a day of history keeps it."""
        return DiaDeSaude(score=self.score, categoria=self.categoria, pilares=self.pilares)


class Simulacao(Document):
    """`cliente_id` and the local `dia` of its measures are None where the measures were sent."""

    cliente_id: Identificador | None
    dia: date | None
    antes: ScoreSimulado
    depois: ScoreSimulado
    diferenca: Diferenca
