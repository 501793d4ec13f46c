"""`make run` and `make demo`: the sample relatos through the public API of a local host, told as they happen.

With `--ficar` the host stays up on `.retorno`; without it a fresh one passes 31 days and checks how they ended.
"""

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from infra.local.demo_api import Api, DemoError
from infra.local.demo_carteira import Carteira
from infra.local.demo_chamados import Chamados
from infra.local.demo_host import APP, Running, running
from infra.local.demo_month import Followed, Month
from infra.local.demo_report import Report, local, name_of, on_day, tell_steps, why_not
from infra.local.demo_samples import STORIES, Story, reference_day
from infra.local.demo_week import Week, monday_after
from infra.local.files import read_object, write_object
from infra.local.settings import read_local
from shared.kit.clock import local_day, local_instant

DEFAULT_PORT = 7071
_OPENING_HOUR = 8
# A model that is down costs its deadline per try; a message that a killed host held comes back after its lease.
_PATIENCE_S = 120.0
# A demonstration must not depend on, nor pay for, an account that the settings of this machine name.
_NO_ACCOUNTS = {
    "DOCUMENTOS__TIPO": "sqlite",
    "GROQ__API_KEY": "",
    "OPENAI__API_KEY": "",
    "AZURE_OPENAI__API_KEY": "",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when all went as told, 1 when something differs or cannot run, 130 when interrupted in between."""
    parser = argparse.ArgumentParser(prog="python -m infra.local.demo", description=__doc__)
    parser.add_argument("--ficar", action="store_true", help="stay up, on the state folder .retorno")
    parser.add_argument("--estado", type=Path, default=APP / ".retorno", help="another folder for --ficar")
    options = parser.parse_args(arguments)
    for number in (signal.SIGINT, signal.SIGTERM):  # named: a shell starts background jobs deaf to Ctrl-C
        signal.signal(number, _interrupt)
    report = Report(sys.stdout)
    try:
        return _stay(report, options.estado.resolve()) if options.ficar else _pass_month(report)
    except DemoError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        report.say()
        report.say("Tudo encerrado. Até a próxima!")
        return 0 if options.ficar else 130


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def _port() -> int:
    chosen = os.environ.get("PORTA", "").strip() or str(DEFAULT_PORT)
    if not chosen.isdecimal() or not 0 <= int(chosen) <= 65535:
        raise DemoError("PORTA deve ser um número de 1 a 65535, por exemplo: PORTA=7072 make run")
    return int(chosen)


def _setting(name: str) -> str:
    """What the host will read too: the environment first, then local.settings.json or its sample."""
    values, _ = read_local(APP)
    return str(os.environ.get(name) or values.get(name) or "")


def _token() -> str:
    if not (token := _setting("API_TOKEN")):
        raise DemoError("Falta o API_TOKEN em local.settings.json; veja local.settings.sample.json.")
    return token


def _api(host: Running) -> Api:
    meta = json.loads(_setting("CANAIS__META") or "{}")
    return Api(host.url, _token(), str(meta.get("app_secret", "")))


def _stay(report: Report, state: Path) -> int:
    port = _port()
    _greet(report)
    with running(state, port=port, environment={}) as host, _api(host) as api:
        _announce(report, api, host)
        day = _kept_day(state, local_day(api.now()))
        _post_samples(report, api, day)
        _tell_chamados(report, api, day)
        _tell_routes(report, api)
        host.wait()
    return 0


def _pass_month(report: Report) -> int:
    with demonstration(report) as (_, wrong):
        report.say()
        for sentence in wrong:
            report.say(sentence, mark="✗", style="red")
        report.say(
            "Não foi como devia." if wrong else "Tudo conferiu: ninguém ficou sem retorno.", style="bold"
        )
        return 1 if wrong else 0


@contextmanager
def demonstration(report: Report) -> Iterator[tuple[Running, list[str]]]:
    """A host on a state of its own that has lived the month, the week and the weekend, and what did not go as told.

    Its state goes with it, unless it could not live so long. Raises `DemoError`.
    """
    state = Path(tempfile.mkdtemp(prefix="retorno-demo-"))
    documents = {"DOCUMENTOS__CAMINHO": str(state / "documentos.db")}
    _greet(report)
    try:
        with (
            running(state, port=0, environment=_NO_ACCOUNTS | documents) as host,
            _api(host) as api,
        ):
            _announce(report, api, host)
            yield host, _month(report, api)
    except DemoError:
        report.say(f"O estado e o registro desta execução ficaram em {state}.", style="yellow")
        raise
    shutil.rmtree(state, ignore_errors=True)


def _month(report: Report, api: Api) -> list[str]:
    start = reference_day(local_day(api.now()))
    api.move_clock(local_instant(start, _OPENING_HOUR))
    report.say(f"O relógio da clínica começa em {on_day(start)}, às {_OPENING_HOUR} h.")
    month = Month(api, report, start, _post_samples(report, api, start))
    chamados = _tell_chamados(report, api, start)
    month.tell()
    wrong = month.close() + (chamados.close() if chamados else [])
    return wrong + (_week(report, api) if chamados else [])


def _week(report: Report, api: Api) -> list[str]:
    """Somebody who runs the clinic decides about appointments first, hence after a log-in that was accepted."""
    with api.login(_setting("ADMIN_USUARIO"), _setting("ADMIN_SENHA")) as pessoa:
        week = Week(api, pessoa, report, monday_after(local_day(api.now())))
        week.tell()
        return week.close() + Carteira(api, pessoa, report).tell()


def _greet(report: Report) -> None:
    report.title("Retorno: para que ninguém fique sem retorno")
    report.say("Subindo as filas (Azurite) e o host local…")


def _announce(report: Report, api: Api, host: Running) -> None:
    """The first reading makes the conta with its defaults."""
    known = len(api.relatos())
    before = f" Ela já tem {known} relatos, guardados em {host.state.name}/." if known else ""
    report.say(f"No ar em {host.url}. A conta de demonstração está pronta.{before}")


def _kept_day(state: Path, today: date) -> date:
    """The day of the first run: the same key must come with the same body, and bodies name their day."""
    path = state / "demonstracao.json"
    kept = read_object(path)
    if not kept:
        write_object(path, {"dia": today.isoformat()})
        return today
    return date.fromisoformat(kept["dia"])


def _tell_chamados(report: Report, api: Api, day: date) -> Chamados | None:
    """None where nobody of the clinic gets in, who approves answers and gives her own."""
    try:
        pessoa = api.login(_setting("ADMIN_USUARIO"), _setting("ADMIN_SENHA"))
    except DemoError:
        report.title("Chamados")
        report.say(
            "Os de exemplo ficam de fora: quem os responde entra com ADMIN_USUARIO e ADMIN_SENHA, e este log-in "
            "não foi aceito.",
            style="yellow",
        )
        return None
    with pessoa:
        chamados = Chamados(api, pessoa, report, day.isoformat())
        chamados.tell(first=len(STORIES) + 1)
    return chamados


def _post_samples(report: Report, api: Api, day: date) -> list[Followed]:
    return [
        Followed(story, _post(report, api, story=story, day=day, number=number))
        for number, story in enumerate(STORIES, start=1)
    ]


def _post(report: Report, api: Api, *, story: Story, day: date, number: int) -> str:
    body = story.body(day)
    report.title(f"{number}. {story.opening.capitalize()}")
    report.say(f"“{body['texto']}”", indent=2, style="dim")
    accepted = api.post_relato(body, key=f"demonstracao-{day}-{story.key}")
    relato_id: str = accepted["id"]
    if accepted["status"] == "recebido":
        _watch(report, api, relato_id)
    else:
        _tell_known(report, api.relato(relato_id))
    return relato_id


def _watch(report: Report, api: Api, relato_id: str) -> None:
    told: set[str] = set()
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        relato = api.relato(relato_id)
        tell_steps(report, relato, told)
        if relato["status"] in ("em_acompanhamento", "encerrado"):
            return
        if relato["status"] == "falhou":
            raise DemoError("O relato falhou; veja o host.log na pasta de estado.")
        time.sleep(0.1)  # well under the limit of requests per minute, however slow the machine
    raise DemoError(f"O relato não ficou pronto em {_PATIENCE_S:.0f} s; veja o host.log na pasta de estado.")


def _tell_known(report: Report, relato: dict[str, Any]) -> None:
    since = local(relato["recebido_em"])
    report.step("já estava guardado", f"desde {on_day(since.date())}, {since:%H:%M}, com o id {relato['id']}")
    report.step(relato["status"].replace("_", " "), f"{name_of(relato)} {why_not(relato)}")


def _tell_routes(report: Report, api: Api) -> None:
    report.title("Painel")
    report.say(f"{api.url}/painel, para trabalhar no navegador. Entre com:")
    report.verbatim(f"  {_admin('usuário %s, senha %s')}")
    report.title("Endereços")
    report.say(f"{api.url}/docs mostra todos, com exemplos, e deixa experimentar. Em resumo:")
    for tag, paths in _by_tag(api.description()).items():
        report.verbatim(f"  {tag:<32} {textwrap.shorten('  '.join(paths), 64, placeholder=' …')}")
    report.title("Experimente")
    report.verbatim(f"  curl -s {api.url}/acompanhamentos \\")
    report.verbatim(f'    -H "Authorization: Bearer {_shown(_token(), "$API_TOKEN")}"')
    report.say("Para entrar como pessoa, com a administração da conta de demonstração:")
    report.verbatim(f"  curl -s {api.url}/auth/login -d '{_admin('username=%s&password=%s')}'")
    report.say("O relógio daqui pode ser adiantado:")
    report.verbatim(f"  curl -s {api.url}/local/relogio -d '{{\"avancar_segundos\": 259200}}'")
    report.say("Tudo fica guardado em .retorno/, também o registro do host (host.log). Ctrl-C encerra.")


def _by_tag(description: dict[str, Any]) -> dict[str, list[str]]:
    """The addresses of each tag, once each."""
    found: dict[str, list[str]] = {}
    for path, operations in description["paths"].items():
        for operation in operations.values():
            paths = found.setdefault(operation["tags"][0], [])
            if path not in paths:
                paths.append(path)
    return found


def _shown(secret: str, name: str) -> str:
    """The sample's secrets are public; another one is its owner's."""
    return secret if secret.startswith("somente-local-") else name


def _admin(words: str) -> str:
    """`words` with the name of the first admin and the password."""
    return words % (_setting("ADMIN_USUARIO") or "admin", _shown(_setting("ADMIN_SENHA"), "..."))


if __name__ == "__main__":
    sys.exit(main())
