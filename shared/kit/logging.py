"""Events as one JSON line each, with what could name a person taken out; apart because every log passes here.

The worker ships only the formatted message of a record, so the fields given in `extra` become part of it.
"""

import json
import logging
import re
from typing import Any

from shared.kit.tracing import trace_id

_ROOT = "retorno"
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_SECRET_NAMES = re.compile(
    r"(?:^|_)(?:telefone|phone|e?mail|nome|texto|mensagem|resposta|senha|token|key|secret|chave|authorization|cpf|cnpj)$",
    re.IGNORECASE,
)
_SECRET_VALUES = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.]+"  # e-mail
    r"|\b\d{3}\.?\d{3}\.?\d{3}-?\d{2}\b"  # CPF
    r"|\+?\b(?:55)?\s?\(?\d{2}\)?[\s-]?9?\d{4}-?\d{4}\b"  # phone
    r"|\b(?:Bearer|Basic)\s+\S+|\b(?:gsk|sk)[-_]\w{8,}|AccountKey=[^;\s]+"
)
_HIDDEN = "[oculto]"
_TRACEBACK = logging.Formatter()


class _JsonMessage(logging.Filter):
    """Turns the record's message into JSON once; runs on the logger, so every handler sees it."""

    def filter(self, record: logging.LogRecord) -> bool:
        if not getattr(record, "retorno_json", False):
            record.msg = _line(record)
            record.args = ()
            if record.exc_info:  # every handler's formatter takes the text that is already there
                record.exc_text = redact(_TRACEBACK.formatException(record.exc_info))
            record.retorno_json = True
        return True


_JSON_MESSAGE = _JsonMessage()


def get_logger(name: str) -> logging.Logger:
    """The logger of a module: `log.info("relato.received", extra={"relato_id": ...})`, ids only."""
    logger = logging.getLogger(f"{_ROOT}.{name}")
    logger.addFilter(_JSON_MESSAGE)
    return logger


def set_level(level: str) -> None:
    """`level` is a standard name (DEBUG to CRITICAL); it holds for all our loggers, not for the SDKs'."""
    logging.getLogger(_ROOT).setLevel(level)


def _line(record: logging.LogRecord) -> str:
    fields = {name: value for name, value in vars(record).items() if name not in _STANDARD}
    event = {"evento": redact(record.getMessage()), "origem": record.name.removeprefix(f"{_ROOT}.")}
    trace = {"trace_id": found} if (found := trace_id()) else {}
    told = {name: _safe(name, value) for name, value in fields.items()}
    return json.dumps(event | told | trace, ensure_ascii=False)


def _safe(name: str, value: Any) -> Any:
    if _SECRET_NAMES.search(name):
        return _HIDDEN
    if isinstance(value, int | float | None):
        return value
    return redact(str(value))


def redact(text: str) -> str:
    """`text` without e-mails, CPFs, phones, credentials: the last net, not a licence to log texts."""
    return _SECRET_VALUES.sub(_HIDDEN, text)
