"""Everything seen in one text: its signs, denied or not, and what the small model makes of its words."""

from dataclasses import dataclass, replace
from functools import cached_property

from shared.chamados.cortesias import without_manners
from shared.chamados.historico import without_history, without_subject
from shared.chamados.leitura_texto import Lido, read_palavras
from shared.chamados.modelo import Modelo, Pontos
from shared.chamados.regras_ordens import without_orders
from shared.chamados.sinais import Sinal, find_sinais, names_of

_PAUSES = frozenset(".,;:")


@dataclass(frozen=True)
class Indicios:
    lido: Lido
    modelo: Modelo

    @cached_property
    def sinais(self) -> tuple[Sinal, ...]:
        return tuple(find_sinais(self.lido.norma))

    @cached_property
    def nomes(self) -> frozenset[str]:
        return names_of(self.sinais)

    @cached_property
    def pontos(self) -> Pontos:
        """What the model makes of words and signs."""
        return self.modelo.read(self.lido.norma.split(), sorted(self.nomes))

    def has(self, *nomes: str) -> bool:
        """Whether any of these is said and not denied."""
        return not self.nomes.isdisjoint(nomes)

    def first(self, *nomes: str) -> Sinal | None:
        """The first place, by the order of `nomes`, where one of these is said and not denied."""
        said = (sinal for nome in nomes for sinal in self.sinais if sinal.nome == nome and not sinal.negado)
        return next(said, None)

    @property
    def is_empty(self) -> bool:
        """Nothing but signs and emoji, or nothing at all."""
        return not any(palavra.norma[0].isalnum() for palavra in self.lido.palavras)


def read_indicios(texto: str, modelo: Modelo) -> Indicios:
    return Indicios(read_pedido(texto), modelo)


def read_pedido(texto: str) -> Lido:
    """The words that count: no old mail, no manners, no orders to the reader. The model learns from the same."""
    own = without_subject(without_history(read_palavras(texto)))
    return without_manners(_without_last_pauses(without_orders(own)))


def _without_last_pauses(lido: Lido) -> Lido:
    last = len(lido.palavras)
    while last and lido.palavras[last - 1].norma in _PAUSES:
        last -= 1
    return replace(lido, palavras=lido.palavras[:last])
