"""What a conta decided about scores: by which profile, its own one, and which optional signals take points off."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.kit.models import Document
from shared.saude.classe import Pilar
from shared.saude.perfil_models import Medida, SinalOpcional

Percentual = Annotated[int, Field(ge=1, le=100)]


class NomePerfil(StrEnum):
    DOCUMENTADO = "documentado"
    CODIGO = "codigo"
    AJUSTADO = "ajustado"
    PROPRIO = "proprio"


class FaixaPropria(Document):
    """What a value up to and with `ate` earns; the last band of a rule has no `ate`."""

    ate: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    pontos: Annotated[float, Field(ge=0, le=1.2)]


class RegraPropria(Document):
    """`peso` in percents of the pillar."""

    medida: Medida
    peso: Percentual
    faixas: Annotated[tuple[FaixaPropria, ...], Field(min_length=2, max_length=20)]


class PilarProprio(Document):
    """`peso` in percents of the score."""

    peso: Percentual
    regras: Annotated[tuple[RegraPropria, ...], Field(min_length=1, max_length=10)]


class PerfilProprio(Document):
    """`versao` grows by itself with each change. `redistribui`: what has no data leaves its weight to the rest."""

    versao: int = 1
    redistribui: bool = False
    pilares: Annotated[dict[Pilar, PilarProprio], Field(min_length=1)]


class AjusteSinal(Document):
    """So many points are taken off the score for each, never more than `maximo`."""

    ativo: bool = False
    por_unidade: Annotated[float, Field(gt=0, le=0.2)] = 0.02
    maximo: Annotated[float, Field(gt=0, le=0.3)] = 0.1


class SinaisSaude(Document):
    """Open chamados, and no-shows of 30 days; `versao` grows by itself with each change."""

    versao: int = 1
    chamados_abertos: AjusteSinal = AjusteSinal()
    faltas: AjusteSinal = AjusteSinal()

    def of(self, sinal: SinalOpcional) -> AjusteSinal:
        return self.faltas if sinal is SinalOpcional.FALTAS else self.chamados_abertos


class PoliticaSaude(Document):
    perfil: NomePerfil = NomePerfil.DOCUMENTADO
    proprio: PerfilProprio | None = None
    sinais: SinaisSaude = SinaisSaude()
