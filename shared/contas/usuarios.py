"""The shapes of a usuario: somebody who logs in with a name and a password, and what that person may do."""

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, StringConstraints

from shared.kit.auth import Papel
from shared.kit.brasil import email_address
from shared.kit.models import Document, Instant, NewInput, QueryInput, SourceInput

_NAME = r"^[A-Za-z0-9][A-Za-z0-9._@-]*$"
_PASSWORD = Field(repr=False, json_schema_extra={"format": "password"})

Username = Annotated[str, Field(min_length=3, max_length=60, pattern=_NAME)]
Email = Annotated[str, Field(max_length=254), AfterValidator(email_address)]
Nome = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
# As it was typed, spaces at its ends included.
SenhaDigitada = Annotated[
    str, StringConstraints(strip_whitespace=False, min_length=1, max_length=200), _PASSWORD
]
# S1 took anything; NIST SP 800-63B asks for 8 at least, and for nothing about which characters.
SenhaNova = Annotated[str, StringConstraints(strip_whitespace=False, min_length=8, max_length=200), _PASSWORD]


class Usuario(Document):
    """A person with a password. `versao_token` grows to end every session that was opened before.

    `senha_provisoria` says that somebody else chose the password. Instants are of the real clock.
    """

    CONTAINER: ClassVar[str] = "usuarios"

    id: str
    v: int = 1
    username: str
    email: str | None = None
    nome: str | None = None
    senha_hash: str = Field(repr=False)
    papel: Papel | None = None
    ativo: bool = True
    versao_token: int = 1
    senha_provisoria: bool = False
    criado_em: Instant
    atualizado_em: Instant

    @property
    def is_admin(self) -> bool:
        """One that counts as such: the last of them stays."""
        return self.ativo and self.papel is Papel.ADMIN

    @property
    def nomes(self) -> tuple[str, ...]:
        """What it logs in with."""
        return tuple(dict.fromkeys(login_key(name) for name in (self.username, self.email) if name))


def login_key(name: str) -> str:
    """Two spellings with one key are one log-in name."""
    return name.strip().lower()


class Administradores(Document):
    """The active admins of a conta, kept beside the usuarios so that one batch changes both: never none of them."""

    ID: ClassVar[str] = "administradores"

    v: int = 1
    ids: tuple[str, ...] = ()


class Cadastro(SourceInput):
    """The body of S1's `POST /auth/signup`; `convite` is the code of an invitation."""

    username: Username
    email: Email
    password: SenhaNova
    nome: Nome | None = None
    convite: Annotated[str, Field(max_length=200)] | None = None


class Login(SourceInput):
    """The body of S1's `POST /auth/login`, a form of OAuth 2.0 or JSON. `username` may be the e-mail."""

    username: Annotated[str, Field(min_length=1, max_length=254)]
    password: SenhaDigitada


class TrocaSenha(NewInput):
    """The body of `POST /auth/senha`."""

    senha_atual: SenhaDigitada
    nova_senha: SenhaNova


class MudancaUsuario(NewInput):
    """The body of `PATCH /usuarios/{id}`: what is left out, or null, stays as it is."""

    papel: Papel | None = None
    ativo: bool | None = None
    nome: Nome | None = None


class FiltroUsuarios(QueryInput):
    limite: Annotated[int, Field(ge=1, le=100)] = 50
    cursor: Annotated[str, Field(max_length=1_000)] | None = None


class TokenAcesso(Document):
    """S1's answer to a sign-up."""

    access_token: str = Field(repr=False)
    token_type: str = "bearer"


class SessaoAberta(TokenAcesso):
    """S1's answer to a log-in. `expires_in` is in seconds; `senha_provisoria` asks for a password of one's own."""

    user_name: str
    expires_in: int
    senha_provisoria: bool


class QuemSou(Document):
    """`fuso` is the conta's. `escopos` null means all that the papel may; `username` is a usuario's, null for any
    other credential.
    """

    conta: str
    fuso: str
    sujeito: str
    papel: Papel
    escopos: tuple[str, ...] | None = None
    username: str | None = None


class UsuarioDetalhe(Document):
    """What an admin sees of a usuario: nothing of the password but whether it is provisional."""

    id: str
    username: str
    email: str | None
    nome: str | None
    papel: Papel | None
    ativo: bool
    senha_provisoria: bool
    criado_em: Instant
    atualizado_em: Instant


class UsuarioLista(Document):
    itens: tuple[UsuarioDetalhe, ...]
    cursor: str | None


class SenhaProvisoria(Document):
    """The one answer that holds a password."""

    usuario_id: str
    username: str
    senha: str = Field(repr=False)
