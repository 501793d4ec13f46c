"""What host.json and local.settings.json say, read as the Functions host reads them; apart from who obeys."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

STORAGE = "AzureWebJobsStorage"
DEFAULT_LEASE_S = 30.0
_OVERRIDE = "AzureFunctionsJobHost__"
_TIMESPAN = re.compile(r"(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d+))?")


class SettingsError(Exception):
    """A settings file or variable that the host cannot work with; the message names it."""


@dataclass(frozen=True, slots=True)
class QueueSettings:
    """`lease_s` is ours, not host.json's: how long a received message stays hidden before it is renewed.

    The real host takes 10 minutes and renews too. A short lease differs only after a kill: the message comes
    back in seconds. `LOCAL_QUEUE_LEASE_S` sets it.
    """

    batch_size: int = 16
    new_batch_threshold: int = 8
    max_dequeue_count: int = 5
    retry_delay_s: float = 0.0
    max_polling_s: float = 2.0
    base64: bool = True
    lease_s: float = DEFAULT_LEASE_S


@dataclass(frozen=True, slots=True)
class Cors:
    """`Host.CORS` of local.settings.json: site configuration, which host.json does not hold."""

    origins: frozenset[str] = frozenset()
    credentials: bool = False


@dataclass(frozen=True, slots=True)
class HostSettings:
    route_prefix: str
    task_hub: str
    queues: QueueSettings
    cors: Cors


def read_host(folder: Path, environ: Mapping[str, str], *, cors: Cors) -> HostSettings:
    """Read host.json; a variable `AzureFunctionsJobHost__a__b` wins over its member `a.b`."""
    path = folder / "host.json"
    if not path.exists():
        raise SettingsError(f"{path} not found: the host needs it to know that this is a function app")
    tree = _overridden(_read_json(path), environ)
    extensions = tree.get("extensions", {})
    return HostSettings(
        route_prefix=extensions.get("http", {}).get("routePrefix", "api").strip("/"),
        task_hub=extensions.get("durableTask", {}).get("hubName", "TestHubName"),
        queues=_queues(extensions.get("queues", {}), environ),
        cors=cors,
    )


def read_local(folder: Path) -> tuple[dict[str, str], Cors]:
    """The `Values` and CORS of local.settings.json, else of the sample beside it, else nothing."""
    for name in ("local.settings.json", "local.settings.sample.json"):
        if (folder / name).exists():
            tree = _read_json(folder / name)
            break
    else:
        return {}, Cors()
    host = tree.get("Host", {})
    origins = frozenset(
        origin.strip().rstrip("/") for origin in host.get("CORS", "").split(",") if origin.strip()
    )
    return dict(tree.get("Values", {})), Cors(origins, bool(host.get("CORSCredentials", False)))


def expand(text: str, environ: Mapping[str, str]) -> str:
    """Replace `%NAME%` by the setting of that name, as binding attributes allow."""

    def value(found: re.Match[str]) -> str:
        if found[1] not in environ:
            raise SettingsError(f"'%{found[1]}%' does not resolve to a value")
        return environ[found[1]]

    return re.sub(r"%([^%]+)%", value, text)


def timespan(text: str) -> timedelta:
    """A .NET timespan, `[d.]hh:mm:ss[.f]`."""
    found = _TIMESPAN.fullmatch(text)
    if found is None:
        raise SettingsError(f"'{text}' is not a timespan (hh:mm:ss)")
    days, hours, minutes, seconds, fraction = found.groups()
    whole = timedelta(days=int(days or 0), hours=int(hours), minutes=int(minutes), seconds=int(seconds))
    return whole + timedelta(seconds=float(f"0.{fraction or 0}"))


def _queues(member: Mapping[str, Any], environ: Mapping[str, str]) -> QueueSettings:
    batch_size = int(member.get("batchSize", 16))
    return QueueSettings(
        batch_size=batch_size,
        new_batch_threshold=int(member.get("newBatchThreshold", batch_size // 2)),
        max_dequeue_count=int(member.get("maxDequeueCount", 5)),
        retry_delay_s=timespan(member.get("visibilityTimeout", "00:00:00")).total_seconds(),
        max_polling_s=timespan(member.get("maxPollingInterval", "00:00:02")).total_seconds(),
        base64=member.get("messageEncoding", "base64") == "base64",
        lease_s=float(environ.get("LOCAL_QUEUE_LEASE_S", DEFAULT_LEASE_S)),
    )


def _overridden(tree: dict[str, Any], environ: Mapping[str, str]) -> dict[str, Any]:
    for name, value in environ.items():
        if not name.startswith(_OVERRIDE):
            continue
        *parents, leaf = name.removeprefix(_OVERRIDE).split("__")
        member = tree
        for parent in parents:
            member = member.setdefault(parent, {})
        member[leaf] = value
    return tree


def _read_json(path: Path) -> dict[str, Any]:
    try:
        tree = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path.name} could not be read as JSON") from error
    if not isinstance(tree, dict):
        raise SettingsError(f"{path.name} must hold a JSON object")
    return tree


def apply(values: Mapping[str, str]) -> None:
    """Put `Values` into the environment; what is already there wins, as in Core Tools."""
    for name, value in values.items():
        os.environ.setdefault(name, str(value))
