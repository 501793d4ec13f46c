"""One call to Cosmos DB: what is repeated, and what each SDK error becomes; apart because every method does both."""

import math
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from azure.core.exceptions import ServiceRequestError, ServiceResponseError
from azure.cosmos.exceptions import (
    CosmosBatchOperationError,
    CosmosClientTimeoutError,
    CosmosHttpResponseError,
)

from shared.kit.errors import (
    Conflict,
    NotFound,
    PayloadTooLarge,
    PreconditionFailed,
    RetornoError,
    TransientError,
)

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[object]]

_TRIES = 3  # the SDK repeats some reads once itself, where it knows the account's regions
_FIRST_WAIT_S = 0.1
_RETRY_WITH = 449  # the service asks for the same request again: nothing was written
_AMBIGUOUS = frozenset({408, 500, 503})  # it may have been written
_THROTTLED = 429  # the SDK has repeated it already, as long as the service asked
_GONE = 410
_REFUSALS: dict[int, type[RetornoError]] = {
    404: NotFound,
    409: Conflict,
    412: PreconditionFailed,
    413: PayloadTooLarge,
}
_RETRY_AFTER = "x-ms-retry-after-ms"
# A 404 of this kind says that a replica is behind the session, and nothing about the document.
_SESSION_NOT_AVAILABLE = 1002


async def call(work: Callable[[], Awaitable[T]], *, idempotent: bool, sleep: Sleep) -> T:
    """Do `work`, up to three times where that is safe, and raise our errors for the SDK's.

    What is neither a refusal nor an outage (a wrong key, a wrong query) is a bug or a misconfiguration: it rises.
    """
    for attempt in range(1, _TRIES + 1):
        try:
            return await work()
        except (CosmosHttpResponseError, CosmosBatchOperationError) as error:
            status = error.status_code or 0
            repeatable = status == _RETRY_WITH or (idempotent and status in _AMBIGUOUS)
            if not repeatable or attempt == _TRIES:
                if (translated := _translated(error, status)) is None:
                    raise
                raise translated from error
        except (ServiceRequestError, ServiceResponseError, CosmosClientTimeoutError) as error:
            raise TransientError() from error
        await sleep(_FIRST_WAIT_S * 2 ** (attempt - 1) * random.uniform(0.5, 1.5))
    raise AssertionError("the last attempt returns or raises")


def _translated(
    error: CosmosHttpResponseError | CosmosBatchOperationError, status: int
) -> RetornoError | None:
    if status == 404 and error.sub_status == _SESSION_NOT_AVAILABLE:
        return TransientError()
    if (refusal := _REFUSALS.get(status)) is not None:
        return refusal()
    if status in (_THROTTLED, _RETRY_WITH, _GONE, 408) or status >= 500:
        return TransientError(retry_after_s=_retry_after_s(error))
    return None


def _retry_after_s(error: CosmosHttpResponseError | CosmosBatchOperationError) -> int:
    told = (error.headers or {}).get(_RETRY_AFTER)
    return max(1, math.ceil(float(told) / 1000)) if told else TransientError().retry_after_s
