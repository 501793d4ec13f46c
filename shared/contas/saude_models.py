"""What people may change of a conta's policy for scores: the shapes of its document, strict about what comes in."""

from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from shared.contas.saude import (
    AjusteSinal,
    FaixaPropria,
    NomePerfil,
    Percentual,
    PerfilProprio,
    PilarProprio,
    PoliticaSaude,
    RegraPropria,
    SinaisSaude,
)
from shared.kit.errors import FieldError, InvalidInput
from shared.kit.models import NewInput
from shared.saude.classe import Pilar
from shared.saude.perfil_models import INTEIRO, Medida

_STRICT = ConfigDict(extra="forbid", strict=True)


def _of_hundredths(pontos: float) -> float:
    if round(pontos, 2) != pontos:
        raise ValueError("deve ter no máximo duas casas decimais")
    return pontos


Centesimos = Annotated[float, AfterValidator(_of_hundredths)]
# A body names them by their texts.
NomeEnviado = Annotated[NomePerfil, Field(strict=False)]


class NovaFaixa(FaixaPropria):
    model_config = _STRICT

    pontos: Annotated[Centesimos, Field(ge=0, le=1.2)]


class NovaRegra(RegraPropria):
    """Bands in order, and better never earns less: more of a quantity, fewer days."""

    model_config = _STRICT

    medida: Annotated[Medida, Field(strict=False)]
    peso: Percentual
    faixas: Annotated[tuple[NovaFaixa, ...], Field(min_length=2, max_length=20)]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.medida.is_measured:
            raise ValueError("deve usar uma medida que o Retorno recebe")
        *bounded, last = self.faixas
        limites = [faixa.ate for faixa in bounded if faixa.ate is not None]
        if last.ate is not None or len(limites) < len(bounded):
            raise ValueError("deve ter ate em todas as faixas menos na última")
        if any(later <= earlier for earlier, later in pairwise(limites)):
            raise ValueError("deve ter as faixas em ordem crescente de ate, sem repetir")
        self._check_points()
        return self

    def _check_points(self) -> None:
        pontos = [faixa.pontos for faixa in self.faixas]
        expected = sorted(pontos, reverse=self.medida.is_recency)
        if pontos != expected:
            better = "menos dias" if self.medida.is_recency else "uma quantidade maior"
            raise ValueError(f"não pode dar menos pontos a {better}")


class NovoPilar(PilarProprio):
    model_config = _STRICT

    peso: Percentual
    regras: Annotated[tuple[NovaRegra, ...], Field(min_length=1, max_length=10)]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if sum(regra.peso for regra in self.regras) != INTEIRO:
            raise ValueError("deve ter regras cujos pesos somam 100")
        if len({regra.medida for regra in self.regras}) < len(self.regras):
            raise ValueError("não pode usar a mesma medida em duas regras")
        return self


class NovoPerfil(NewInput):
    """A profile as it is sent: its version is ours to count."""

    redistribui: bool = False
    pilares: Annotated[
        dict[Annotated[Pilar, Field(strict=False)], NovoPilar], Field(min_length=1, max_length=len(Pilar))
    ]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if sum(pilar.peso for pilar in self.pilares.values()) != INTEIRO:
            raise ValueError("deve ter pilares cujos pesos somam 100")
        return self

    def as_version(self, versao: int) -> PerfilProprio:
        return PerfilProprio.model_validate(self.model_dump() | {"versao": versao})


class NovoSinal(AjusteSinal):
    model_config = _STRICT

    por_unidade: Annotated[Centesimos, Field(gt=0, le=0.2)] = 0.02
    maximo: Annotated[Centesimos, Field(gt=0, le=0.3)] = 0.1

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.por_unidade > self.maximo:
            raise ValueError("deve ter maximo de ao menos por_unidade")
        return self


def changed(politica: PoliticaSaude, changes: dict[str, Any]) -> PoliticaSaude:
    """`politica` with what was sent, as dumped; a part that became another has the next version."""
    proprio = _next_profile(politica.proprio, changes)
    perfil = changes.get("perfil", politica.perfil)
    if perfil is NomePerfil.PROPRIO and proprio is None:
        raise InvalidInput(
            errors=[FieldError("#/saude/perfil", "pede um perfil em proprio, e não há nenhum")]
        )
    sinais = _next_signals(politica.sinais, changes.get("sinais", {}))
    return PoliticaSaude(perfil=perfil, proprio=proprio, sinais=sinais)


def _next_profile(now: PerfilProprio | None, changes: dict[str, Any]) -> PerfilProprio | None:
    if "proprio" not in changes:
        return now
    sent = PerfilProprio.model_validate(changes["proprio"] | {"versao": now.versao if now else 1})
    if now is None or sent == now:
        return sent
    return sent.model_copy(update={"versao": now.versao + 1})


def _next_signals(now: SinaisSaude, changes: dict[str, Any]) -> SinaisSaude:
    sent = SinaisSaude.model_validate(now.model_dump() | changes)
    return sent if sent == now else sent.model_copy(update={"versao": now.versao + 1})
