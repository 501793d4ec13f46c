"""What the real Python worker or host would refuse, with the same reasons; apart so that it reads alone.

The worker (azure-functions-python-worker, `functions.py`) checks signatures and annotations, the host names,
routes and schedules. `refusals` asks both at once, so that one start shows every fault.
"""

import inspect
import re
import typing
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from azure.functions import Context, Out
from azure.functions import meta as azure_meta
from azure.functions._thirdparty import typing_inspect

from infra.local.indexing import Binding, Function
from infra.local.ncrontab import Schedule, ScheduleError
from infra.local.routing import RouteError, Template
from infra.local.settings import SettingsError, expand

_TRIGGERS = ("httpTrigger", "queueTrigger", "timerTrigger", "activityTrigger", "orchestrationTrigger")
RUN_HERE = frozenset((*_TRIGGERS, "http", "queue", "durableClient"))
_NAME = re.compile(r"(?!host$)[a-z][a-z0-9_-]{0,127}", re.IGNORECASE)
_QUEUE = re.compile(r"[a-z0-9](?:-?[a-z0-9]){2,62}")

Reasons = Iterator[str]


def refusals(functions: list[Function], environ: Mapping[str, str]) -> list[str]:
    """One sentence per fault, in the order of the functions; empty when all of them would start."""
    reasons = []
    for function in functions:
        for check in (_name, _bindings, _parameters, _client):
            reasons += [f"cannot load the {function.name} function: {reason}" for reason in check(function)]
        for reason in _trigger(function, environ):
            reasons.append(f"The '{function.name}' function is in error: {reason}")
    return reasons + list(_clashes(functions))


def _name(function: Function) -> Reasons:
    if not _NAME.fullmatch(function.name):
        yield f"'{function.name}' is not a valid function name; it must match ^[a-z][a-z0-9_-]{{0,127}}$"


def _bindings(function: Function) -> Reasons:
    for binding in function.bindings:
        if binding.is_inout:
            yield '"inout" bindings are not supported'
        if binding.name == "$return" and not binding.is_out:
            yield '"$return" binding must have direction set to "out"'
        if _converter(binding.type) is None:
            yield f"The binding type(s) '{binding.type}' are not registered."
        elif binding.type not in RUN_HERE:
            yield f"the local host does not run '{binding.type}' bindings; start this app with Core Tools"


def _parameters(function: Function) -> Reasons:
    try:
        hints = typing.get_type_hints(function.call)
    except (NameError, TypeError, SyntaxError) as error:
        yield f"its annotations cannot be resolved at run time: {error}"
        return
    bound = {binding.name: binding for binding in function.bindings if binding.name != "$return"}
    declared = dict(inspect.signature(function.call).parameters)
    if "context" in declared and "context" not in bound:
        del declared["context"]
        yield from _context(hints)
    if extra := set(declared) - set(bound):
        yield f"the following parameters are declared in Python but not in the decorators: {sorted(extra)}"
    if missing := set(bound) - set(declared):
        yield f"the following parameters are declared in the decorators but not in Python: {sorted(missing)}"
    for name in declared:
        if name in bound and name in hints:
            yield from _annotation(bound[name], hints[name])
    yield from _return(function, hints)


def _context(hints: Mapping[str, Any]) -> Reasons:
    hint = hints.get("context", Context)
    if not isinstance(hint, type) or hint.__name__ != "Context":
        yield f'the "context" parameter is expected to be of type azure.functions.Context, got {hint!r}'


def _annotation(binding: Binding, hint: Any) -> Reasons:
    is_out = getattr(typing.get_origin(hint) or hint, "__name__", "") == "Out"
    pytype = (typing.get_args(hint) or (None,))[0] if is_out else hint
    if is_out and pytype is None:
        yield f"binding {binding.name} has invalid Out annotation {hint!r}"
    elif not isinstance(pytype, type) and not typing_inspect.is_generic_type(pytype):  # type: ignore[no-untyped-call]  # the SDK's own, untyped
        yield f"binding {binding.name} has invalid non-type annotation {pytype!r}"
    elif binding.is_out and not is_out:
        yield (
            f'binding {binding.name} is declared to have the "out" direction, but its annotation in Python '
            "is not a subclass of azure.functions.Out"
        )
    elif is_out and not binding.is_out:
        yield (
            f'binding {binding.name} is declared to have the "in" direction, but its annotation in Python '
            "is azure.functions.Out"
        )
    elif not _accepts(binding, pytype):
        yield (
            f'type of {binding.name} binding in the decorators "{binding.type}" does not match its '
            f'Python annotation "{getattr(pytype, "__name__", pytype)}"'
        )


def _return(function: Function, hints: Mapping[str, Any]) -> Reasons:
    binding = next((binding for binding in function.bindings if binding.name == "$return"), None)
    if binding is None or "return" not in hints:
        return
    hint = hints["return"]
    if typing.get_origin(hint) is Out or hint is Out:
        yield "its return annotation is azure.functions.Out; annotate what is returned"
    elif not isinstance(hint, type):
        yield f"has invalid non-type return annotation {hint!r}"
    elif not _accepts(binding, hint):
        yield f'Python return annotation "{hint.__name__}" does not match binding type "{binding.type}"'


def _accepts(binding: Binding, pytype: Any) -> bool:
    converter: Any = _converter(binding.type)
    if converter is None:
        return True
    implicit = getattr(converter, "has_implicit_output", lambda: False)()
    if pytype in (str, bytes) and not implicit:
        return True  # the worker's generic binding takes both, whatever the type
    check = (
        converter.check_output_type_annotation if binding.is_out else converter.check_input_type_annotation
    )
    try:
        return bool(check(pytype))
    except TypeError:  # a typing generic where the converter calls issubclass: the worker fails on it too
        return False


def _client(function: Function) -> Reasons:
    has_client = any(binding.type == "durableClient" for binding in function.bindings)
    written = getattr(function.call, "client_function", function.call)
    if has_client and not inspect.iscoroutinefunction(written):
        yield "it has a durable client, which can only be awaited: declare it with 'async def'"


def _trigger(function: Function, environ: Mapping[str, str]) -> Reasons:
    checks: dict[str, Callable[[Binding, Mapping[str, str]], Reasons]] = {
        "httpTrigger": _http,
        "timerTrigger": _timer,
        "queueTrigger": _queue,
    }
    if function.trigger.type in checks:
        yield from checks[function.trigger.type](function.trigger, environ)


def _http(trigger: Binding, _environ: Mapping[str, str]) -> Reasons:
    route = str(trigger.options.get("route", ""))
    if route.strip("/").lower().startswith(("admin", "runtime")):
        yield "The specified route conflicts with one or more built in routes."
    level = trigger.options.get("authLevel")
    if str(getattr(level, "value", level or "function")).lower() not in ("anonymous", "function", "admin"):
        yield f"'{level}' is not an authorization level"
    try:
        Template(route)
    except RouteError as error:
        yield f"An error occurred while creating the route with template '{route}': {error}."


def _timer(trigger: Binding, environ: Mapping[str, str]) -> Reasons:
    try:
        Schedule(expand(trigger.options["schedule"], environ))
    except (ScheduleError, SettingsError) as error:
        yield f"{error}."


def _queue(trigger: Binding, environ: Mapping[str, str]) -> Reasons:
    try:
        name = expand(trigger.options["queueName"], environ)
    except SettingsError as error:
        yield f"{error}."
        return
    if len(name) > 63 or not _QUEUE.fullmatch(name):
        yield f"'{name}' is not a queue name: 3 to 63 lowercase letters, digits and single dashes."
    connection = trigger.options.get("connection")
    if not connection or connection not in environ:
        yield f"Storage account connection string '{connection or ''}' does not exist."


def _clashes(functions: list[Function]) -> Reasons:
    seen: dict[str, str] = {}
    routes: list[tuple[str, frozenset[str] | None, str]] = []
    for function in functions:
        other = seen.setdefault(function.name.lower(), function.name)
        if other != function.name:
            yield f"Function {function.name} does not have a unique name: {other} differs only in case."
        if function.trigger.type == "httpTrigger":
            route = str(function.trigger.options.get("route", "")).strip("/").lower()
            methods = methods_of(function.trigger)
            for taken, used, owner in routes:
                if taken == route and (not methods or not used or methods & used):
                    yield (
                        f"The '{function.name}' function is in error: The route specified conflicts with the "
                        f"route defined by function '{owner}'."
                    )
            routes.append((route, methods, function.name))


def methods_of(trigger: Binding) -> frozenset[str] | None:
    """The HTTP methods of a trigger in upper case; None when it answers all of them."""
    methods = trigger.options.get("methods")
    return frozenset(str(getattr(method, "value", method)).upper() for method in methods) if methods else None


def _converter(binding_type: str) -> Any:
    return azure_meta.get_binding_registry().get(binding_type)  # type: ignore[no-untyped-call]  # untyped SDK
