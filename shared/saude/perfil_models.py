"""The structure of a scoring profile: pillars, rules, bands, deductions. Plain data: `score` walks it for a hundred
thousand clientes a day, and a conta's own profile is read into it."""

from dataclasses import dataclass, field
from enum import StrEnum

from shared.saude.classe import Pilar

# Weights are whole percents, points whole hundredths: sums are exact.
INTEIRO = 100


class Medida(StrEnum):
    """What a rule may look at, in S4's names where S4 has one.

    The days since a use of eConversa count while it is on. `RELATORIOS` and `CONTRATOS` are of S4's first code;
    nothing tells us of them, so they are always without data.
    """

    ACESSOS = "qntd_acessos_30d"
    ULTIMO_ACESSO = "dias_desde_ultimo_acesso"
    ENTRADAS = "qntd_entradas_30d"
    ULTIMA_ENTRADA = "dias_desde_ultima_entrada"
    SAIDAS = "qntd_saidas_30d"
    ULTIMA_SAIDA = "dias_desde_ultima_saida"
    LEADS = "qntd_leads_30d"
    ULTIMO_LEAD = "dias_desde_ultimo_lead"
    ECONVERSA = "econversa_ativo"
    INTEGRADORES = "integradores_conectados"
    ULTIMA_CONVERSA = "dias_desde_ultima_econversa"
    ULTIMA_INTEGRACAO = "dias_desde_ultima_integracao"
    RELATORIOS = "relatorios_30d"
    CONTRATOS = "contratos_vigentes"

    @property
    def is_recency(self) -> bool:
        """Fewer days are better; of everything else, more is."""
        return self.value.startswith("dias_")

    @property
    def is_measured(self) -> bool:
        return self not in (Medida.RELATORIOS, Medida.CONTRATOS)


INDICES = {medida: indice for indice, medida in enumerate(Medida)}


class SinalOpcional(StrEnum):
    CHAMADOS_ABERTOS = "chamados_abertos"
    FALTAS = "faltas"


@dataclass(frozen=True, slots=True)
class Regra:
    """`limites` ascend; a value up to and with `limites[i]` earns `pontos[i]`, one above them all the last of `pontos`.

    So "more than 75 earns 1.2" is a last limit of 75, and 75 itself earns what stands before it. `peso` is within the
    pillar. `indice` is where `score` finds the measure.
    """

    medida: Medida
    peso: int
    limites: tuple[int, ...]
    pontos: tuple[int, ...]
    indice: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "indice", INDICES[self.medida])


@dataclass(frozen=True, slots=True)
class PesoPilar:
    """`peso` is within the score; the weights of `regras` add up to 100, as those of a profile's pillars do."""

    pilar: Pilar
    peso: int
    regras: tuple[Regra, ...]


@dataclass(frozen=True, slots=True)
class Desconto:
    """Hundredths taken off the score for each, never more than `maximo`."""

    sinal: SinalOpcional
    por_unidade: int
    maximo: int


@dataclass(frozen=True, slots=True)
class Perfil:
    """How a score is made. `id` names the profile and its version, `documentado:1`.

    `redistribui`: a rule without data leaves its weight to the others of its pillar, and a pillar without any to the
    other pillars; else both earn nothing. `limita_pilares` caps each pillar at 1. `arredonda_pilares` rounds each
    pillar to two decimals before it is weighed. `categoria_exata` takes the category from the score before it is
    rounded.
    """

    id: str
    pilares: tuple[PesoPilar, ...]
    redistribui: bool = False
    limita_pilares: bool = True
    arredonda_pilares: bool = False
    categoria_exata: bool = False
    descontos: tuple[Desconto, ...] = ()
