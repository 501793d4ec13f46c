"""The deployable folder: complete by itself, nothing in it that does not run, bytecode that needs no check."""

import platform
from importlib.util import MAGIC_NUMBER
from pathlib import Path

import pytest

from infra.azure.package import PACKAGES, PackageError, build
from tests.contract.fresh import LIST_FUNCTIONS, ROOT, run_fresh

_HASH_BASED_UNCHECKED = 0b01
_DEPLOYED = {
    ".python_packages",
    "__pycache__",
    "function_app.py",
    "functions",
    "host.json",
    "requirements.txt",
    "shared",
}
# The worker's search path: the packages, then the folder; no site-packages of this machine.
_AS_WORKER = f"""
import sys
folder = sys.argv[1]
sys.path[:0] = [folder + "/{PACKAGES.as_posix()}", folder]
"""
_STRANGERS = """
import sys
files = {getattr(module, "__file__", None) or "" for module in sys.modules.values()}
print(json.dumps(sorted(f for f in files if f and not f.startswith((folder, sys.base_prefix)))))
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    running = platform.python_version().rpartition(".")[0]
    return build(tmp_path_factory.mktemp("pacote"), python=running).folder


def test_the_package_alone_registers_the_functions_of_the_sources(package: Path) -> None:
    expected = run_fresh(LIST_FUNCTIONS)

    found = run_fresh(_AS_WORKER + LIST_FUNCTIONS, str(package), flags=["-I", "-S"])

    assert found == expected


def test_the_package_loads_nothing_from_elsewhere_on_this_machine(package: Path) -> None:
    code = _AS_WORKER + "import json, function_app" + _STRANGERS

    strangers = run_fresh(code, str(package), flags=["-I", "-S"])

    assert strangers == []


def test_only_what_runs_is_packaged(package: Path) -> None:
    found = {path.name for path in package.iterdir()}

    assert found == _DEPLOYED
    assert not (package / PACKAGES / "tests").exists()
    assert not (package / PACKAGES / "bin").exists()


def test_the_pages_are_packaged_with_the_licences_of_what_is_not_ours(package: Path) -> None:
    web = ROOT / "functions/web"
    expected = {path.relative_to(web): path.read_bytes() for path in web.rglob("*") if path.is_file()}

    found = {path: (package / "functions/web" / path).read_bytes() for path in expected}

    assert {Path("docs/docs.html"), Path("vendor/swagger-ui/LICENSE")} <= expected.keys()
    assert found == expected


def test_every_module_carries_bytecode_that_is_never_checked_against_its_source(package: Path) -> None:
    modules = [path for path in package.rglob("*.py") if path.parent.name != "__pycache__"]

    headers = {_header(path) for path in modules}

    assert headers == {(MAGIC_NUMBER, _HASH_BASED_UNCHECKED)}


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "planilha.csv"
    kept.write_text("a;b")

    with pytest.raises(PackageError, match="choose another folder"):
        build(tmp_path)

    assert kept.read_text() == "a;b"


def _header(module: Path) -> tuple[bytes, int]:
    compiled = next(module.parent.glob(f"__pycache__/{module.stem}.cpython-*.pyc")).read_bytes()
    return compiled[:4], int.from_bytes(compiled[4:8], "little")
