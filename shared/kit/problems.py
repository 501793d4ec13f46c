"""Errors as RFC 9457 `application/problem+json` in Portuguese; only the HTTP edge renders them."""

import json
from typing import Any

import azure.functions as func

from shared.kit.errors import RetornoError, TooManyRequests, TransientError, Unauthorized
from shared.kit.routes import Members

_ALWAYS = {
    "Content-Language": "pt-BR",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}


def problem(error: RetornoError, invocation: str, members: Members | None = None) -> func.HttpResponse:
    """The response for `error`; `invocation` is the uuid that finds it in the logs, `members` the source's own words.

    Source: https://www.rfc-editor.org/rfc/rfc9457
    """
    body: dict[str, Any] = dict(members(error)) if members else {}
    body |= {
        "type": f"urn:retorno:problema:{error.slug}",
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "instance": f"urn:uuid:{invocation}",
    }
    if error.errors:
        body["errors"] = [{"pointer": wrong.pointer, "detail": wrong.detail} for wrong in error.errors]
    return func.HttpResponse(
        json.dumps(body, ensure_ascii=False),
        status_code=error.status,
        mimetype="application/problem+json",
        headers=_ALWAYS | _extra_headers(error),
    )


def _extra_headers(error: RetornoError) -> dict[str, str]:
    if isinstance(error, TransientError | TooManyRequests):
        return {"Retry-After": str(error.retry_after_s)}
    if isinstance(error, Unauthorized):
        realm = ' realm="retorno"' if error.scheme == "Basic" else ""
        return {"WWW-Authenticate": error.scheme + realm}
    return {}
