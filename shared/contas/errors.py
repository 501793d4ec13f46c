"""What can go wrong with a usuario; on S1's routes in S1's words."""

from shared.kit.errors import Conflict, DomainError, Forbidden, NotFound, Unauthorized


class UsuarioNotFound(NotFound):
    slug, title = "usuario-nao-encontrado", "Usuário não encontrado"
    default_detail = "Não existe usuário com este identificador nesta conta."


class NameTaken(DomainError):
    """S1 answers 400, in English."""

    status, slug, title = 400, "nome-em-uso", "Nome em uso"
    default_detail = "Username already registered"


class EmailTaken(NameTaken):
    default_detail = "Email already registered"


class WrongLogin(Unauthorized):
    """An unknown name, a wrong password and a deactivated usuario look the same."""

    slug, title = "credencial-incorreta", "Credencial incorreta"
    default_detail = "Incorrect username or password"


class WrongPassword(Forbidden):
    slug, title = "senha-incorreta", "Senha incorreta"
    default_detail = "A senha atual não confere."


class OnlyUsuarios(Forbidden):
    slug, title = "sem-sessao", "Sem sessão"
    default_detail = "Só quem entrou com usuário e senha pode fazer isto; um token se revoga, não sai."


class CadastroClosed(Forbidden):
    slug, title = "cadastro-fechado", "Cadastro fechado"
    default_detail = "Esta instalação não aceita cadastros. Fale com quem administra a sua conta."


class ConviteRequired(Forbidden):
    slug, title = "convite-necessario", "Convite necessário"
    default_detail = (
        "O cadastro é só por convite. Peça um a quem administra a sua conta e envie-o no campo convite."
    )


class ConviteOfAnother(Forbidden):
    slug, title = "convite-de-outra-pessoa", "Convite de outra pessoa"
    default_detail = "Este convite foi feito para outro e-mail. Use o e-mail que recebeu o convite."


class LastAdmin(Conflict):
    slug, title = "ultimo-admin", "Último administrador"
    default_detail = "Esta conta ficaria sem nenhum administrador ativo. Promova outra pessoa antes."
