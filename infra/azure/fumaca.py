"""`python -m infra.azure.fumaca --url https://...`: waits until a deployment is healthy and of that version.

`/health` reads the settings and reaches for documents and queues, so a wrong deployment is not a customer's to find.
"""

import argparse
import json
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from typing import Any

# A new package takes its place, and a role that was just given begins to hold, within minutes.
_TRIES, _PAUSE_S, _TIMEOUT_S = 40, 15.0, 30.0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m infra.azure.fumaca", description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--versao", required=True, help="what /health has to answer as version")
    parser.add_argument("--tentativas", type=int, default=_TRIES)
    parser.add_argument("--pausa", type=float, default=_PAUSE_S, help="seconds between two")
    options = parser.parse_args(arguments)

    def pause() -> None:
        time.sleep(options.pausa)

    wrong = wait(options.url, options.versao, tries=options.tentativas, pause=pause)
    if wrong:
        print(f"{options.url}/health: {wrong}", file=sys.stderr)
        return 1
    print(f"{options.url}: healthy, version {options.versao}")
    return 0


def wait(url: str, version: str, *, tries: int, pause: Callable[[], None]) -> str:
    """What is still wrong after so many `tries`; nothing when all is well."""
    wrong = ask(url, version)
    for _ in range(tries - 1):
        if not wrong:
            return ""
        pause()
        wrong = ask(url, version)
    return wrong


def ask(url: str, version: str) -> str:
    """What is wrong now: no answer, a check that fails, another version."""
    try:
        answer = _get(f"{url.rstrip('/')}/health")
    except (OSError, ValueError) as error:
        return f"no answer ({type(error).__name__})"
    failing = [f"{name} {state}" for name, state in answer.get("checks", {}).items() if state != "ok"]
    if failing or answer.get("status") != "healthy":
        return ", ".join(failing) or "not healthy"
    return "" if answer.get("version") == version else f"version {answer.get('version')}, not {version}"


def _get(url: str) -> dict[str, Any]:
    try:
        with urllib.request.urlopen(url, timeout=_TIMEOUT_S) as response:
            body = response.read()
    except urllib.error.HTTPError as error:
        if error.code != 503:
            raise
        body = error.read()  # unhealthy, and it says in what
    found: dict[str, Any] = json.loads(body)
    return found


if __name__ == "__main__":
    sys.exit(main())
