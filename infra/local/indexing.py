"""Loads a function app and lists its functions once, as the Python worker does; `checks` judges them."""

import importlib
import inspect
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from azure.functions import FunctionRegister
from azure.functions.decorators.core import BindingDirection


class IndexingError(Exception):
    """The real worker or host would not start these functions; `reasons` are whole sentences."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__("\n".join(reasons))


@dataclass(frozen=True, slots=True)
class Binding:
    """One entry of what would be function.json; `options` holds the rest of it, in its camelCase names."""

    name: str
    type: str
    is_out: bool
    is_inout: bool
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Function:
    """A registered function; `bindings` holds the trigger too."""

    name: str
    trigger: Binding
    bindings: tuple[Binding, ...]
    call: Callable[..., Any]

    @property
    def is_async(self) -> bool:
        return inspect.iscoroutinefunction(self.call)


def load_functions(folder: Path) -> list[Function]:
    """Import `function_app` from `folder` and list its functions.

    Raises `IndexingError` when the module does not import or holds no, or more than one, app object.
    """
    sys.path.insert(0, str(folder))
    try:
        module = importlib.import_module("function_app")
        apps = [value for value in vars(module).values() if isinstance(value, FunctionRegister)]
        if len(apps) == 1:
            return functions_of(apps[0])
    except Exception as error:
        raise IndexingError([f"function_app could not be loaded: {type(error).__name__}: {error}"]) from error
    raise IndexingError([_how_many(len(apps))])


def functions_of(app: FunctionRegister) -> list[Function]:
    """The functions of an app in the host's order; an app can be asked only once.

    `FunctionMetadataManager` sorts names by .NET's OrdinalIgnoreCase, which compares capitals: `_` follows letters.
    """
    functions = (_function(function) for function in app.get_functions())
    return sorted(functions, key=lambda function: function.name.upper())


def _how_many(count: int) -> str:
    if count == 0:
        return "Could not find top level function app instances in function_app.py."
    return (
        "More than one FunctionApp or other top level function app instances are defined in function_app.py."
    )


def _function(function: Any) -> Function:
    bindings = tuple(_binding(binding) for binding in function.get_bindings())
    trigger = next(binding for binding in bindings if binding.name == function.get_trigger().name)
    return Function(function.get_function_name(), trigger, bindings, function.get_user_function())


def _binding(binding: Any) -> Binding:
    options = dict(binding.get_dict_repr())
    direction = BindingDirection(binding.direction)
    return Binding(
        name=binding.name,
        type=str(binding.type),
        is_out=direction is BindingDirection.OUT,
        is_inout=direction is BindingDirection.INOUT,
        options={name: value for name, value in options.items() if name not in ("name", "type", "direction")},
    )
