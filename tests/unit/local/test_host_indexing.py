"""What the real worker or host would refuse is refused here, with the reason."""

# mypy: disable-error-code="untyped-decorator,empty-body"
# The SDK types its decorators as Any, and a function that is refused needs no body.

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Optional, Union  # noqa: UP035  # what the worker accepts is the question

import azure.durable_functions as df
import azure.functions as func
import pytest

from infra.local.checks import refusals
from infra.local.indexing import IndexingError, functions_of, load_functions

ENVIRON = {"AzureWebJobsStorage": "x"}
Register = Callable[[df.DFApp], Any]


@dataclass
class Pedido:
    texto: str


def reasons_of(register: Register) -> list[str]:
    app = df.DFApp()
    register(app)
    return refusals(functions_of(app), ENVIRON)


def activity(annotation: Any) -> Register:
    async def anotar(pedido: Any) -> None: ...

    anotar.__annotations__["pedido"] = annotation
    return lambda app: app.activity_trigger(input_name="pedido")(anotar)


def route(template: str, *, name: str = "rota", methods: list[str] | None = None) -> Register:
    async def handler(req: func.HttpRequest) -> func.HttpResponse: ...

    handler.__name__ = name
    return lambda app: app.route(route=template, methods=methods)(handler)


def timer(schedule: str) -> Register:
    async def relogio(timer: func.TimerRequest) -> None: ...

    return lambda app: app.timer_trigger(arg_name="timer", schedule=schedule)(relogio)


def queue(annotation: Any, *, name: str = "fila-boa", connection: str = "AzureWebJobsStorage") -> Register:
    async def fila(msg: Any) -> None: ...

    fila.__annotations__["msg"] = annotation
    return lambda app: app.queue_trigger(arg_name="msg", queue_name=name, connection=connection)(fila)


@pytest.mark.parametrize("annotation", [dict, str, Pedido, Dict[str, Any], List[int], Any])  # noqa: UP006
def test_bare_classes_and_typing_generics_are_accepted(annotation: Any) -> None:
    assert reasons_of(activity(annotation)) == []


@pytest.mark.parametrize(
    "annotation",
    [list[str], dict[str, Any], str | None, Optional[str], Union[int, str]],  # noqa: UP007, UP045
)
def test_an_annotation_that_is_no_class_is_refused(annotation: Any) -> None:
    (reason,) = reasons_of(activity(annotation))

    assert reason.startswith(
        "cannot load the anotar function: binding pedido has invalid non-type annotation"
    )


def test_an_annotation_hidden_from_run_time_is_refused() -> None:
    (reason,) = reasons_of(activity("SoParaTipos"))

    assert "cannot be resolved at run time: name 'SoParaTipos' is not defined" in reason


def test_a_queue_message_may_be_text_but_not_a_dict() -> None:
    assert reasons_of(queue(str)) == []

    (reason,) = reasons_of(queue(dict))

    assert (
        'type of msg binding in the decorators "queueTrigger" does not match its Python annotation "dict"'
        in reason
    )


def test_parameters_and_bindings_must_be_the_same() -> None:
    def register(app: df.DFApp) -> None:
        @app.activity_trigger(input_name="pedido")
        async def anotar(outro: str, context: func.Context) -> None: ...

    extra, missing = reasons_of(register)

    assert "declared in Python but not in the decorators: ['outro']" in extra
    assert "declared in the decorators but not in Python: ['pedido']" in missing


def test_a_context_of_another_type_is_refused() -> None:
    def register(app: df.DFApp) -> None:
        @app.activity_trigger(input_name="pedido")
        async def anotar(pedido: str, context: str) -> None: ...

    (reason,) = reasons_of(register)

    assert 'the "context" parameter is expected to be of type azure.functions.Context' in reason


def test_an_output_must_be_annotated_as_out() -> None:
    def register(app: df.DFApp) -> None:
        @app.route(route="x")
        @app.queue_output(arg_name="saida", queue_name="fila", connection="AzureWebJobsStorage")
        async def rota(req: func.HttpRequest, saida: str) -> func.HttpResponse: ...

    (reason,) = reasons_of(register)

    assert 'saida is declared to have the "out" direction' in reason


@pytest.mark.parametrize(
    ("annotation", "words"), [(None, "NoneType"), (dict, "dict"), (list[str], "non-type return annotation")]
)
def test_an_http_function_must_return_a_response(annotation: Any, words: str) -> None:
    async def rota(req: func.HttpRequest) -> Any: ...

    rota.__annotations__["return"] = annotation

    (reason,) = reasons_of(lambda app: app.route(route="x")(rota))

    assert words in reason


def test_a_sync_function_with_a_durable_client_is_refused() -> None:
    def register(app: df.DFApp) -> None:
        @app.route(route="x")
        @app.durable_client_input(client_name="client")
        def rota(req: func.HttpRequest, client: Any) -> func.HttpResponse: ...

    (reason,) = reasons_of(register)

    assert "declare it with 'async def'" in reason


def test_an_orchestrator_that_does_not_call_its_parameter_context_is_refused() -> None:
    def register(app: df.DFApp) -> None:
        @app.orchestration_trigger(context_name="contexto")
        def fluxo(contexto: Any) -> Any:
            yield

    assert any("not in Python: ['contexto']" in reason for reason in reasons_of(register))


@pytest.mark.parametrize("name", ["1a", "com.ponto", "ação", "host", "a" * 129])
def test_a_function_name_outside_the_pattern_is_refused(name: str) -> None:
    (reason,) = reasons_of(route("x", name=name))

    assert "is not a valid function name" in reason


def test_names_that_differ_only_in_case_are_refused() -> None:
    (reason,) = reasons_of(lambda app: (route("x", name="rota")(app), route("y", name="Rota")(app)))

    assert "does not have a unique name" in reason


@pytest.mark.parametrize("template", ["admin", "Administracao/{id}", "/runtime/x"])
def test_a_route_in_the_hosts_own_space_is_refused(template: str) -> None:
    (reason,) = reasons_of(route(template))

    assert reason == (
        "The 'rota' function is in error: The specified route conflicts with one or more built in routes."
    )


def test_the_same_route_is_refused_unless_the_methods_differ() -> None:
    def two(*methods: str) -> Register:
        return lambda app: [
            route("x/{id}", name=f"rota_{number}", methods=[method])(app)
            for number, method in enumerate(methods)
        ]

    assert reasons_of(two("GET", "POST")) == []

    (reason,) = reasons_of(two("GET", "GET"))

    assert "conflicts with the route defined by function 'rota_0'" in reason


@pytest.mark.parametrize("template", ["x/{id", "x/{id}/{id}", "{*tudo}/x", "{x?}/y", "{x:cor}"])
def test_a_template_that_cannot_be_read_is_refused(template: str) -> None:
    (reason,) = reasons_of(route(template))

    assert "An error occurred while creating the route" in reason


@pytest.mark.parametrize(
    "schedule", ["* * *", "0 61 * * * *", "0 0 9 L * *", "0 0 9 * * 1,7", "todo dia", "%SEM_VALOR%"]
)
def test_a_schedule_that_is_no_ncrontab_is_refused(schedule: str) -> None:
    (reason,) = reasons_of(timer(schedule))

    assert reason.startswith("The 'relogio' function is in error: ")


@pytest.mark.parametrize("name", ["ab", "Maiuscula", "dois--tracos", "-traco", "a" * 64, "com_sublinhado"])
def test_a_queue_name_that_azure_refuses_is_refused(name: str) -> None:
    (reason,) = reasons_of(queue(str, name=name))

    assert "is not a queue name" in reason


def test_a_connection_without_a_setting_is_refused() -> None:
    (reason,) = reasons_of(queue(str, connection="OutraConta"))

    assert "Storage account connection string 'OutraConta' does not exist" in reason


def test_a_binding_that_only_azure_runs_is_named() -> None:
    def register(app: df.DFApp) -> None:
        @app.blob_trigger(arg_name="blob", path="x", connection="AzureWebJobsStorage")
        async def arquivo(blob: func.InputStream) -> None: ...

    assert any("does not run 'blobTrigger' bindings" in reason for reason in reasons_of(register))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import azure.functions as func\n", "Could not find top level function app instances"),
        ("import azure.functions as func\na = func.FunctionApp()\nb = a\n", "More than one FunctionApp"),
        ("import nao_existe_aqui\n", "ModuleNotFoundError"),
        (
            "import azure.functions as func\napp = func.FunctionApp(http_auth_level='chefe')\n",
            "function_app could not be loaded",
        ),
        (
            "import azure.functions as func\napp = func.FunctionApp()\n"
            + "@app.route(route='x')\ndef f(req: func.HttpRequest) -> str: ...\n" * 2,
            "does not have a unique function name",
        ),
    ],
)
def test_a_module_that_the_worker_cannot_load_is_refused(
    source: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "function_app", raising=False)
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "function_app.py").write_text(source)

    with pytest.raises(IndexingError, match=reason):
        load_functions(tmp_path)


def test_every_fault_of_an_app_is_listed_at_once() -> None:
    reasons = reasons_of(lambda app: (route("admin")(app), timer("nunca")(app), activity(list[str])(app)))

    assert len(reasons) == 3


def test_functions_come_in_the_order_of_their_names_with_underscores_after_letters() -> None:
    app = df.DFApp()
    for name in ("b_a", "ba", "b1", "a"):
        route(name, name=name)(app)

    names = [function.name for function in functions_of(app)]

    assert names == ["a", "b1", "ba", "b_a"]
