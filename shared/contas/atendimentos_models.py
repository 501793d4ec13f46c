"""What people may change of a conta's policy for atendimentos: the shapes of its document, strict in what comes in."""

from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field

from shared.contas.atendimentos import Autocancelar, Preparo, Profissional
from shared.contas.mensageria_models import NovaFaixa
from shared.kit.links import has_insecure_link
from shared.kit.texto import key_of

# A body says the days of the week as JSON does: names are texts.
Dia = Annotated[int, Field(strict=False, ge=0, le=6)]
Politica = Annotated[Autocancelar, Field(strict=False)]


def _apart(faixas: tuple[NovaFaixa, ...]) -> tuple[NovaFaixa, ...]:
    ordered = tuple(sorted(faixas, key=lambda faixa: faixa.inicio))
    if any(later.inicio < earlier.fim for earlier, later in pairwise(ordered)):
        raise ValueError("não pode ter períodos que se sobrepõem")
    return ordered


Faixas = Annotated[tuple[NovaFaixa, ...], Field(min_length=1, max_length=4), AfterValidator(_apart)]


class NovoProfissional(Profissional):
    model_config = ConfigDict(extra="forbid", strict=True, str_strip_whitespace=True)

    # A frozen dict in all but its type: narrower values are no danger.
    grade: Annotated[dict[Dia, Faixas], Field(max_length=7)] = Field(  # type: ignore[assignment]  # see above
        default_factory=dict
    )


def _named_once(profissionais: tuple[NovoProfissional, ...]) -> tuple[NovoProfissional, ...]:
    if len({key_of(one.nome) for one in profissionais}) < len(profissionais):
        raise ValueError("não pode ter dois profissionais de mesmo nome")
    return profissionais


Profissionais = Annotated[tuple[NovoProfissional, ...], Field(max_length=100), AfterValidator(_named_once)]


def _safe(preparo: str) -> str:
    if has_insecure_link(preparo):
        raise ValueError("só aceita links que começam com https://")
    if "{{" in preparo or "}}" in preparo:
        raise ValueError("não pode trazer variáveis")
    return preparo


Preparos = Annotated[
    dict[Annotated[str, Field(min_length=1, max_length=120)], Annotated[Preparo, AfterValidator(_safe)]],
    Field(max_length=100),
]
