"""Builds what is deployed, a folder and its zip: our tracked sources, the target's locked wheels, bytecode of both.

Run as `python -m infra.azure.package`. Nothing is built or fetched again in the cloud, and the same commit gives the
same bytes.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYTHONS = ("3.11", "3.12")
# Where the Python worker looks for dependencies, before the folder itself.
PACKAGES = Path(".python_packages/lib/site-packages")
# The oldest C library among the worker's images of these Pythons is newer than this.
_PLATFORM = "x86_64-manylinux_2_28"
# Console scripts name this machine's interpreter; azure-functions-durable's wheel carries its own tests.
_USELESS = ("bin", "tests", ".lock")
STAGES = ("dev", "prod")
# As the scheduler's documentation has it. In host.json, since what decides on instances reads no override of it.
SCHEDULER = {"type": "azureManaged", "connectionStringName": "DURABLE_TASK_SCHEDULER_CONNECTION_STRING"}
SCHEDULER_HUB = "retorno"
# The first bundle of extensions that knows the scheduler; an instance may hold an older one of this major.
SCHEDULER_BUNDLE = "[4.32.0, 5.0.0)"
# As the worker finds it: nothing of this machine but the interpreter; first what no import has warmed yet.
_INDEX = f"""
import sys, time
folder = sys.argv[1]
sys.path[:0] = [folder + "/{PACKAGES.as_posix()}", folder]
began = time.perf_counter()
from function_app import app
print(len(app.get_functions()), time.perf_counter() - began)
"""
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # that a zip can tell
_MODE = 0o644 << 16


class PackageError(Exception):
    """The package cannot be built; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Package:
    """A built folder, the same as a zip, and what is in it."""

    folder: Path
    archive: Path
    sources: int
    distributions: int
    compiled: int
    megabytes: float


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m infra.azure.package", description=__doc__)
    parser.add_argument("--saida", type=Path, default=ROOT / "build/pacote", help="default: build/pacote")
    parser.add_argument("--python", choices=PYTHONS, default=PYTHONS[0], help="of the target; default: 3.11")
    parser.add_argument(
        "--ambiente", choices=STAGES, help="whose parametros hold; default: the storage account's flows"
    )
    options = parser.parse_args(arguments)
    try:
        made = build(options.saida.resolve(), python=options.python, stage=options.ambiente)
        started = _told_cold_start(made.folder, options.python)
    except PackageError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{made.folder}: {made.megabytes:.1f} MB for linux x86_64, Python {options.python}")
    print(f"{made.archive}: {made.archive.stat().st_size / 1e6:.1f} MB")
    print(f"{made.sources} files of ours, {made.distributions} packages, {made.compiled} compiled modules")
    print(started)
    return 0


def build(folder: Path, *, python: str = PYTHONS[0], stage: str | None = None) -> Package:
    """Replace `folder`, and `folder.zip`, by a fresh package. Raises `PackageError`, also for a folder that holds
    something else."""
    interpreter = _interpreter(python)
    _clear(folder)
    sources = deployed_sources()
    for source in sources:
        target = folder / source
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / source, target)
    if stage is not None:
        keep_flows(folder / "host.json", stage)
    _install(folder / PACKAGES, python)
    _compile(folder, interpreter)
    files = [path for path in folder.rglob("*") if path.is_file()]
    return Package(
        folder=folder,
        archive=archive(folder),
        sources=len(sources),
        distributions=sum(1 for _ in (folder / PACKAGES).glob("*.dist-info")),
        compiled=sum(path.suffix == ".pyc" for path in files),
        megabytes=sum(path.stat().st_size for path in files) / 1e6,
    )


def index(folder: Path, python: str) -> tuple[int, float]:
    """How many functions a fresh interpreter finds in the package alone, and after how many seconds.

    Raises `PackageError`, also where there is no such interpreter.
    """
    found = _run(_interpreter(python), "-I", "-S", "-B", "-c", _INDEX, str(folder)).split()
    return int(found[0]), float(found[1])


def _told_cold_start(folder: Path, python: str) -> str:
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        return "not tried here: this machine is not what the wheels are for"
    functions, seconds = index(folder, python)
    return f"{functions} functions, indexed {seconds:.2f} s after a cold start"


def keep_flows(host: Path, stage: str) -> None:
    """Say in `host` where Durable keeps its flows, as the parametros of `stage` decide."""
    decided = json.loads((ROOT / f"infra/azure/parametros/{stage}.json").read_text(encoding="utf-8"))
    if decided["durable"] != "scheduler":
        return
    told = json.loads(host.read_text(encoding="utf-8"))
    told["extensions"]["durableTask"] = {"hubName": SCHEDULER_HUB, "storageProvider": SCHEDULER}
    told["extensionBundle"]["version"] = SCHEDULER_BUNDLE
    host.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def archive(folder: Path) -> Path:
    """`folder` as a zip beside it: names in order, no times, no owners, so that equal files make equal bytes."""
    target = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EARLIEST)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _MODE, 3
            made.writestr(entry, path.read_bytes())
    return target


def deployed_sources() -> list[str]:
    """The tracked files that .funcignore lets through; git itself reads its patterns."""
    ignored = set(_tracked("--ignored", "--exclude-from=.funcignore"))
    return [path for path in _tracked() if path not in ignored]


def _tracked(*options: str) -> list[str]:
    return _run("git", "ls-files", "--cached", "-z", *options).split("\0")[:-1]


def _clear(folder: Path) -> None:
    made_here = (folder / PACKAGES).is_dir() and not (folder / ".git").exists()
    if folder.exists() and any(folder.iterdir()) and not made_here:
        raise PackageError(f"{folder} holds something that is not a package: choose another folder")
    shutil.rmtree(folder, ignore_errors=True)


def _install(packages: Path, python: str) -> None:
    command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--target", str(packages)]
    command += ["--python-platform", _PLATFORM, "--python-version", python, "--link-mode", "copy"]
    _run(*command, "--only-binary", ":all:", "--require-hashes", "-r", "requirements.txt")
    for name in _USELESS:
        path = packages / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    for record in packages.glob("*.dist-info/RECORD"):
        record.unlink()  # for uninstallers only, and it holds the hashes of the console scripts


def _compile(folder: Path, interpreter: str) -> None:
    """Unchecked: the cloud's files never change, so no import need ask the disk when its source did. With one seed:
    bytecode writes a set in the order of its hashes.
    """
    command = [interpreter, "-s", "-P", "-m", "compileall", "-q", "-j", "0"]
    command += ["--invalidation-mode", "unchecked-hash"]
    _run(*command, "-s", str(folder), str(folder), environ={"PYTHONHASHSEED": "0"})


def _interpreter(python: str) -> str:
    """An interpreter of the target's version: bytecode of another one would be thrown away."""
    if python == "{}.{}".format(*sys.version_info):
        return sys.executable
    try:
        return _run(sys.executable, "-m", "uv", "python", "find", "--no-python-downloads", python).strip()
    except PackageError:
        advice = f"put python{python} on the PATH, or run: .venv/bin/uv python install {python}"
        raise PackageError(f"compiling for Python {python} takes one of that version; {advice}") from None


def _run(*command: str, environ: Mapping[str, str] | None = None) -> str:
    env = {**os.environ, **(environ or {})}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PackageError(done.stderr.strip() or done.stdout.strip())
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
