"""Words that tell names from other words, folded: first names, surnames, roles, and usual openings."""

_PRENOMES = """
abdala abdul abel abigail acacio adalberto adalgisa adao adauto adelaide adelia adelina adelmo ademar
ademilson ademir adenilson adilio adilma adilson adma adonias adriana adriano adriele afonso agata agatha
agenor agnaldo agnes agostinho aguinaldo ahmed aida airton aisha akemi akira alaide alan alana alba alberta
albertina alberto albino alcides alcina alda aldair aldemir aldenora aldinha aldo alecio alessandra
alessandro alex alexandra alexandre alexandrina alexia alexis alexsandro alfeu alfredina alfredo algemiro
alice alicia alicio aline alinne alisson allan almerinda almir almira aloisio aloysio altair altamira
altamiro altina aluisio alvaro alvina alyne alysson alzira amabile amadeu amancio amanda amaro amauri
ambrosio amelia amelinha amelio americo ana anabel anabela anacleto anais ananias anastacia anatalia anderlei
anderson andre andrea andreia andreina andrelina andresa andressa andrew andreza anesia anete angela angelica
angelico angelina angelita angelo aninha anita annita anselmo anthony antonela antonella antonia antonio
aparecida aparecido apolinario apolonia aquiles araci arcanjo argemiro ariadne ariana ariane ariel ariovaldo
aristides arlete arlindo armanda armando armelinda arnaldina arnaldo arsenio arthur artur ary ashley astolfo
astrid ataide athos atila augusta augustinho augusto aurea aurelia aureliano aurelina aurelio aurino aurora
avelino ayla ayrton ayumi azenaide balbina baltazar barbara beatrice beatriz bel bela belarmino belinda
belmira belmiro benedita benedito benicio benjamin bento benvinda berenice bernadete bernarda bernardina
bernardo berta bertha betania bete beth betina betinho beto bia bianca bibi bibiana bjorn bonifacio brenda
brenno breno brian briana brigida bruce bruna bruninha bruno bryan byanca cacilda cadu caio calebe camila
camille camilo camily candida carina carla carlao carlinda carlinha carlinhos carlo carlos carlota carmela
carmelita carmelo carmem carmen carmita carol carolina caroline cassandra cassia cassiane cassiano cassio
catarina catarino caua cauan caue cecilia celestino celia celina celio celita celso ceres cesar cesario
charlene charles charlles cheila chen chiara chico chloe christian christopher chrystian cibele cibelle
cicera cicero cida cidinha cilene cinara cinthia cintia clara clarice clarinha clarissa claudemir claudete
claudia claudiane claudilene claudinei claudineia claudinha claudio claudiomiro clayton cleber clecio cleide
cleidiane cleilton cleiton clelia clementina cleomar cleonice cleonilda cleudes cleusa cleuza clodoaldo
clodomiro clovis conceicao conrado constantino consuelo cordelia corina cornelio cosme cremilda cris
crislaine crisleide cristian cristiana cristiane cristiani cristiano cristina cristino cristovao custodio
dagmar dagoberto daiana daiane dailton daisy dalila dalton dalva damaris damasio damiana damiao dani daniel
daniela daniele daniella danielle danila danilo dante danubia darci darcy dario darlan darlene davi david
davina davino dayane debora deborah decio dede deise dejair dejanira delcio delfina delia delma delmar
demetrio demostenes denilson denis denise denize deocleciano deolinda derci desiree deusdete devanir diana
diani didi diego dieison dieter dilermando dilma dilson dina dinah dinalva dinora diogenes diogo dione dirce
dirceu djair djalma djanira dmitri dolores domingas domingos donizete donizeti dora doralice dorcas dorinha
doris doriva dorival dorotea dorothy douglas dri duda dulce durval durvalina dyego dylan ed edelson edenilson
eder edgar edicleia edilene edilma edilson edina edinalva edineia edinete edinho edison edite edith edivaldo
edivania edmar edmea edmilson edmundo edna ednaldo edneia edneuza edson edu eduarda eduardo edvaldo edvania
edwiges efigenia efraim egidio eladio elaina elaine elba elcio elcy eldair elder eleandro eleazar eleni
elenice elenilda elenir eleodora eleonora eleuterio eliab eliana eliane elias elicia elida elidiane eliel
eliene eliete elina elinaldo elio eliomar elisa elisabete elisabeth elisama elisangela elisete eliseu elissa
elizabete elizabeth elizandra elizangela elizete eloa elodie eloi eloina eloisa elpidio elsa elton elvira
elvis elza emanuel emanuela emanuele emerenciana emerson emilia emiliano emilio emille emily emma eneas
enedina eneida enio enoque enrico enrique enzo epaminondas eraldo erasmo erica erick erico erika erinaldo
ermelinda ermes ernani ernestina ernestino ernesto eronildes esmeralda estanislau estefania estela estelita
ester estevao esther etelvina euclides eudes eufrasia eugenia eugenio eulalia eulina eunice euridice
euripedes eustaquio euzebio eva evaldo evandro evaristo evelin evelina evelyn everaldo everton evilasio
expedito ezequias ezequiel fabi fabia fabiana fabiane fabiano fabinha fabinho fabio fabiola fabricia fabricio
fabrizio fagner fatima faustina faustino fausto fefa felicia feliciana feliciano felicio felipe felisberto
fernanda fernandinha fernandinho fernando fidelis filadelfo filipa filipe filomena firmino flavia flaviana
flaviane flavio flor florencia florencio florentina florinda florisvaldo fortunato fran franca francesca
franciane franciele francielle francielly franciely francine francisca franciscleide francisco francislaine
francismara francois francyne franklin franz frederico fritz fulvio gabi gabizinha gabriel gabriela gabriele
gabrielle gabriely galdino gean geane gedeao geisa geisiane geiza gelson genaro genesia genesio geni genilson
genival genivaldo genoveva george georgia georgina geovana geovanna geraldina geraldo gerciliano germano
gerson gertrude gertrudes gesiane gessica getulio gi giancarlo giane gianna gica gil gilberto gilcimar gilda
gildasio gildete gildo gilmar gilmara gilsa gilson gilvan gilvaneide gilvania gilza gioconda giordano giorgio
giovana giovane giovani giovanna giovanni gisela gisele giseli giselle gislaine giulia giuliana giuliano
giuseppe glaucia glaucio glaydson gleice glenda glicerio gloria goncalo graca gracas graciela graziela
graziele grazieli grazielle gregorio greice greta guadalupe guaraci guga guido guilherme guilhermina
guilhermino guiomar gunther gustavo gutemberg guto gwendolyn hadassa haline hamilton hanna hannah hans
haroldo harumi hassan haydee hector heda heidi heinz heitor helcio helda helen helena heleno helga helio
heliodoro helma heloisa heloise hemerson henri henrique henry heraldo herbert hercilia hermano hermenegildo
hermes herminia hernandes hideo hilario hilda hildebrando hilton hiromi hiroshi horacio hortencia hosana
hudson hugo humberto iago iara iasmim iasmin iasmine ibere ibrahim icaro ida idalina idelfonso ieda ignacio
igor ilana ilca ilda ildefonso ilka ilma ilson ilza inacia inacio inaldo indiara indira ines inez inga ingrid
iolanda ione ionice ipojuca iracema iraci iracy iraildes irani irene ireni irineia irineu iris irma isa isaac
isabel isabela isabele isabella isabelle isabelly isadora isael isaias isaltina isaura isis ismael ismenia
israel itala italo itamar iuri ivair ivaldo ivan ivana ivanete ivani ivanilda ivanildo ivete ivo ivone
ivoneide ivonete ivonice izabel izabela izabella izadora izaias izaque izaura jaciara jacinta jacinto jacira
jackeline jackson jaco jacqueline jacques jade jader jaime jair jairo jamal james jamil jamile jamily janaina
jandira jane janete janice jaqueline jardel jason jean jeane jeferson jefersson jefferson jeni jenifer
jennifer jeremias jesse jessica jessika jheniffer jhon jhonatan jhonny joana joanna joao joaozinho joaquim
joaquina jocelia jocelino joel joelma joelson john joice jonas jonatan jonatas jonathan jordana jordao jorge
jorgina jorginho jose joseane josefa josefina joselia joselito joselma joshua josi josiane josias josiel
josue josy jovana jovelina joyce joziane ju juan juarez juca jucelia jucilene jucimara judite judith juju
julia juliana juliane juliano julieta juliette julinha julinho julio junior juraci jurandir jurema jurgen
juscelino jussara juvenal juvencio kaian kaio kaique kaka karen karim karin karina karine karla karolina
karoline kassia katia kaua kauan kauany kaue kayque kazuo keiko keila keity kelen kellen kelly kelvin kenia
kenji kennedy kenzo ketlyn kevin khalil kika kimberlly kimberly klaus kleber kleiton laercio laila lais laisa
laiza lana lara larissa lars laudelina laura laurent laurinda lauro lavinia layla lazaro lea leandra leandro
leda leia leidiane leila lele lena leni lenice lenilda leninha leo leocadia leocadio leonardo leonel leonice
leonidas leonor leonora leopoldo leozinho leticia levi leyla lia liana libia licia lidia lidiane ligia lila
lili lilia lilian liliana liliane lina lincoln linda lindalva lindaura lindomar lineu lino livia lizandra
loren lorena lorenza lorenzo lori lorraine lourdes lourenco lourival lu lua luan luana luanda luca lucas
lucca lucelena lucelia luci lucia luciana luciane luciano lucidio luciene lucila lucilene lucimar lucimara
lucinda lucineia lucineide lucinha lucio lucrecia lucy ludmila ludmilla luigi luis luisa luise luiz luiza
luizinho lulu luma luna lurdes lurdinha luzia luzinete lydia mabel madalena magali magda magna magno maiara
maicon maira maisa maite malu malvina manoel manoela manu manuel manuela mara marcel marcela marcele
marcelina marcelino marcella marcelle marcello marcelo marcia marciana marcilene marcilio marcinha marcinho
marcio marco marcos marcus margarete margareth margarida mari maria mariana mariane mariangela marianna
mariano marielle marieta mariko marilda marilena marilene marilia marilu mariluce marilucia marilza marina
marinalva marineide marines marinete mario marisa marise marisol maristela marivalda mariza marizete marlene
marli marlon marlucia marlucio marly marquinhos marta martha martim martina mary massimo mateus matheus
matias matilde matteo matthew maura mauricio mauro max maximiliano maxwell maya mayara mayke mayra megan
meire melina melissa mercedes messias micaela micaele michael michel michele micheli michelle miguel mikaela
mila milena milene milton mirela mirella miriam mirian mirtes mitsuo moacir moacyr moema mohamed mohammed
moises monalisa monica monique morgana muhammad murilo nabil nadia nadine nadir nadja nahid naiara nair nanci
nancy nanda nandinha nando naomi nara natacha natalia natalie natalina natan natanael natasha nathalia
nathaly nathan nati naty nay nayara nazare neemias neide neila neiva nelci neli nelia nelma nelson nely nena
nereu nestor neto neuma neusa neusinha neuza newton ney neyde nicanor nicolas nicolau nicole nicoly nilce
nilcea nilceia nilda nildo nilma nilo nilson nilton nilva nilza nina nivaldo nivea noa noah noel noeli noelia
noemi noemia nonato norberto norma nubia octavio odair odete odilia odilon ofelia olavo olegario olga olimpia
olimpio olinda olindo olivia omar oneida onofre oraci orestes orlanda orlando osana oscar oseias osmar
osmarina osni osorio osvaldo oswaldo otacilio otaviano otavio otilia otoniel otto ozana ozeias pablo palmira
paloma pamela paola paolo pati patricia patrick paty paula paulina paulinha paulinho paulo pedrinho pedro
penelope penha petronio petrucio philomena pierre pietra pietro plinio poliana policarpo pollyana pri
priscila priscilla quenia quirino quiteria rachid rafa rafael rafaela rafaella rafinha raika raimunda
raimundo raissa ralf ramiro ramon ramona randerson raphael raphaela raquel raul ray rayane rayssa rebeca
regiane regina reginaldo regis reinaldo renan renata renatinha renato rene rener rian ricardinho ricardo
riccardo rita ritinha rivaldo roberta robertinha robertinho roberto robson rodolfo rodrigo rogeria rogerio
romana romario romeu romilda romildo romulo ronaldo ronei roney roni ronilson roque rosa rosalia rosalina
rosalva rosana rosane rosangela rosani rose roseane roseli rosemary rosemeire rosi rosiane rosilda rosilene
rosimeire rosineide rosinha rubem rubens rui rute ruth ryan sabrina sakura salete salim salma salomao
salvador samanta samantha samara samia samir samira samuel sandra sandro santiago sara sarah satoshi saulo
sebastian sebastiana sebastiao selena selma serafim sergei sergia serginho sergio severiana severina severino
sheila shirlei shirley sibele sidnea sidnei sidneia sidney sil silas silmara silvana silvaneide silvani
silvania silvano silverio silvia silvinha silvio silvone simao simeao simon simona simone siomara sirlei
sirlene socorro soeli sofia sol solange sonia soninha sophia sophie soraia soraya stefani stefanie stefano
stefany stela stella stephanie stephen steven suelen sueli suellen suely sumiko susana suzana suzane suzete
sven svetlana sylvia tabata tabita tadeu taina tainan tainara tais taisa taise takashi talia talita talles
tamara tamires tamiris tania tarcila tarcisio tarik tarsila tassia tata tati tatiana tatiane tatiele telma
telmo teo teodora teodoro teofilo teresa teresinha tereza terezinha thaina thainara thais thaisa thales
thalia thalita thalles thamires theo thiago thierry thomas thomaz thulio tiago tiana ticiana ticiane tito
tomas tomaz tonho toninha toninho toshiko tuca tulio ubirajara ubiratan ulisses ulysses umberto ursula vagna
vagner valdeci valdelice valdemar valdemir valdenice valdenir valdete valdinei valdineia valdir valdirene
valdo valdomiro valentim valentin valentina valeria valerio valesca valeska valmir valquiria valter vanda
vanderlei vanderleia vanderson vanessa vania vanilda vanilson vanuza velma venancio vera verinha veronica
vicencia vicente vicentina victor victoria vilma vilmar vilson vinicius viola violeta virginia vitalina vitor
vitoria vivaldo vivi vivian viviana viviane vladimir wagner waldemar waldir waldomiro waleska walkiria
wallace wallison walmir walquiria walter wanda wander wanderleia wanderley wanderson wandreia wanessa
washington welington weliton wellington wellyngton welton wendel wendell wendy wesley wesly weverton wilian
wilker willams william williams willian wilma wilson wolfgang xavier xenia ximena yago yan yane yanna yara
yasmim yasmin yohana yoko yolanda youssef ysis yuki yumi yuna yuri yusuf yvone zacarias zaid zaira zaqueu ze
zeca zefa zelia zelita zelma zenaida zenaide zeni zenilda zenira zezinha zezinho zilda zilma zilmar zita zoe
zoraia zoraida zoraide zuila zuleica zuleide zuleika zulmira
"""
_SOBRENOMES = """
abreu aguiar alencar almeida alvarenga alves amaral amorim andrade antunes aragao araujo arruda assis
assuncao azevedo bandeira barbosa barcelos barreto barros barroso bastos batista bento bernardes bezerra
bispo bittencourt borba borges botelho braga branco brandao brito bueno cabral cacciola caldas camargo
campos cardoso carneiro carvalho castelo castro cavalcante cavalcanti chagas chaves coelho cordeiro correa
correia costa coutinho couto cruz cunha dantas dias diniz domingues duarte dutra esteves fagundes faria
farias fernandes ferraz ferreira figueira figueiredo fonseca fontes fontoura franca franco freire freitas
furtado galvao garcia godoy goes gomes goncalves gouveia guedes guerra guimaraes gusmao holanda jardim jesus
lacerda lage leal leao leite leme lemos lima lins lobato lobo lopes lucena luz macedo machado maciel
magalhaes maia malta marinho marques martins mascarenhas matos mattos medeiros meireles mello melo mendes
mendonca menezes mesquita miranda monteiro montenegro moraes morais moreira mota moura muniz nakamura
nascimento neves nobre nogueira novaes novais nunes oliveira ortega pacheco padilha paes paiva passos
patricio paz peixoto pena penha pereira peres perez pimenta pimentel pinheiro pinho pinto pires pontes porto
prado prates queiroga queiros queiroz quintana rabelo ramalho ramos rangel rego reis rezende ribeiro rios
rocha rodrigues rosario sa saldanha sales salles sampaio sanches santana santos saraiva seixas serra severo
silva silveira simoes siqueira soares sobrinho sousa souza suzuki tanaka tavares teixeira teles telles
toledo torres trindade uchoa valadares vale valente valle vargas vasconcelos vaz veiga veloso viana vianna
vidal vieira vilela villela xavier yamamoto
"""
_ROLES = """
abraco abracos abs adm administrativo adv advogada advogado agente analista arq arquiteta arquiteto asb ass
assessor assessora assinado assistente atenciosamente atendente atendida atendido atendimento att atte aux
auxiliar barbearia beijo beijos biomedica biomedico bjs buffet cabeleireira cabeleireiro central
cerimonialista clinica comercial confeiteira consultor consultora contabil contador contadora coordenacao
coordenador coordenadora cordialmente corretor corretora crc decorador decoradora dentista diretor diretora
educador educadora eletricista encanador endodontista enf enfermeira enfermeiro eng engenheira engenheiro
equipe estagiaria estagiario estetica esteticista estudio eventos executiva executivo fga filial financeiro
fisio fisioterapeuta fono fonoaudiologa fonoaudiologo fotografa fotografia fotografo funcionaria funcionario
gerente gestor gestora grata grato imoveis implantodontista instrutor instrutora leste loja manicure
maquiadora marcenaria marceneiro massoterapeuta matriz mecanico medica medico motorista norte nucleo nutri
nutricionista obrigada obrigado odonto oeste oficina ortodontista ouvidoria pedreiro periodontista personal
pintor pinturas plantonista podologa podologo por professor professora protesista psi psic psicologa
psicologo rec recepcao recepcionista registrado registro relacionamento representante resp responsavel sac
sdr sec secretaria secretario sede seguros setor studio sul supervisor supervisora suporte tattoo tatuador
tatuadora tec tecnica tecnico televendas terapeuta tsb turismo unidade vend vendas vendedor vendedora vet
veterinaria viagens
"""
_OTHERS = """
a aberta aberto abril academia aceitou acha acho achou acompanhar adicionei administradora adoraria adorou
ads advogado aff affe agendada agendado agendar agendei agora agosto aguarda aguardando aguardar aguardo
ainda ajudante alguem alias alternativa aluna aluno amado amanha amiga amigo amiguinha amiguinho amil anatel
android ano anotacao anotacoes antes anvisa aparelho apos aposentada aposentado apple apresentei aprovada
aprovado apto aqui arcada arre as assim assina assinar assistente associacao assunto ate atencao
atenciosamente atendemos atendente atendi atendimento atualizacao av avaliacao avaliei ave avenida aviso avo
bah bairrada bairro banco bate bebe bebezinho beleza beltrano biocare black blackfriday bloco blz boa boas
boleto bom bora botox bradesco brasil brastemp brl cada cadastro caixa campanha canal cancelado cancelou cara
caramba carnaval caro carro cartao casa casaco casal casamento caso central centro chacara chamo chefe chegou
chevrolet christi cidade cielo cirurgia citroen clareamento clearcorrect cliente clientes clinica cnpj
colaborador colega colegio coleta com comadre combinado combinamos combinei combino comercial como compadre
comprador compradora concluido concorrencia concorrente cond condicao condominio confirmar confirmo confirmou
conforme conserto construtora consul consulta consultei consultorio conta contactei contatei contato contei
contra contrata contrato contratou convenio conversa conversamos conversei cooperativa coroa corpus correios
cotacao cotei cpf credito crianca crm cro cross cunhada cunhado curso custo custos cyber da das data
data/hora de debito decisao dei deixei dente dentes dentista depois deram desconto desde desistiu desmarcou
detran dezembro dia diaria dinheiro direct disse distribuidora do domingo dona dono dos doutor doutora dps dr
dra dupla durante duvida duvidas dvi e-mail economia ed edificio eita ela elas ele electrolux elemento eles
elo em email emax empresa encaixe encaixei encaminhei encerrado enfermeira entao entrada entrar entre entrega
entrei entrou enviar enviei envio equipe era escola escolheu escritorio esposa esposo essa esse esta estava
este esteve estive estou estudante estudio eu exame exames excel expectativa expliquei extracao facebook
faceta facetas faculdade faixa falamos falei falo falta faltou familia farmacia faz fazenda fazer fechado
fechamento fechou federal feira feito feliz feriado festa festas fevereiro fez fiat fica ficaram ficha ficou
filha filhas filhinha filhinho filho filhos financiamento fio fios foi fomos foram ford forma formas
fornecedor friday fui fulana fulano funcionaria funcionario galera garantia garota garoto gemeos genro gente
gerente gestante getnet gm golden google gostou gravida gringa gringo grupo guri guria ha hapvida
harmonizacao hipercard historico hj hoje homem honda honorarios hora horario hospital hotel hyundai idosa
idoso ifood igreja imobiliaria implante implantes importado importante indicacao indicada indicado industria
inferior info informacao informacoes informei inicialmente inicio inquilina inquilino inss insta instagram
instalacao instituto interessada interessado interessados interesse investimento invisalign invisaligner
iphone iptu ipva ir irma irmao irmaos irmas itau item itens ivoclar ixe ixi ja janeiro jardim jeep jovem
julho junho juro laboratorio laudo lead lembrar lembrete lente lentes leste leva levei levo lg liga ligacao
ligacoes ligamos ligar ligo ligou liguei limpeza linkedin livre loja madrinha madrugada mae maes maio mandei
mando mandou manha manutencao marcada marcado marco marido marquei mastercard matricula matriz me medica
medico meio menina menininha menino mensagem mensagens mensal mensalidade mercado mercearia mes mesma mesmo
messenger meta metlife meu mil minha moca mocinha mocinho monday montagem morador moradora mostrei motivo
motorista mulher na nada namorada namorado nao nas natal ne necessidade negado negociacao neodent neta neto
netos ninguem nissan no nobel noite noiva noivo nome nora norte nos nossa nossas nosso nossos nota notredame
nova novembro novidade novo nubank nunca o objecao objecoes obra obs observacao observacoes odontoprev oeste
ofereci oficial oficina oi ok ola olx ontem oopa opa opcao opcoes operadora optou orcamento orcamentos origem
ortodontia os outra outro outubro oxe oxente paciente pacientes pacote padaria padrinho pag paga pagamento
pago pagou pai pais papo para parcela parcelado parcelas particular pascoa passa passei passo passou patrao
patroa pedido pediu peguei pendencia pendente pensa pensei perfil pergunta perguntou pessoa pessoal
pessoalzinho peugeot pgto picpay pix plano pode por porcelana porem porque porto posto pousada poxa pq pra
praca prazo predio prefeitura prefere prestacao previsao previsto prezada prezado prezados prima primeira
primeiro primo pro proc procedimento procon procura procurou promocao proposta propria proprietaria
proprietario proprio propus protese proteses prox proxima proximas proximo proximos putz puxa qdo qto quando
quarta quarto que queixa quem quer queria quinta quinto r raca rapaz reais realizada realizado recado
recebemos recebi receita recepcao recepcionista reclame recusou registrei registro relato remarcado remarquei
renault representante reprovado residencial resina respondi responsavel resposta restauracao restaurante
resultado resumo retorna retornar retorno reuniao reveillon rever revisao revisar rio rs rua sabado sala
salao saldo samsung santander sao se secretaria segunda segundo seguradora seguro sem semana sempre senhor
senhora servico servicos sessao sessoes setembro seu sexta shopping sicoob sicredi sim sinal sindicato
sindico siso sistema site sitio situacao so sobre sobrinha sobrinho socio sogra sogro solicitacao solicitou
soma somente sr sra status stone straumann sucesso sujeito sul sulamerica superior tabela talvez tambem tarde
tb tbm tche tel telefone telefonei telefonema telefonou telegram tem temos tentar tentei tento terca terceiro
teve tia tiktok tinha tio tiradentes toma topou tosa total toyota trabalhador transcricao transportadora trat
tratamento troca trouxe turista turma turminha tutor tutora uai uber ufa ultima ultimo ultimos um uma unimed
universidade urgencia urgencias urgente vai valor valores vamos vc vcs veio vem vendedor ver vi vila virgem
visa visita visitas vistoria vixe vizinha vizinho vl vlr voce volkswagen volta voltar voltei volto voltou vou
vw whats whatsapp windows yamaha zap zirconia zona
"""

PRENOMES = frozenset(_PRENOMES.split()) - {
    "ed",
    "sol",
    "lua",
    "linda",
    "viola",
    "junior",
    "neto",
}
SOBRENOMES = frozenset(_SOBRENOMES.split())
# Roles and farewells: they stand beside a signature.
ROLE_WORDS = frozenset(_ROLES.split())
# Words that relatos open sentences with, so that their capital says nothing.
NOT_NAMES = frozenset(_OTHERS.split())
