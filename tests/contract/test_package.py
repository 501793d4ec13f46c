"""What is deployed, folder and zip: complete by itself, nothing that does not run, bytecode that needs no check."""

import json
import platform
import shutil
import zipfile
from importlib.util import MAGIC_NUMBER
from pathlib import Path

import pytest

from infra.azure.package import (
    PACKAGES,
    PYTHONS,
    SCHEDULER,
    SCHEDULER_BUNDLE,
    SCHEDULER_HUB,
    PackageError,
    build,
    index,
    keep_flows,
)
from tests.contract import bicep
from tests.contract.fresh import LIST_FUNCTIONS, ROOT, run_fresh

_HASH_BASED_UNCHECKED = 0b01
_MOST_MEGABYTES = 60  # of the zip: a cold start fetches it
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


_RUNNING = platform.python_version().rpartition(".")[0]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("pacote"), python=_RUNNING).folder


def test_the_package_alone_registers_the_functions_of_the_sources(package: Path) -> None:
    expected = run_fresh(LIST_FUNCTIONS)

    found = run_fresh(_AS_WORKER + LIST_FUNCTIONS, str(package), flags=["-I", "-S"])

    assert found == expected


@pytest.mark.parametrize("python", [one for one in PYTHONS if one != _RUNNING])
def test_so_does_a_package_of_the_other_python(tmp_path: Path, python: str) -> None:
    try:
        other = build(tmp_path / "pacote", python=python).folder
    except PackageError as error:
        pytest.skip(str(error))  # that Python is not on this machine; CI's other job builds its package

    functions, _ = index(other, python)

    assert functions == len(run_fresh(LIST_FUNCTIONS))


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


def test_the_zip_holds_the_folder_and_stays_small(package: Path) -> None:
    files = {path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file()}

    with zipfile.ZipFile(_zip_of(package)) as made:
        assert set(made.namelist()) == files
        assert made.testzip() is None
    assert _zip_of(package).stat().st_size < _MOST_MEGABYTES * 1e6


def test_the_same_sources_make_the_same_bytes(package: Path, tmp_path: Path) -> None:
    again = build(tmp_path / "outra-vez", python=_RUNNING)

    with zipfile.ZipFile(_zip_of(package)) as first, zipfile.ZipFile(again.archive) as second:
        differing = [one.filename for one in first.infolist() if one.CRC != second.getinfo(one.filename).CRC]
    assert differing == []
    assert again.archive.read_bytes() == _zip_of(package).read_bytes()


def test_the_flows_live_where_the_parametros_of_the_stage_say(tmp_path: Path) -> None:
    for stage in ("dev", "prod"):
        shutil.copyfile(ROOT / "host.json", tmp_path / "host.json")
        parametros = json.loads((ROOT / f"infra/azure/parametros/{stage}.json").read_text(encoding="utf-8"))

        keep_flows(tmp_path / "host.json", stage)

        told = json.loads((tmp_path / "host.json").read_text(encoding="utf-8"))
        scheduled = parametros["durable"] == "scheduler"
        assert told["extensions"]["durableTask"].get("storageProvider") == (SCHEDULER if scheduled else None)
        assert (told["extensionBundle"]["version"] == SCHEDULER_BUNDLE) == scheduled


def test_the_app_finds_the_scheduler_that_is_made() -> None:
    told = bicep.variables("aplicacao")["ofTheScheduler"]["operator"]["operands"]["false_value"]

    assert list(told) == [SCHEDULER["connectionStringName"]]
    assert bicep.tree(bicep.MAIN)["variables"]["hub"]["value"] == SCHEDULER_HUB


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "planilha.csv"
    kept.write_text("a;b")

    with pytest.raises(PackageError, match="choose another folder"):
        build(tmp_path)

    assert kept.read_text() == "a;b"


def _zip_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.zip")


def _header(module: Path) -> tuple[bytes, int]:
    compiled = next(module.parent.glob(f"__pycache__/{module.stem}.cpython-*.pyc")).read_bytes()
    return compiled[:4], int.from_bytes(compiled[4:8], "little")
