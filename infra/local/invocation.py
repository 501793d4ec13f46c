"""Calls a function as the Python worker does, through the SDK's converters; looking up is done at start."""

import asyncio
import contextvars
import inspect
import os
import threading
import typing
import uuid
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace
from typing import Any

import azure.functions as func
from azure.functions.meta import Datum, get_binding_registry

from infra.local.indexing import Binding, Function

Metadata = Mapping[str, Datum]
# Hands what an output binding produced to where it goes.
Deliver = Callable[[Binding, Datum], Awaitable[None]]


class Output(func.Out[Any]):
    """What a `func.Out` parameter collects."""

    def __init__(self) -> None:
        self.value: Any = None

    def set(self, val: Any) -> None:
        self.value = val

    def get(self) -> Any:
        return self.value


class InvocationContext(func.Context):
    """What a `context` parameter receives; a trace of its own unless the caller brought one."""

    def __init__(self, function_name: str, trace_parent: str | None) -> None:
        self._name = function_name
        self._invocation_id = str(uuid.uuid4())
        self._trace = SimpleNamespace(
            trace_parent=trace_parent or f"00-{os.urandom(16).hex()}-{os.urandom(8).hex()}-01",
            trace_state="",
            attributes={},
        )
        self._local: Any = threading.local()
        self._local.invocation_id = self._invocation_id

    @property
    def invocation_id(self) -> str:
        return self._invocation_id

    @property
    def thread_local_storage(self) -> Any:
        return self._local

    @property
    def function_name(self) -> str:
        return self._name

    @property
    def function_directory(self) -> str:
        return os.getcwd()

    @property
    def trace_context(self) -> Any:
        return self._trace

    @property
    def retry_context(self) -> Any:
        return SimpleNamespace(retry_count=0, max_retry_count=0, exception=None)


@dataclass(frozen=True, slots=True)
class _Plan:
    """One function, looked up once: how its arguments are made and where its results go."""

    function: Function
    decode: Callable[..., Any]
    clients: tuple[str, ...]
    outs: tuple[Binding, ...]
    returns: Binding | None
    wants_context: bool
    runs_in_thread: bool


class Invoker:
    """Runs functions by name; `runs` counts what was run, for the summary of a moved clock."""

    def __init__(self, functions: Sequence[Function], *, client_payload: str, deliver: Deliver) -> None:
        self._plans = {function.name: _plan(function) for function in functions}
        self._client_payload = client_payload
        self._deliver = deliver
        self._threads = ThreadPoolExecutor(thread_name_prefix="function")
        self.runs: Counter[str] = Counter()

    async def run(
        self, name: str, datum: Datum, metadata: Metadata | None = None, *, trace_parent: str | None = None
    ) -> Any:
        """Call the function with `datum` as its trigger and deliver its outputs; returns what it returned.

        An HTTP answer set through `func.Out` is returned like a returned one.
        """
        plan = self._plans[name]
        self.runs[name] += 1
        outs = {binding.name: Output() for binding in plan.outs}
        arguments: dict[str, Any] = {
            plan.function.trigger.name: plan.decode(datum, trigger_metadata=metadata)
        }
        arguments.update(outs)
        for client in plan.clients:
            arguments[client] = self._client_payload
        if plan.wants_context:
            arguments["context"] = InvocationContext(name, trace_parent)
        result = await self._call(plan, arguments)
        if plan.outs or plan.returns:
            return await self._put(plan, outs, result)
        return result

    async def run_durable(self, name: str, payload: str, instance_id: str) -> str:
        """Run an orchestrator or an activity on the trigger's string and return the string it answers."""
        metadata = {"instanceId": Datum(instance_id, "string")}
        result = await self.run(name, Datum(payload, "string"), metadata)
        trigger = self._plans[name].function.trigger
        return str(_converter(trigger.type).encode(result, expected_type=None).value)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _call(self, plan: _Plan, arguments: dict[str, Any]) -> Any:
        call = plan.function.call
        if not plan.runs_in_thread:
            result = call(**arguments)
            return await result if plan.function.is_async else result
        context = contextvars.copy_context()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, partial(context.run, partial(call, **arguments)))

    async def _put(self, plan: _Plan, outs: Mapping[str, Output], result: Any) -> Any:
        for binding in plan.outs:
            value = outs[binding.name].value
            if binding.type == "http":
                result = value if value is not None else result
            elif value is not None:
                await self._deliver(binding, _converter(binding.type).encode(value, expected_type=None))
        if plan.returns and plan.returns.type != "http" and result is not None:
            await self._deliver(
                plan.returns, _converter(plan.returns.type).encode(result, expected_type=None)
            )
        return result


def _plan(function: Function) -> _Plan:
    names = {binding.name for binding in function.bindings}
    is_flow = function.trigger.type == "orchestrationTrigger"
    return _Plan(
        function=function,
        decode=_decoder(function),
        clients=tuple(binding.name for binding in function.bindings if binding.type == "durableClient"),
        outs=tuple(binding for binding in function.bindings if binding.is_out and binding.name != "$return"),
        returns=next((binding for binding in function.bindings if binding.name == "$return"), None),
        wants_context="context" in inspect.signature(function.call).parameters and "context" not in names,
        # An orchestrator is a replay without waiting: quicker here than in a thread.
        runs_in_thread=not function.is_async and not is_flow,
    )


def _decoder(function: Function) -> Callable[..., Any]:
    """The converter of the trigger; a parameter annotated `str` or `bytes` gets the bare value instead."""
    converter = _converter(function.trigger.type)
    hint = typing.get_type_hints(function.call).get(function.trigger.name)
    if hint in (str, bytes) and not getattr(converter, "has_implicit_output", bool)():
        return _bare_value
    decode: Callable[..., Any] = converter.decode
    return decode


def _bare_value(datum: Datum, *, trigger_metadata: Metadata | None) -> Any:  # noqa: ARG001  # a converter's shape
    return datum.value


def _converter(binding_type: str) -> Any:
    return get_binding_registry().get(binding_type)  # type: ignore[no-untyped-call]  # untyped SDK
