"""The clientes of the demonstration's product, and how each used it for 30 days: words and numbers alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

# Lojas in these are being served; the last is of who left.
ONGOING, ONBOARDING, BRADESCO = "CS | ONGOING", "CS | ONBOARDING", "CS | BRADESCO"
SAIU = "Churns & Cancelamentos"
_DIAS = 30


@dataclass(frozen=True, slots=True)
class Uso:
    """So many a day, every `cada` days, the last time `ha` days ago."""

    tipo: str
    por_dia: int = 1
    cada: int = 1
    ha: int = 0


@dataclass(frozen=True, slots=True)
class Loja:
    """`fim` is the category that it must have on Monday; `chegou` and `implantou` count days before."""

    tenant_id: int
    nome: str
    valor: float
    fim: str | None
    usos: tuple[Uso, ...] = ()
    pipeline: str = ONGOING
    cs: str = "Bruno"
    chegou: int = 200
    implantou: int | None = 170
    saiu: int | None = None
    integradores: tuple[str, ...] = ()
    econversa: bool = False

    def ficha(self, today: date) -> dict[str, Any]:
        """The body of its cadastro."""
        days = {
            "data_adesao": self.chegou,
            "data_start_onboarding": self.chegou,
            "data_end_onboarding": self.implantou,
            "data_cancelamento": self.saiu,
        }
        dated = {name: str(today - timedelta(days=ago)) for name, ago in days.items() if ago is not None}
        return {
            "nome": self.nome,
            "email": f"loja{self.tenant_id}@exemplo.com.br",
            "tenant_id": self.tenant_id,
            "valor": self.valor,
            "pipeline": self.pipeline,
            "cs": self.cs,
            **dated,
        }

    def atividades(self, today: date) -> Iterator[dict[str, Any]]:
        """What happened at it until `today`."""
        for uso in self.usos:
            for ago in range(uso.ha, _DIAS, uso.cada):
                told = {"tipo": uso.tipo, "em": f"{today - timedelta(days=ago)}T10:00:00"}
                yield told | {"tenant_id": self.tenant_id, "quantidade": uso.por_dia}
        begin = f"{today - timedelta(days=_DIAS)}T09:00:00"
        if self.econversa:
            yield {"tipo": "econversa", "tenant_id": self.tenant_id, "em": begin, "ativo": True}
        for name in self.integradores:
            on = {"tipo": "integrador", "tenant_id": self.tenant_id, "em": begin, "ativo": True}
            yield on | {"integrador": name}


def _daily(por_dia: int, *, ha: int = 0, cada: int = 1) -> tuple[Uso, ...]:
    return tuple(
        Uso(tipo, por_dia, cada, ha) for tipo in ("login", "entrada_estoque", "saida_estoque", "lead")
    )


LOJAS = (
    Loja(
        901,
        "Auto Peças Norte",
        899.0,
        "Campeão",
        _daily(2),
        integradores=("erp", "marketplace"),
        econversa=True,
    ),
    Loja(902, "Padaria Trigo Bom", 499.9, "Saudável", _daily(1), econversa=True, cs="Aline"),
    Loja(903, "Ótica Boa Vista", 1_990.0, "Normal", _daily(2, ha=1, cada=3), econversa=True),
    Loja(904, "Studio Zen", 299.0, "Crítico", (Uso("login", ha=20),), pipeline=BRADESCO, cs="Aline"),
    Loja(905, "Moda Bela", 699.0, "Normal", _daily(1, cada=2), ONBOARDING, chegou=25, implantou=None),
    Loja(906, "Mercado Sol", 350.0, None, pipeline=SAIU, chegou=300, implantou=275, saiu=12),
)
# Who fell over the weekend: nobody came, and something was switched off.
QUEDA = 903
