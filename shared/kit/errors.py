"""Every error that this code raises on purpose, as one tree; apart because all packages speak it.

RetornoError
├── DomainError          the caller's doing: an HTTP status, a recorded outcome, never a retry
│   ├── MalformedRequest 400   Unauthorized 401   Forbidden 403   NotFound 404   MethodNotAllowed 405
│   ├── Conflict 409           PreconditionFailed 412             PayloadTooLarge 413
│   └── UnsupportedMediaType 415   InvalidInput 422   PreconditionRequired 428   TooManyRequests 429
└── TransientError 503   somebody's outage: the retry's owner (queue, flow, caller) tries again

Features subclass these and set `slug`, `title` and, where the source system says so, `status`.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldError:
    """One wrong field: `pointer` is a JSON pointer with `#` before it, `detail` a pt-BR sentence without input."""

    pointer: str
    detail: str


class RetornoError(Exception):
    """Base of all. `title` never varies for a `slug`; `detail` is safe to show and holds no input."""

    status = 500
    slug = "erro-interno"
    title = "Erro interno"
    default_detail = "Algo deu errado do nosso lado. Tente de novo em alguns minutos."

    def __init__(self, detail: str | None = None, *, errors: Sequence[FieldError] = ()) -> None:
        self.detail = detail or self.default_detail
        self.errors = tuple(errors)
        super().__init__(self.detail)


class DomainError(RetornoError):
    """The request or the rule is at fault; a retry cannot help."""


class MalformedRequest(DomainError):
    status, slug, title = 400, "requisicao-malformada", "Requisição malformada"
    default_detail = "O corpo da requisição não pôde ser lido."


class Unauthorized(DomainError):
    status, slug, title = 401, "nao-autenticado", "Não autenticado"
    default_detail = "Envie uma credencial válida no cabeçalho Authorization."

    def __init__(self, detail: str | None = None, *, scheme: str = "Bearer", missing: bool = False) -> None:
        """`scheme` is the challenge that goes back; `missing` says that no credential came at all."""
        super().__init__(detail)
        self.scheme = scheme
        self.missing = missing

    def worded(self, *, wrong: str | None, missing: str | None) -> "Unauthorized":
        """The same refusal in a source's words; a Basic one has S4's already."""
        if self.scheme != "Bearer":
            return self
        return Unauthorized(missing if self.missing else wrong, missing=self.missing)


class Forbidden(DomainError):
    status, slug, title = 403, "sem-permissao", "Sem permissão"
    default_detail = "Sua credencial não permite esta operação."


class NotFound(DomainError):
    status, slug, title = 404, "nao-encontrado", "Não encontrado"
    default_detail = "Não encontramos o que você pediu."


class MethodNotAllowed(DomainError):
    status, slug, title = 405, "metodo-nao-permitido", "Método não permitido"
    default_detail = "Este endereço existe, mas não aceita este método."


class Conflict(DomainError):
    status, slug, title = 409, "conflito", "Conflito"
    default_detail = "O estado atual não permite esta operação."


class PreconditionFailed(DomainError):
    """The document changed since it was read (an etag that no longer matches)."""

    status, slug, title = 412, "versao-desatualizada", "Versão desatualizada"
    default_detail = "O documento mudou desde a sua leitura. Leia de novo e repita."


class PayloadTooLarge(DomainError):
    status, slug, title = 413, "corpo-grande-demais", "Corpo grande demais"
    default_detail = "O corpo da requisição passa do tamanho aceito."


class UnsupportedMediaType(DomainError):
    status, slug, title = 415, "tipo-nao-suportado", "Tipo de conteúdo não suportado"
    default_detail = "Envie o corpo como application/json."


class InvalidInput(DomainError):
    status, slug, title = 422, "entrada-invalida", "Entrada inválida"
    default_detail = "Corrija os campos indicados."


class PreconditionRequired(DomainError):
    """A document that people edit is only changed by who says which version was read."""

    status, slug, title = 428, "versao-nao-informada", "Versão não informada"
    default_detail = "Leia o documento e repita com o ETag dele no cabeçalho If-Match."


class TooManyRequests(DomainError):
    """`retry_after_s` is whole seconds to wait."""

    status, slug, title = 429, "muitas-requisicoes", "Muitas requisições"
    default_detail = "Você fez muitas requisições. Aguarde um pouco e tente de novo."

    def __init__(self, detail: str | None = None, *, retry_after_s: int = 60) -> None:
        super().__init__(detail)
        self.retry_after_s = retry_after_s


class TransientError(RetornoError):
    """A dependency failed in a way that time may heal; `retry_after_s` is whole seconds to wait."""

    status, slug, title = 503, "indisponivel", "Serviço indisponível"
    default_detail = "O serviço está temporariamente indisponível. Tente de novo em instantes."

    def __init__(self, detail: str | None = None, *, retry_after_s: int = 5) -> None:
        super().__init__(detail)
        self.retry_after_s = retry_after_s
