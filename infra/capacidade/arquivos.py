"""Reads the parameters of precos.toml, and writes and reads the counts of the last counted run."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from infra.capacidade.consumo import Chamadas, Contado, Pedidos, Regras
from infra.capacidade.custo import Preco

PRECOS = Path(__file__).with_name("precos.toml")
CONTAGEM = Path(__file__).with_name("contagem.json")
DOCS = Path(__file__).parents[2] / "docs" / "capacity.md"
# What stands between these lines of the page is written by `make capacity`.
_BEGIN, _END = "<!-- make capacity -->", "<!-- / make capacity -->"


@dataclass(frozen=True, slots=True)
class Parametros:
    precos: Mapping[str, Preco]
    cambio: Preco
    regras: Regras

    @property
    def is_confirmed(self) -> bool:
        return all(preco.confirmado for preco in (*self.precos.values(), self.cambio))


def read_parametros(path: Path = PRECOS) -> Parametros:
    """Raises `TypeError` or `KeyError` where a parameter is missing or not known."""
    tree = tomllib.loads(path.read_text(encoding="utf-8"))
    precos = {name: Preco(**fields) for name, fields in tree["precos"].items()}
    return Parametros(precos, Preco(**tree["cambio"]), Regras(**tree["regras"]))


def write_contagem(contados: Mapping[str, Contado], path: Path = CONTAGEM) -> None:
    tree = {name: _rounded(asdict(contado)) for name, contado in contados.items()}
    path.write_text(json.dumps(tree, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read_contagem(path: Path = CONTAGEM) -> dict[str, Contado]:
    tree = json.loads(path.read_text(encoding="utf-8"))
    return {name: _contado(fields) for name, fields in tree.items()}


def write_docs(lines: Sequence[str], path: Path = DOCS) -> None:
    before, _, rest = path.read_text(encoding="utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    body = "\n".join([_BEGIN, "", *lines, "", _END])
    path.write_text(before + body + after, encoding="utf-8")


def _contado(fields: dict[str, Any]) -> Contado:
    return Contado(
        n=fields["n"],
        pedidos={kind: Pedidos(**one) for kind, one in fields["pedidos"].items()},
        mensagens=fields["mensagens"],
        passos=fields["passos"],
        funcoes={name: Chamadas(**one) for name, one in fields["funcoes"].items()},
        modelo={name: Chamadas(**one) for name, one in fields["modelo"].items()},
        guardado=fields["guardado"],
    )


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(one) for name, one in value.items()}
    return round(value, 4) if isinstance(value, float) else value
