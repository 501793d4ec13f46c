"""Signing up: who may, where they land, as what. Never as an admin but by an admin's invitation."""

from dataclasses import dataclass
from typing import Literal

from shared.contas.admissao import Admissao, Candidato
from shared.contas.entradas import sign_up_attempts
from shared.contas.errors import CadastroClosed, ConviteOfAnother, ConviteRequired, NameTaken
from shared.contas.ports import Assinador, Convites, Sessao, Tentativas
from shared.contas.usuarios import Cadastro, TokenAcesso, Usuario, login_key
from shared.kit.auth import Papel
from shared.kit.errors import FieldError, InvalidInput

Modo = Literal["convite", "aberto", "fechado"]


@dataclass(frozen=True)
class CadastroService:
    """`reservado` is the name that the settings keep for the first admin."""

    admissao: Admissao
    convites: Convites
    tentativas: Tentativas
    assinador: Assinador
    modo: Modo
    conta_padrao: str
    reservado: str

    async def sign_up(self, cadastro: Cadastro, address: str) -> TokenAcesso:
        """Raises `CadastroClosed`, `ConviteRequired`, the errors of an invitation, `NameTaken`, `TooManyRequests`.

        An invitation that was used up by a sign-up which then failed with 503 is lost; another must be made.
        """
        if self.modo == "fechado":
            raise CadastroClosed
        if self.modo == "convite" and not cadastro.convite:
            raise ConviteRequired
        await self.tentativas.count(sign_up_attempts(address))
        if cadastro.convite:
            conta, usuario = await self._invited(cadastro, cadastro.convite)
        else:
            conta, usuario = await self._open(cadastro)
        sessao = Sessao(usuario.id, conta, usuario.papel or Papel.LEITURA, usuario.versao_token)
        return TokenAcesso(access_token=self.assinador.sign(sessao))

    async def _invited(self, cadastro: Cadastro, codigo: str) -> tuple[str, Usuario]:
        convite = await self.convites.look(codigo)
        if convite.email and convite.email != cadastro.email:
            raise ConviteOfAnother
        self._refuse_names(cadastro)  # after the invitation: without one, not even which name is reserved
        origem = f"convite:{convite.credencial_id}"
        candidato = _candidato(cadastro, convite.conta, convite.papel, origem=origem)
        usuario = await self.admissao.admit(candidato, let_in=lambda: self.convites.redeem(codigo))
        return convite.conta, usuario

    async def _open(self, cadastro: Cadastro) -> tuple[str, Usuario]:
        self._refuse_names(cadastro)
        candidato = _candidato(cadastro, self.conta_padrao, Papel.ATENDENTE, origem="cadastro")
        return self.conta_padrao, await self.admissao.admit(candidato)

    def _refuse_names(self, cadastro: Cadastro) -> None:
        """Nobody takes the first admin's name, nor, as a name, an e-mail that is not theirs."""
        names = {login_key(cadastro.username), login_key(cadastro.email)}
        if self.reservado and login_key(self.reservado) in names:
            raise NameTaken
        if "@" in cadastro.username and len(names) > 1:
            raise InvalidInput(errors=[FieldError("#/username", "com @, deve ser igual ao e-mail")])


def _candidato(cadastro: Cadastro, conta: str, papel: Papel, *, origem: str) -> Candidato:
    return Candidato(
        conta=conta,
        papel=papel,
        origem=origem,
        username=cadastro.username,
        senha=cadastro.password,
        email=cadastro.email,
        nome=cadastro.nome,
    )
