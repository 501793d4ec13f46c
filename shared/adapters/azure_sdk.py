"""What the Azure adapters ask of every SDK client: the app's identity, and silence about each request."""

import logging
from typing import Any


def identity() -> Any:
    """The app's own identity; the caller closes it."""
    # 74 ms of import that a key or a connection string never needs.
    from azure.identity.aio import DefaultAzureCredential

    return DefaultAzureCredential()


def quiet_logger() -> logging.Logger:
    """The SDKs tell each request's headers at INFO, the level of a Functions app: a fifth of a request's cost."""
    logger = logging.getLogger("azure.retorno")
    logger.setLevel(logging.WARNING)
    return logger
