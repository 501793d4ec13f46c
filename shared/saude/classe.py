"""The words of a score: S4's categories and pillars."""

from enum import StrEnum


class Categoria(StrEnum):
    """S4's, from worst to best."""

    CRITICO = "Crítico"
    NORMAL = "Normal"
    SAUDAVEL = "Saudável"
    CAMPEAO = "Campeão"

    @property
    def grau(self) -> int:
        """0 is the worst."""
        return list(Categoria).index(self)


class Pilar(StrEnum):
    ENGAJAMENTO = "engajamento"
    ESTOQUE = "movimentacao_estoque"
    CRM = "crm"
    ADOCAO = "adoption"
