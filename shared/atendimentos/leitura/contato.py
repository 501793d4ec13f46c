"""What we do to people by writing to them, and what they have to be reached by; and what is neither, though it is sent,
stopped or removed too. Apart because every pattern of an opt-out is made of these words.
"""

import re
from collections.abc import Sequence

from shared.atendimentos.leitura.sinais import words


def _forms(stems: str, endings: str) -> str:
    return rf"(?:{'|'.join(stems.split())})(?:{endings})"


# As commands, wishes and gerunds, and never as tales: who says "mandou" tells what happened.
_AR = "a|e|em|ar|arem|ando|asse|assem|ad[oa]"
SEND = (
    "(?:"
    + "|".join(
        (
            _forms(
                "mand envi dispar spamm perturb incomod importun atorment azucrin amol cham contat contact"
                " procur cobr apit bip "
                "aporrinh bombarde atazan inferniz assedi torr",
                _AR,
            ),
            _forms("cutu pipo notifi", r"c(?:a|ar|arem|ando|asse|assem|ad[oa])|que|quem"),
            _forms("ench escrev aborrec", "e|a|am|er|erem|endo|esse|essem"),
            r"chatea\w+|chateie\w*|spam",
        )
    )
    + ")"
)
MESSAGE = (
    r"(?:mensage\w+|mensagens?|lembretes?|lembrancas?|avisos?|avisinhos?|notificac\w+|torpedos?|sms|spam|"
    r"whatsapp|"
    r"disparos?|alertas?|bips?|apitos?|toques?|comunicac\w+|comunicados?|textos?|textao|textinhos?|"
    r"propagandas?|inscricao|envios?|contatos?|ligac\w+|automatic\w+|robos?|robozinho|bot|recados?|"
    r"cobrancas?|lista|"
    r"recebimento)"
)
REMOVE = (
    r"(?:tira|tire|tirem|tirar|tirarem|remov\w+|exclu\w+|apag\w+|delet\w+|retir\w+|risca\w*|risque\w*|"
    r"descadastr\w+|bloquei\w+|limp(?:a|e|em|ar)|elimin\w+|desvincul\w+)"
)
NUMBER = (
    r"(?:numeros?|contatos?|telefones?|tel|celular\w*|cel|fones?|chips?|whatsapp|dados|cadastros?|email|e mail|"
    r"registros?)"
)
LIST = (
    r"(?:lista\w*|grupo\w*|cadastro|mensagens|disparos?|robo|sistema|transmissao|mailing|contatos|"
    r"banco|base|automatico|caderno|relacao|"
    r"programa|whatsapp|envios?|avisos?|lembretes?)"
)
# What is asked for or brought, who is sent, and the appointment itself.
_ELSE = words(
    "boleto boletos foto fotos documento documentos exame exames endereco enderecos localizacao link pedido"
    " pedidos "
    "guia guias resultado resultados comprovante comprovantes audio cartao valor receita receitas atestado"
    " laudo laudos "
    "fatura faturas mapa orcamento nota carteirinha formulario ficha questionario contrato dieta cardapio"
    " video orientacoes preparo "
    "equipe tecnico tecnicos mecanico profissional medico medica doutor doutora motorista instalador"
    " funcionario "
    "ninguem alguem uber taxi guincho motoboy sindico "
    "consulta consultas coleta revisao visita visitas sessao sessoes horario hora agendamento agenda"
    " atendimento "
    "limpeza teste retorno manutencao instalacao procedimento tratamento marcacao reserva vaga matricula"
    " aula "
    "servico servicos falta multa taxa juros remedio remedios medicacao antibiotico roupa lente lentes carro"
    " cachorro gato dor"
)
# Who or what is told that somebody has come.
_DOOR = words("porteiro portaria portao recepcao interfone zelador guarita entrada campainha")
_DAYS = words("segunda terca quarta quinta sexta sabado domingo hoje amanha espera")
_BEFORE_IT = words(
    "a o as os um uma minha meu minhas meus essa esse essas esses esta este nova novo nenhum nenhuma mais"
)
_DOES = re.compile(
    rf"(?:{SEND}|{REMOVE}|avis\w+|lembr\w+|receb\w+|cancel\w+|suspend\w+|desmarc\w+|par(?:ar|e|em)|lev\w+)"
)
_OURS = re.compile(rf"(?:{MESSAGE}|{NUMBER}|{LIST})")
_OF, _REACH = words("de da do das dos"), 5


def is_of_else(formas: Sequence[str], first: int, last: int) -> bool:
    """Whether what is refused or removed between two words is no message: "não precisa mandar o endereço"."""
    end = min(len(formas), last + _REACH)
    for place in range(first, end):
        forma = formas[place]
        if forma == "," and place > last:
            return False
        if _OURS.fullmatch(forma):
            return _names_else(formas[place + 1 : place + 4])
        if place > first and (forma in _DOOR or (forma in _ELSE and _is_object(formas, place))):
            return True
    return False


def _names_else(after: Sequence[str]) -> bool:
    """ "Lista de documentos", "lista de sexta"."""
    return (
        len(after) > 1
        and after[0] in _OF
        and bool(set(after[1:]) & (_ELSE | _DAYS))
        and after[1] not in ("mensagens",)
    )


def _is_object(formas: Sequence[str], place: int) -> bool:
    """Not "parem de me ligar sobre consulta", nor "que ninguém me mande", nor "o serviço de mensagens"."""
    before, after = formas[place - 1], formas[place + 1 : place + 3]
    if len(after) > 1 and after[0] in _OF and _OURS.fullmatch(after[1]):
        return False
    return before in _BEFORE_IT or _DOES.fullmatch(before) is not None
