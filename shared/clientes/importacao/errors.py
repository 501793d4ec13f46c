"""What can go wrong with an importação as a whole, in the words of the person who sent the file."""

from shared.kit.errors import InvalidInput, NotFound


class ImportacaoNotFound(NotFound):
    slug, title = "importacao-nao-encontrada", "Importação não encontrada"
    default_detail = "Não existe importação com este identificador nesta conta."


class KeyReused(InvalidInput):
    """The same `Idempotency-Key` came with another file."""

    slug, title = "chave-reutilizada", "Chave de idempotência reutilizada"
    default_detail = (
        "Esta Idempotency-Key já foi usada com outro conteúdo. Gere uma chave nova para um envio novo."
    )


class UnreadableFile(InvalidInput):
    """Nothing of the file was taken in; the detail says where reading stopped."""

    slug, title = "arquivo-ilegivel", "Arquivo que não pôde ser lido"
    default_detail = "Não conseguimos ler este arquivo. Confira o formato e envie de novo."


class NoKnownColumn(UnreadableFile):
    default_detail = (
        "Não reconhecemos nenhuma coluna. Use nomes como nome, telefone, e-mail, cpf, cnpj e razão social; "
        "de atendimentos, nome, telefone, data, hora e médico."
    )


class TooManyLines(UnreadableFile):
    slug, title = "linhas-demais", "Linhas demais"
    default_detail = (
        "O arquivo tem linhas demais para um envio só: divida-o em arquivos de até 100 mil linhas."
    )
