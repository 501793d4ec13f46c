"""The words that verbs are read by, each set named for what it says; apart from the reading because they are long."""

from shared.atendimentos.leitura.sinais import Tipo, words

COME = words("ir comparecer aparecer vir participar chegar estar")
CONFIRM = words("confirmar manter")
MISS = words("faltar perder furar cancelar desmarcar desistir")
NEEDS_HELP = words("faltar perder furar")
# Said of what is not so, they count only when denied: "jamais faltaria".
UNREAL = words("faltaria perderia cancelaria desmarcaria desistiria")
CHANGE = words(
    "remarcar reagendar adiar trocar mudar alterar transferir antecipar adiantar postergar prorrogar "
    "encaixar passar "
    "jogar empurrar"
)
INFINITIVES = {
    **dict.fromkeys(COME | CONFIRM, Tipo.SIM),
    **dict.fromkeys(MISS, Tipo.NAO),
    **dict.fromkeys(CHANGE - words("passar jogar empurrar encaixar"), Tipo.OUTRO),
}
FINITE = {
    **dict.fromkeys(
        words(
            "irei iremos ira irao compareco comparecemos comparecerei compareceremos comparecera "
            "comparecerao apareco estarei "
            "estaremos estara estarao confirmo confirma confirme confirmem confirmamos confirmado confirmada "
            "confirmados "
            "confirmando confirmadissimo confirmadissima confirmei confirmamos mantenho mantem mantenha mantenham "
            "mantido mantida vou vamos vai vao posso podemos poderei poderemos podera consigo conseguimos "
            "conseguirei "
            "conseguiremos conseguira consegue"
        ),
        Tipo.SIM,
    ),
    **dict.fromkeys(
        words(
            "cancelando desmarcando falto faltarei faltaremos faltara perco perderei "
            "cancelo cancela cancele cancelem cancelei "
            "cancelamos "
            "cancelado cancelada cancelados desmarco desmarca desmarque desmarquem desmarquei desmarcado "
            "desmarcada "
            "desisto desisti desistimos desistiu desistindo cancelarei desmarcarei "
            "suspende suspenda suspendam anula anule anulem descarta descarte descartem"
        )
        | UNREAL,
        Tipo.NAO,
    ),
    **dict.fromkeys(
        words(
            "remarco remarca remarque remarquem remarquei reagendo reagenda reagende reagendem reagendei "
            "remarcado remarcada "
            "reagendado reagendada remarcacao reagendamento adiamento antecipacao postergacao prorrogacao "
            "adia adie adiem troca troque troquem muda mude "
            "mudem altera altere "
            "alterem transfere transfira antecipa antecipe adianta adiante adiantem antecipem posterguem "
            "transfiram prorroguem posterga postergue prorroga prorrogue"
        ),
        Tipo.OUTRO,
    ),
}
# These decide alone, unless a verb of another kind follows: "vou" of "vou viajar".
MODAL = words(
    "vou vamos vai vao irei ira posso podemos poderei poderemos podera consigo conseguimos "
    "conseguirei conseguiremos "
    "conseguira consegue pode podem"
)
WISH = words(
    "quero quer queremos queria gostaria desejo pretendo preciso precisa precisamos precisei precisarei tenho "
    "tem temos terei tive devo favor prefiro melhor solicito necessito podendo conseguindo podia poderia da daria"
)
CHAIN = (
    MODAL
    | WISH
    | words(
        "poder conseguir querer ter deixar deixarei deixo deixaria deixaremos que de pra a como me te se "
        "lhe nos mais mesmo ja so tambem ai ainda realmente "
        "infelizmente muito com estou estamos esta o agora hoje amanha eu ela ele gente estar precisar "
        "possivel dar necessario e sera seria"
    )
)
CLITIC = words("me te se lhe nos mais mesmo ja so tambem ainda realmente infelizmente o a agora hoje amanha")
NEGATIONS = words("nao nem nunca jamais sem ninguem @jamais @impossivel")
SUBJECTS = words("eu ela ele gente voces a que")
# An infinitive that hangs on a noun or another verb by one of these: what denies that may deny it too.
UNHELPING = words("de pra em a por com que")
OBLIGED = words("preciso precisamos tenho temos")
INTENDED = words("devo pretendo gostaria")
COMPANY = words("sozinha sozinho so com sem")
WISHED_OF_OTHERS = words("quero queria gostaria precisa e")
ABILITY = words("posso podemos consigo conseguimos consegue conseguirei conseguir poderei poder pode podem")
PAST_WISH = words(
    "ia iam iria iriamos pensei pensava pensando tinha tinhamos havia achei quase tentei estava cheguei quis"
)
SOFT_AFTER = words(
    "viu esta obrigado desculpa desculpe moca moco meu minha porque que mais hoje amanha gente nao "
    "filho filha querida "
    "mainha painho mae pai dona senhora senhor seu irmao moleque rapaz "
    "amigo amiga doutora doutor mano cara tche uai so infelizmente mesmo ok"
)
# "Vou não precisa ligar": here "não" belongs to what follows.
BEGINS_ANEW = (
    INFINITIVES.keys()
    | FINITE.keys()
    | MODAL
    | WISH
    | words("se me te e sei seria era esquece esqueci foi vejo")
)
AFTER_CLITIC = words("mais la ai hoje amanha mesmo poder eu _ e")
AFTER_DENIALS = words("nao nada nunca @jamais")

DONE_BY_US = words("confirmar manter cancelar desmarcar")
LOST = words("perder furar perco perderei")
LOSABLE = words(
    "com a o essa esse minha meu consulta horario vaga por nada isso ela de esta exame atendimento jamais @jamais nao "
    "dessa desta hoje amanha vez mais nenhuma"
)
WORK = words("trabalho servico aula aulas escola faculdade emprego prova luz agua")
MOVED = words("mudar muda mude trocar troca troque troquem")
MOVED_ELSEWHERE = words(
    "cidade casa endereco estado pais bairro ideia numero telefone celular emprego chip aparelho "
    "operadora roupa carro cabo modem roteador peca oleo filtro "
    "lente lentes oculos remedio curativo gesso tubo foto senha"
)
ELSEWHERE = words(
    "fora em de no na trabalhando viajando ocupada ocupado doente internada internado sem longe"
)
GOES_WITH_ABILITY = (
    CHAIN
    | words(
        "sim as na no nesse nessa neste nesta dia terca quarta quinta sexta segunda sabado domingo la ai "
        "claro tranquilo "
        "ne viu ta de depois antes pela _ obrigado obrigada esse essa qualquer todo toda tarde manha outro outra nao"
    )
    | {""}
)
TOWARDS = words("pra ao aos na no em num numa a de")
HERE = words(
    "ai la consulta clinica hora dia horario mesmo pe essa esse minha meu uber carro onibus moto taxi carona metro "
    "bicicleta bike trem qualquer segunda terca quarta quinta sexta sabado domingo hoje amanha manha "
    "tarde noite medico "
    "dentista doutora doutor exame atendimento mim data boa certeza retorno"
)


TRANSPORT = words("uber carro onibus moto taxi carona metro bicicleta bike trem pe")
NOUNS = words(
    "lugar mulher qualquer tambor doutor motor valor favor amor bar mar ar celular particular "
    "familiar auxiliar andar "
    "por melhor senhor maior menor dor cor pior bolar jantar setor calor tenor elevador vir"
)


SHORT_VERBS = words("dar ser ver ler ter por")
CANCEL = words("cancelei desmarquei cancelo desmarco cancela desmarca")
CANCELLED = words("cancelado cancelada cancelados desmarcado desmarcada remarcado remarcada")
ELSE_CANCELLED = words(
    "plano convenio voo viagem cartao compromisso compromissos reuniao reunioes aula aulas contrato "
    "onibus outra outro "
    "trabalho internet passagem"
)
