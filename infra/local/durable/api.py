"""The durable HTTP API as one function; the host mounts it at `rpcBaseUrl` and under the webhooks path.

Source: `HttpApiHandler.cs` of https://github.com/Azure/azure-functions-durable-extension
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from infra.local.durable.binding import management_urls
from infra.local.durable.engine import DurableEngine
from infra.local.durable.model import (
    TERMINAL,
    DurableError,
    InstanceAlive,
    InstanceExists,
    InstanceGone,
    InstanceNotFound,
    InstanceQuery,
    InvalidInstanceId,
    UnknownFunction,
)
from infra.local.durable.status import history_json, status_json
from shared.kit.clock import instant

CONTINUATION = "x-ms-continuation-token"
_STATUS_OF = {
    UnknownFunction: 400,
    InvalidInstanceId: 400,
    InstanceNotFound: 404,
    InstanceExists: 409,
    InstanceGone: 410,
    InstanceAlive: 412,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the host sends back, verbatim."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _BadRequest(DurableError):
    """The request cannot be read."""


async def handle(
    engine: DurableEngine, method: str, path: str, query: Mapping[str, str], body: bytes
) -> Answer:
    """Answer one call; `path` is relative to the mount point and still percent-encoded.

    To page through a list the host puts the request's `x-ms-continuation-token` header into `query`.
    """
    parts = [unquote(part) for part in path.split("?")[0].strip("/").split("/")]
    try:
        match (method.upper(), *parts):
            case ("POST", "orchestrators", name, *rest) if len(rest) < 2:
                return await _start(engine, name, "".join(rest), body)
            case ("GET", "instances"):
                return await _list(engine, query)
            case ("DELETE", "instances"):
                return await _purge_many(engine, query)
            case (_, "instances", instance_id, *operation):
                return await _operate(engine, instance_id, [method.upper(), *operation], query, body)
            case (_, "entities", *_):
                return _error(501, "Entities are not run by the local host.")
            case _:
                return Answer(404, {}, b"")
    except DurableError as error:
        return _error(_STATUS_OF.get(type(error), 400), str(error))


async def _operate(
    engine: DurableEngine, instance_id: str, operation: list[str], query: Mapping[str, str], body: bytes
) -> Answer:
    reason = query.get("reason", "")
    match [operation[0], *(part.lower() for part in operation[1:2]), *operation[2:]]:
        case ["GET"]:
            return await _status(engine, instance_id, query)
        case ["DELETE"]:
            await engine.purge(instance_id)
            return _json(200, {"instancesDeleted": 1})
        case ["POST", "raiseevent", name]:
            await engine.raise_event(instance_id, name, _checked(body))
        case ["POST", "terminate"]:
            await engine.terminate(instance_id, reason)
        case ["POST", "suspend"]:
            await engine.suspend(instance_id, reason)
        case ["POST", "resume"]:
            await engine.resume(instance_id, reason)
        case ["POST", "rewind" | "restart" as wanted]:
            return _error(501, f"The local host does not {wanted} instances.")
        case _:
            return Answer(404, {}, b"")
    return Answer(202, {}, b"")


async def _start(engine: DurableEngine, name: str, instance_id: str, body: bytes) -> Answer:
    started = await engine.start(name, _checked(body), instance_id or None)
    urls = management_urls("", started)
    return _json(202, urls, {"Location": urls["statusQueryGetUri"], "Retry-After": "10"})


async def _status(engine: DurableEngine, instance_id: str, query: Mapping[str, str]) -> Answer:
    instance = await engine.get(instance_id)
    if instance is None:
        return Answer(404, {}, b"")
    history = None
    if _flag(query, "showHistory"):
        history = history_json(
            await engine.history(instance_id), show_output=_flag(query, "showHistoryOutput")
        )
    shown = status_json(instance, history, show_input=_flag(query, "showInput", default=True))
    if instance.is_terminal:
        return _json(200, shown)
    location = management_urls("", instance_id)["statusQueryGetUri"]
    return _json(202, shown, {"Location": location, "Retry-After": "5"})


async def _list(engine: DurableEngine, query: Mapping[str, str]) -> Answer:
    wanted = _query(query)
    found = await engine.list(replace(wanted, top=wanted.top + 1))
    page = found[: wanted.top]
    headers = {CONTINUATION: page[-1].instance_id} if len(found) > len(page) else {}
    show_input = _flag(query, "showInput")
    return _json(200, [status_json(one, show_input=show_input) for one in page], headers)


async def _purge_many(engine: DurableEngine, query: Mapping[str, str]) -> Answer:
    if "createdTimeFrom" not in query:
        raise _BadRequest("Please provide value for 'createdTimeFrom' parameter.")
    wanted = _query(query)
    ended = wanted.runtime_status & TERMINAL if wanted.runtime_status else TERMINAL
    found = await engine.list(replace(wanted, runtime_status=ended)) if ended else ()
    for instance in found:
        await engine.purge(instance.instance_id)
    return _json(200, {"instancesDeleted": len(found)}) if found else Answer(404, {}, b"")


def _query(query: Mapping[str, str]) -> InstanceQuery:
    default = InstanceQuery()
    try:
        top = int(query.get("top", default.top))
    except ValueError as error:
        raise _BadRequest("'top' must be a whole number.") from error
    return InstanceQuery(
        runtime_status=frozenset(filter(None, query.get("runtimeStatus", "").split(","))),
        created_from=_instant(query, "createdTimeFrom") or default.created_from,
        created_to=_instant(query, "createdTimeTo") or default.created_to,
        id_prefix=query.get("instanceIdPrefix", ""),
        after=query.get(CONTINUATION, ""),
        top=max(1, top),
    )


def _instant(query: Mapping[str, str], name: str) -> str | None:
    if not (text := query.get(name)):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise _BadRequest(f"'{name}' must be a date and time.") from error
    return instant(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _flag(query: Mapping[str, str], name: str, *, default: bool = False) -> bool:
    """The SDK writes Python's `True`."""
    text = query.get(name, "").lower()
    return text == "true" if text in ("true", "false") else default


def _checked(body: bytes) -> str | None:
    """The JSON text of a body, which goes on as it is; an empty body is no input."""
    try:
        text = body.decode()
        json.loads(text or "null")
    except ValueError as error:
        raise _BadRequest("Invalid JSON content") from error
    return text or None


def _json(status: int, value: Any, headers: Mapping[str, str] | None = None) -> Answer:
    return Answer(status, {"Content-Type": "application/json", **(headers or {})}, json.dumps(value).encode())


def _error(status: int, message: str) -> Answer:
    """404 and 410 have no body in the extension; the SDK reads `ExceptionMessage` of a 400."""
    if status in (404, 410):
        return Answer(status, {}, b"")
    return _json(status, {"Message": message, "ExceptionMessage": message})
