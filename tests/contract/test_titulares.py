"""Every container that the app writes is some guardião's, or is said here to hold nothing of a titular, and why."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

from tests.contract.fresh import ROOT, run_fresh
from tests.local_host import SAMPLE_VALUES

# A container that joins this list holds no name, phone, e-mail, document or text of a cliente. Everything else
# needs a guardião (shared/kit/titulares.py), named in shared/wiring/titulares.py.
WITHOUT_TITULARES = {
    "acessos": "what opens a conta, by keyed hash; of the conta's own people",
    "auditoria": "ids, counts and names of fields",
    "contas": "what the conta decided",
    "credenciais": "tokens, convites and chaves of the conta's own people",
    "horarios": "who of the conta treats when, and ids of atendimentos",
    "limites": "counters, by keyed hash; when the timers ran",
    "pedidos": "ids and counts; the words of a reason go before the pedido is concluded",
    "respostas": "what the conta says to everybody, in its own words; of each use only a count",
    "supressoes": "keyed hashes, which an erasure must leave behind",
    "usuarios": "the conta's own people",
}

_GUARDED = """
import json, os, sys
os.environ.update(json.loads(sys.argv[1]))
from shared.wiring import titulares
print(json.dumps({one.nome: one.containers for one in titulares.guardioes()}))
"""


def test_every_container_has_a_guardiao_or_a_reason_to_have_none(tmp_path: Path) -> None:
    environ = SAMPLE_VALUES | {"DOCUMENTOS__CAMINHO": str(tmp_path / "documentos.db")}

    guarded = run_fresh(_GUARDED, json.dumps(environ))

    held = {container for containers in guarded.values() for container in containers}
    assert held & WITHOUT_TITULARES.keys() == set()
    assert set(_written()) == held | WITHOUT_TITULARES.keys()


def test_every_container_is_opened_by_a_name_that_this_test_can_read() -> None:
    unread = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path, tree in _trees()
        for call in _opens(tree)
        if not _is_readable(call.args[0])
    ]

    assert unread == []


def _written() -> Iterator[str]:
    for _, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _is_opening(node) and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value)
            elif isinstance(node, ast.Assign | ast.AnnAssign) and _names_a_container(node):
                assert isinstance(node.value, ast.Constant)
                yield str(node.value.value)


def _opens(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_opening(node))


def _is_opening(call: ast.Call) -> bool:
    """`documents.open(container, pk)`, and the shorthand of the wiring of titulares."""
    match call.func:
        case ast.Attribute(attr="open") if len(call.args) == 2:
            return True
        case ast.Name(id="_opening"):
            return True
    return False


def _is_readable(name: ast.expr) -> bool:
    match name:
        case ast.Constant() | ast.Name(id="CONTAINER") | ast.Attribute(attr="CONTAINER"):
            return True
        case ast.Name(id="container"):  # inside of the shorthand itself
            return True
    return False


def _names_a_container(node: ast.Assign | ast.AnnAssign) -> bool:
    target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
    return isinstance(target, ast.Name) and target.id == "CONTAINER"


def _trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / "shared").rglob("*.py")):
        if "adapters" not in path.parts:
            yield path, ast.parse(path.read_text(encoding="utf-8"))
