"""What can go wrong with a cliente, in the words of the person who asked."""

from shared.kit.errors import Conflict, InvalidInput, NotFound, TransientError


class ClienteNotFound(NotFound):
    slug, title = "cliente-nao-encontrado", "Cliente não encontrado"
    default_detail = "Cliente não encontrado"  # S1's words


class EmailTaken(Conflict):
    """400 because S1 says so."""

    status, slug, title = 400, "email-ja-cadastrado", "E-mail já cadastrado"
    default_detail = "Email já cadastrado"  # S1's words


class DocumentoTaken(Conflict):
    slug, title = "documento-ja-cadastrado", "CPF ou CNPJ já cadastrado"
    default_detail = "Outro cliente já tem este CPF ou CNPJ. Encontre-o em POST /clientes/buscar."


class ClientIdTaken(Conflict):
    slug, title = "client-id-ja-cadastrado", "client_id já cadastrado"
    default_detail = "Outro cliente já tem este client_id."


class IdExternoTaken(Conflict):
    slug, title = "id-ja-cadastrado", "Id já cadastrado"
    default_detail = "Outro cliente já é conhecido por este id."


class KeyReused(InvalidInput):
    """The same `Idempotency-Key` came with another body."""

    slug, title = "chave-reutilizada", "Chave de idempotência reutilizada"
    default_detail = (
        "Esta Idempotency-Key já foi usada com outro conteúdo. Gere uma chave nova para um envio novo."
    )


class KeyErased(KeyReused):
    """What came with this `Idempotency-Key` was erased: a repetition may not bring it back."""

    default_detail = (
        "O que foi enviado com esta Idempotency-Key já foi eliminado. Gere uma chave nova para um envio novo."
    )


class PessoaEliminada(Conflict):
    """What comes by itself may not bring back who asked to be erased; a person may, as people come back."""

    slug, title = "pessoa-eliminada", "Pessoa eliminada"
    default_detail = (
        "Esta pessoa teve os seus dados eliminados. Só um cadastro feito por alguém a traz de volta."
    )


class ClienteBloqueado(Conflict):
    """Its data is kept for the law alone, so nothing may change it or bring it back."""

    slug, title = "cliente-bloqueado", "Cliente bloqueado"
    default_detail = "Os dados deste cliente estão bloqueados e não podem ser alterados."


class OutraPessoa(Conflict):
    """What a ficha says fits a cliente by one identifier and contradicts it by another."""

    slug, title = "ficha-contraditoria", "Ficha contraditória"
    default_detail = (
        "O e-mail ou documento é de um cliente que tem outro nome, outro documento, client_id ou id. "
        "Corrija um dos dois."
    )


class FichaIncompleta(InvalidInput):
    slug, title = "ficha-incompleta", "Ficha incompleta"
    default_detail = "Um cliente novo precisa de nome e de e-mail, telefone, documento ou identificador."


class MesmoCliente(Conflict):
    slug, title = "mesmo-cliente", "Mesmo cliente"
    default_detail = "Um cliente não pode ser mesclado com ele mesmo."


class JaMesclado(Conflict):
    slug, title = "cliente-ja-mesclado", "Cliente já mesclado"
    default_detail = "Um dos dois já foi mesclado com outro cliente. Use o que ficou."


class NaoSaoUm(Conflict):
    slug, title = "clientes-diferentes", "Clientes diferentes"
    default_detail = "Os dois têm CPF, CNPJ ou client_id diferentes. Corrija um deles antes de mesclar."


class Moved(TransientError):
    """Somebody else changed what was read, or is making it right now: to be tried anew from the reading."""
