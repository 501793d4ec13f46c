"""What only the local host answers: its clock, its state, and the durable API with and without a key."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from infra.local.clock import VirtualClock
from infra.local.durable import api
from infra.local.durable.binding import WEBHOOK_PATH
from infra.local.durable.engine import DurableEngine
from infra.local.durable.model import InstanceQuery
from infra.local.http_codec import HttpAnswer, HttpCall
from infra.local.http_server import Mount
from infra.local.idleness import NotIdle
from infra.local.indexing import Function
from infra.local.keys import Keys
from infra.local.queues import QueueListener
from infra.local.stepping import Stepper

RPC_PATH = "/durabletask/rpc"
DEFAULT_RESOLUTION_S = 3600
_LOOPBACK = frozenset(("127.0.0.1", "::1", "localhost"))
_FARTHEST = timedelta(days=400)
_PAGE = 1000


class _BadRequest(Exception):
    """A body that the clock cannot obey; the message is for the caller."""


@dataclass(frozen=True, slots=True)
class LocalApi:
    functions: Sequence[Function]
    listeners: Sequence[QueueListener]
    engine: DurableEngine
    clock: VirtualClock
    stepper: Stepper
    keys: Keys

    def mounts(self) -> dict[str, Mount]:
        """The host's own paths; function routes cannot take them."""
        return {
            WEBHOOK_PATH: self._webhooks,
            RPC_PATH: self._rpc,
            "/local/relogio": self._relogio,
            "/local/estado": self._estado,
        }

    async def _webhooks(self, call: HttpCall) -> HttpAnswer:
        if not self.keys.allows("system", call):
            return HttpAnswer(401, [])
        return await self._durable(call, WEBHOOK_PATH)

    async def _rpc(self, call: HttpCall) -> HttpAnswer:
        return await self._durable(call, RPC_PATH) if _is_from_here(call) else HttpAnswer(403, [])

    async def _durable(self, call: HttpCall, mount: str) -> HttpAnswer:
        query = dict(call.query)
        if token := call.headers.get(api.CONTINUATION):
            query[api.CONTINUATION] = token
        answer = await api.handle(self.engine, call.method, call.raw_path[len(mount) :], query, call.body)
        headers = [(name.lower().encode(), value.encode()) for name, value in answer.headers.items()]
        return HttpAnswer(answer.status, headers, answer.body)

    async def _relogio(self, call: HttpCall) -> HttpAnswer:
        """`{"avancar_segundos": n}` or `{"ate": "<instant>"}`, with an optional `passo_segundos`."""
        if not _is_from_here(call):
            return HttpAnswer(403, [])
        if call.method != "POST":
            return HttpAnswer(405, [(b"allow", b"POST")])
        try:
            target, resolution = _wanted(call.body, self.clock.now())
            return _json(200, await self.stepper.advance(target, resolution=resolution))
        except _BadRequest as error:
            return _json(400, {"detail": str(error)})
        except NotIdle as error:
            return _json(503, {"detail": str(error), "agora": self.clock.now().isoformat()})

    async def _estado(self, call: HttpCall) -> HttpAnswer:
        if not _is_from_here(call):
            return HttpAnswer(403, [])
        return _json(
            200,
            {
                "relogio": {
                    "agora": self.clock.now().isoformat(),
                    "desvio_segundos": self.clock.offset.total_seconds(),
                },
                "funcoes": [{"nome": one.name, "gatilho": one.trigger.type} for one in self.functions],
                "filas": [
                    {"nome": one.queue, "mensagens": await one.depth(), "em_execucao": one.in_flight}
                    for one in self.listeners
                ],
                "instancias": await self._instances(),
            },
        )

    async def _instances(self) -> dict[str, int]:
        counts: Counter[str] = Counter()
        query = InstanceQuery(top=_PAGE)
        while page := await self.engine.list(query):
            counts.update(instance.status for instance in page)
            query = replace(query, after=page[-1].instance_id)
        return {"total": counts.total(), **counts}


def _is_from_here(call: HttpCall) -> bool:
    """From this machine and not from some web page open on it: its `Origin` would be another than ours."""
    host = call.headers.get("host", "")
    origin = call.headers.get("origin")
    return (
        call.client_host in _LOOPBACK
        and urlsplit(f"//{host}").hostname in _LOOPBACK
        and (origin is None or urlsplit(origin).netloc == host)
    )


def _wanted(body: bytes, now: datetime) -> tuple[datetime, timedelta]:
    try:
        fields = json.loads(body or b"{}")
        resolution = timedelta(seconds=float(fields.get("passo_segundos", DEFAULT_RESOLUTION_S)))
        if "ate" in fields:
            target = datetime.fromisoformat(fields["ate"])
            target = target.replace(tzinfo=UTC) if target.tzinfo is None else target.astimezone(UTC)
        else:
            target = now + timedelta(seconds=float(fields["avancar_segundos"]))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise _BadRequest("Informe avancar_segundos (número) ou ate (instante ISO 8601).") from error
    if not timedelta(0) <= target - now <= _FARTHEST:
        raise _BadRequest("O relógio só anda para a frente, até 400 dias por vez.")
    if resolution < timedelta(seconds=1):
        raise _BadRequest("passo_segundos deve ser de pelo menos 1.")
    return target, resolution


def _json(status: int, value: Any) -> HttpAnswer:
    body = json.dumps(value, ensure_ascii=False).encode()
    return HttpAnswer(status, [(b"content-type", b"application/json; charset=utf-8")], body)
