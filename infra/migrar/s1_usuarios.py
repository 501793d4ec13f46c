"""S1's `users`: each comes with a new, provisional password, since hashes of passwords stay where they were made."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from infra.migrar.celulas import REQUIRED, Celulas, Recusa
from infra.migrar.cofre import Cofre
from infra.migrar.marcas import Marca
from infra.migrar.tabela import APAGADA, Registro, text_columns
from shared.contas.admissao import Admissao, Candidato
from shared.contas.errors import EmailTaken, NameTaken, UsuarioNotFound
from shared.contas.nomes import Nomes
from shared.contas.service import UsuarioService, provisional_password
from shared.contas.usuario_store import UsuarioStore
from shared.contas.usuarios import Email, Nome, Username, login_key
from shared.kit.auth import Papel
from shared.kit.models import SourceInput
from shared.kit.texto import fold
from shared.kit.validation import field_errors

NOME = "usuarios"
_ADMINS = frozenset({"admin", "administrador", "administrator", "superuser"})
_CLIENTES = frozenset({"cliente", "client", "customer"})
_INATIVO = "o usuário está inativo na origem"
_DE_CLIENTE = "é um acesso de cliente, não da equipe"
_NOME_EM_USO = "já existe um usuário com este nome de acesso"
_EMAIL_EM_USO = "já existe um usuário com este e-mail"
_RESERVADO = "este nome é do primeiro administrador desta instalação: use make admin"
_NAO_E_O_EMAIL = "com @, deve ser igual ao e-mail"


class UsuarioS1(SourceInput):
    username: Username
    email: Email | None
    nome: Nome | None
    papel: Papel


@dataclass
class UsuariosS1:
    """The port `Tabela`. Only with `confiar_admin` an admin of S1 is one here: there, whoever signed up was.

    `reservado` is the name that the settings keep for the first admin.
    """

    open_usuarios: Callable[[str], UsuarioStore]
    usuarios: UsuarioService
    nomes: Nomes
    admissao: Admissao
    cofre: Cofre
    conta: str
    sujeito: str
    reservado: str
    confiar_admin: bool
    simular: bool
    nome: str = NOME
    arquivos: tuple[str, ...] = (NOME, "users")
    ligada: str | None = None
    colunas: Mapping[str, str] = field(
        default_factory=lambda: text_columns(
            *("id", "username", "email", "role", "is_active", "is_superuser"),
            full_name="nome",
            nome="nome",
            papel="role",
        )
    )

    def read(self, celulas: Celulas) -> Registro[UsuarioS1]:
        if celulas.texto("is_active") is not None and not celulas.sim("is_active"):
            raise Recusa(_INATIVO)
        fields = {
            "username": celulas.texto("username"),
            "email": celulas.texto("email"),
            "nome": celulas.texto("nome"),
            "papel": self._papel(celulas),
        }
        if fields["username"] is None:
            raise Recusa(REQUIRED, "username")
        try:
            dados = UsuarioS1.model_validate(fields)
        except ValidationError as error:
            wrong = field_errors(error)[0]
            raise Recusa(wrong.detail, wrong.pointer.removeprefix("#/")) from None
        self._refuse_names(dados)
        return Registro(celulas.id("id"), dados.username, {}, dados)

    def _refuse_names(self, dados: UsuarioS1) -> None:
        """As a sign-up does."""
        names = {login_key(name) for name in (dados.username, dados.email) if name}
        if self.reservado and login_key(self.reservado) in names:
            raise Recusa(_RESERVADO, "username")
        if "@" in dados.username and names != {login_key(dados.email or "")}:
            raise Recusa(_NAO_E_O_EMAIL, "username")

    def _papel(self, celulas: Celulas) -> Papel:
        role = fold(celulas.texto("role") or "")
        if role in _CLIENTES:
            raise Recusa(_DE_CLIENTE, "role")
        was_admin = role in _ADMINS or celulas.sim("is_superuser")
        return Papel.ADMIN if was_admin and self.confiar_admin else Papel.ATENDENTE

    async def look(self, registros: Sequence[Registro[UsuarioS1]], marcas: Mapping[str, Marca]) -> None:
        """There are few: each is looked for by itself."""

    async def require(self, _registro: Registro[UsuarioS1], marca: Marca) -> None:
        try:
            await self.open_usuarios(self.conta).get(marca.alvo)
        except UsuarioNotFound:
            raise Recusa(APAGADA) from None

    async def check(self, registro: Registro[UsuarioS1], marca: Marca | None) -> str | None:
        dados = registro.dados
        acesso = await self.nomes.find(dados.username)
        if acesso and marca and acesso.conta == self.conta:
            return await self._unfinished(acesso.sujeito, dados)
        if acesso:
            raise Recusa(_NOME_EM_USO, "username")
        if dados.email and await self.nomes.find(dados.email):
            raise Recusa(_EMAIL_EM_USO, "email")
        return None

    async def _unfinished(self, usuario_id: str, dados: UsuarioS1) -> str | None:
        """Who was made by a run that ended before the password was written down gets another; None for nobody."""
        try:
            usuario = (await self.open_usuarios(self.conta).get(usuario_id)).usuario
        except UsuarioNotFound:
            return None
        if usuario.senha_provisoria and usuario.versao_token == 1 and not self.simular:
            nova = await self.usuarios.reset_password(self.conta, usuario_id)
            self._keep(dados, nova.senha)
        return usuario_id

    async def create(self, registro: Registro[UsuarioS1]) -> str:
        dados, senha = registro.dados, provisional_password()
        candidato = Candidato(
            conta=self.conta,
            papel=dados.papel,
            origem=self.sujeito,
            username=dados.username,
            senha=senha,
            email=dados.email,
            nome=dados.nome,
            senha_provisoria=True,
        )
        try:
            usuario = await self.admissao.admit(candidato)
        except EmailTaken:
            raise Recusa(_EMAIL_EM_USO, "email") from None
        except NameTaken:
            raise Recusa(_NOME_EM_USO, "username") from None
        self._keep(dados, senha)
        return usuario.id

    def _keep(self, dados: UsuarioS1, senha: str) -> None:
        self.cofre.keep(dados.username, dados.email or "", dados.papel, senha)

    async def change(self, _registro: Registro[UsuarioS1], _marca: Marca) -> bool:
        """Who may do what is decided here from now on."""
        return False
