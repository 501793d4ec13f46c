"""What a route declares, what it is handed and what it answers; apart from `http`, which serves them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from shared.kit.auth import Papel, Principal
from shared.kit.errors import MalformedRequest, NotFound, RetornoError
from shared.kit.etags import Precondition
from shared.kit.ids import is_document_id

if TYPE_CHECKING:
    from pydantic import BaseModel

_MAX_KEY = 200

Body = TypeVar("Body")
Params = TypeVar("Params")
# `module:Class` of a pydantic model. Models are looked up on a route's first call: building them, and pydantic
# itself, would double the cold start.
Model = str
Headers = Mapping[str, str]
# What the errors of a source carry beside a problem's own members.
Members = Callable[[RetornoError], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a handler returns. With a model declared for `status`, `body` is read by it, field by field.

    A body of `bytes` leaves as it is, with the `Content-Type` among `headers`. `etag` is the store's, of the one
    document that is shown. `alvo` names for the audit what was written where the path does not, `detalhe` what it
    became: papéis, field names, ids.
    """

    body: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None
    alvo: str = ""
    detalhe: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Call(Generic[Body, Params]):
    """One authenticated, validated request. `client` is the Durable client where the route asked for it, `url` the
    address as the host saw it, which a front end may have rewritten.

    `principal` exists on every route but the anonymous ones; reading it there is a bug, hence the property.
    """

    body: Body
    query: Params
    path: Mapping[str, str]
    headers: Headers
    raw: bytes
    caller: Principal | None
    traceparent: str
    client: Any = None
    url: str = ""

    @property
    def principal(self) -> Principal:
        if self.caller is None:
            raise RuntimeError("an anonymous route has no principal")
        return self.caller

    def document_id(self, name: str) -> str:
        """The id in the path; one that no document can have raises `NotFound`, like one that none has."""
        found = self.path[name]
        if not is_document_id(found):
            raise NotFound
        return found

    @property
    def idempotency_key(self) -> str | None:
        """Source: https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/"""
        key = self.headers.get("idempotency-key", "").strip()
        if len(key) > _MAX_KEY:
            raise MalformedRequest("A Idempotency-Key deve ter no máximo 200 caracteres.")
        return key or None

    @property
    def precondition(self) -> Precondition:
        return Precondition(self.headers.get("if-match", "").strip())

    @property
    def address(self) -> str:
        return client_address(self.headers)

    @property
    def is_basic(self) -> bool:
        """Whether the credential came as `Authorization: Basic`, which is how S4's clients call."""
        return self.headers.get("authorization", "")[:6].lower() == "basic "


def client_address(headers: Headers) -> str:
    """The caller's address as the front end saw it: the last hop of `X-Forwarded-For`; hops before are hearsay."""
    hop = headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop


@dataclass(frozen=True, slots=True)
class Route:
    """What a route declares; the OpenAPI document, the 405 answer and the contract tests read it.

    `path` is the host's template without a leading slash. `papeis` None means anonymous; `area` is what an API
    token's scopes name (`clientes` gives `clientes:ler` and `clientes:escrever`). `safe` marks a POST that writes
    nothing. `answers` maps each good status to the model that the body is shown as, "" for one without a model;
    `refusals` are the statuses of refused rules. `form` accepts the body as a web form too. `media` are the
    types of a body that is taken raw (`Call.raw`), `files` the files of a multipart one. `versioned` demands an
    `If-Match`. `audited` adds a reading to the audit. `flows` asks for the Durable client. `reads` names the request
    headers that change the answer. `refusal` is a source's wording of a 401, `missing` that of one without any
    credential, `members` gives what its errors carry beside a problem's own; `example` is a body to try, a text where
    the body is taken raw. `produces` are the media types of the good answers. `cached` says that its answer may be
    kept for others, and tells by `X-Cache` whether it was.
    """

    method: str
    path: str
    summary: str
    papeis: frozenset[Papel] | None
    area: str = ""
    safe: bool = False
    body: Model | None = None
    query: Model | None = None
    answers: Mapping[int, Model] = field(default_factory=dict)
    refusals: tuple[int, ...] = ()
    tag: str = "Retorno"
    form: bool = False
    media: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    max_body_bytes: int = 256 * 1024
    versioned: bool = False
    audited: bool = False
    flows: bool = False
    reads: tuple[str, ...] = ()
    refusal: str | None = None
    missing: str | None = None
    members: Members | None = None
    example: Any = None
    produces: tuple[str, ...] = ("application/json",)
    cached: bool = False
    name: str = ""

    @property
    def methods(self) -> tuple[str, ...]:
        """A HEAD is answered as the GET it asks about; the server leaves the body out."""
        return ("GET", "HEAD") if self.method == "GET" else (self.method,)

    @property
    def is_safe(self) -> bool:
        return self.safe or self.method == "GET"

    @property
    def is_audited(self) -> bool:
        """Every write by a principal, and the readings that say so."""
        return self.papeis is not None and (self.audited or not self.is_safe)

    @property
    def escopo(self) -> str:
        return f"{self.area}:{'ler' if self.is_safe else 'escrever'}"


ROUTES: list[Route] = []


@dataclass(frozen=True, slots=True)
class Ato:
    """An act that the audit keeps: who did what to which resource. Ids only; `invocacao` finds it in the logs.

    `recurso` is the route's own spelling of the path: who looks for it finds every call, and no text of a caller.
    """

    principal: Principal
    rota: str
    metodo: str
    recurso: str
    invocacao: str


Finish = Callable[[int, Answer | None], Awaitable[None]]
Authenticate = Callable[[Headers], Awaitable[Principal]]
# Records the act before it is done; what it returns is told the status afterwards, and the answer where there is one.
Audit = Callable[[Ato], Awaitable[Finish]]


@cache
def resolve(model: Model) -> type["BaseModel"]:
    """The class behind a `module:Class`."""
    module, _, name = model.partition(":")
    found: type[BaseModel] = getattr(import_module(module), name)
    return found
