"""Words by which English names its speakers: pronouns, given names, titles, roles, institutions.

The tables are written by hand and hold common words of public life; a word that is missing makes a
reading less sure, never wrong by itself. All words are in small letters.

It knows nothing of texts; `naming` reads them.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

# m, f: a man, a woman; n: a thing or an institution; p: several; "": not told; -: nobody that another
# pronoun may refer to.
Gender: TypeAlias = Literal["m", "f", "n", "p", "", "-"]


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list that is written as a text."""
    return frozenset(text.split())


# Pronouns that stand for one.
SINGULAR: Final = frozenset(("he", "she", "it"))

# What a pronoun asks for: a gender; r: what stands before it; -: nothing that can be told.
_PRONOUNS: Final[dict[str, str]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
    **dict.fromkeys(("it", "its", "itself"), "n"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "p"),
    **dict.fromkeys(("who", "whom", "which", "that"), "r"),
    **dict.fromkeys(word_set("i me my myself we us our ourselves you your yourself"), "-"),
    **dict.fromkeys(word_set("this these those one someone everyone nobody anyone"), "-"),
}
PRONOUNS: Final = _PRONOUNS | {word.capitalize(): asks for word, asks in _PRONOUNS.items()} | {"I": "-"}

# Given names of men.
MALE: Final = word_set(
    "aaron abdul abdullah abe abraham adam adewale adrian agustín ahmad ahmed aidan aiden ajay akira alain alan"
    " alasdair alastair albert alberto alec alejandro aleksandr alessandro alexander alexei alf alfie alfonso alfred"
    " ali alistair allan allen allister alonso alvin ambrose amir amit anand anders andre andreas andrei andrej"
    " andrew andriy andrzej andrés andy angelo angus anil anthony anton antonio antony anwar archibald archie arjun"
    " armando arnold arthur arturo arun arvind ashok asif axel aziz babatunde barack barney barry bart bashir ben"
    " benedict benito benjamin benny benoit bernard bernie bert bertrand bilal bill billy bo-göran bob bobby bogdan"
    " bohdan boris brad bradley bram brandon brayden brendan brent brett brian brody bruce bruno bryan buck burt"
    " byron caleb callum calvin carl carlos cathal cedric cesar charles charlie chet chidi chinedu christian"
    " christoph christophe christopher christos chuck chukwu ciaran cillian ciro clarence clark claude clayton clem"
    " clement cletus cliff clifford clint clive clyde cody colin colm colton connor conor conrad corey cormac cory"
    " craig curtis cyril cyrus césar dale dalton damian damien dan daniel danny darius darnell darrell darren darryl"
    " dashiell dave david davide dean declan deepak demarcus demetrius denis dennis derek dermot deshawn desmond"
    " dewald diarmaid diarmuid dick diego dieter dimitri dirk dmitri dmitry dominic dominik don donal donald"
    " donnacha donovan doug dougal douglas duncan dwayne dwight dylan eamon eamonn earl ed eddie edgar edmund"
    " eduardo edward edwin eero egor einar eli elias elijah elliot elmer elmo elroy emanuele emeka emil emilio"
    " emmanuel emre enoch enrique eoghan eoin eric erik ernest ernesto ernie errol esteban ethan etienne euan eugene"
    " evan everett ewan ewen ezekiel ezra fabio faisal farid farouk faustino felipe felix femi ferdinand fergus"
    " fermín fernando fiachra fidel filippo finlay finn fionn floyd francesco francis francisco franco francois"
    " frank franklin franz fraser fred freddie frederick friedrich gabe gabriel gareth garrett gary gaurav gavin"
    " gennaro geoff geoffrey georg george georges georgios gerald gerard gerhard germán gerry gideon gil gilbert"
    " gilles giorgio giovanni giulio giuseppe glen glenn gonzalo gopal gordon graham grant greg gregor gregory guido"
    " guillaume guillermo gunnar gus gustav gustavo guy göran habib hakim hal halvor hamid hamish hamza hank hannes"
    " hans harish harlan harold harry haruto harvey hashim hassan hector heinrich helmut hemi henri henrik henry"
    " herb herbert herman hershel hideo hiroshi homer horace horst howard hubert hugh hugo humphrey hussein håkan"
    " iain ian ibrahim idris ignacio igor ilya imran irv irving isaac isaiah isidore ismael ismail ivan ivor iwan"
    " jaap jack jacob jacques jake jakob jamal jameel james jan-erik janne jared jason jasper javid javier jay"
    " jaylen jeb jed jedediah jeff jeffrey jeremiah jeremy jermaine jeroen jerome jerry jerzy jesper jesus jesús jim"
    " jimmy joachim joao joaquin joaquín joe joel johan johann john johnny jon jonas jonathan joost jordi jorge jose"
    " josef joseph josh joshua josé juan juergen jukka julian julio junior justin jürgen kagiso kai kamal kareem"
    " karim karl kazuo kees keir keith kelvin ken kenji kenneth kenny kev kevin keyshawn khaled khalid kieran"
    " killian kirk klaus kobe kobus kofi krishna kristian kumar kurt kwaku kwame kwesi kyle lachie lachlan lance"
    " larry lars lasse laurence laurent lawrence lech lee len lenny leo leon leonard leonardo leroy lester levi"
    " lewis liam linus linwood lionel lloyd lonnie lorenzo louis luc luca lucas lucian lucky ludwig luigi luis luiz"
    " luka luke lyle maarten mads magnus mahmoud maksim malcolm mamadou manfred manish manny manoj manuel marc"
    " marcel marco marcos marcus marek mario marius mark markus marlon marquis martin martín marv marvin mateo"
    " mateusz matt matteo matthew matthias matti mattias maurice mauricio max maxim maximilian mehdi mehmet melvin"
    " michael micheál mick mickey miguel mike mikhail milan miles milo milton mitch moe mohamed mohammad mohammed"
    " mohan moses moussa muhammad murad murray musa mustafa mustapha myles nabil nadeem nasser nate nathan nathaniel"
    " naveen ned neil nelson neville nicholas nick nico nicolas nicolò nigel nikhil nikita nikola nikolai nils noah"
    " noel norm norman nuno obinna oisín olaf olav ole oleg oleksandr oliver olivier ollie olly oluwaseun omar"
    " ondrej orson orville osama oscar oswald otis otto ousmane owen pablo paddy padraig paolo pascal patrick paul"
    " pavel peadar pedro pekka percy pete peter phil philip philippe phillip pierre pieter piotr prakash pádraig"
    " quentin quincy rafael rafal raffaele rafiq rahul raj rajesh rajiv rakesh ralf ralph ramesh ramon randall randy"
    " rangi rashid rasmus raul ravi ray raymond raúl reece reg reggie reginald rehan renato reuben rex rhys ricardo"
    " richard rick ricky rishi rob robbie robert roberto rocco roderick rodney rodolfo rodrigo roger rohan rohit"
    " roland rolf roman romeo ron ronald ronan ronnie rory roscoe ross roy ruairidh ruairí ruben rudolf rudy rufus"
    " rune rupert ruslan russ russell rustam ruud ryan sachin saeed salim salman salvatore sami samuel sandeep"
    " sanjay sanjeev santosh satoshi saul sayed scott seamus sean sebastian sebastien segun selim serge sergei"
    " sergey sergio serhiy seth seán shahid shane shaun shawn sherman shinzo sid silas silvio simon sindre sipho"
    " solomon soren spencer stan stanley stavros stefan stefano steffen stephen steve steven stewart stijn struan"
    " stu stuart sunil suresh sven séamus søren tadeo tadeusz tadhg taha takashi tama taras tarek tareq tariq tayyip"
    " ted teddy terence terrell terrence terry tevita thabo themba theo theodore thierry thijs thomas tim timothy"
    " timur tobias toby todd tom tomas tomasz tommaso tommy tomás tony torquil torsten travis trent trevon trevor"
    " tristan trygve tunde tyrell tyrone umar usman uwe vaclav valentin vasily vasyl vaughn vernon vic victor vidar"
    " vijay vikram viktor vinay vince vincent vincenzo virgil vitaly vito vivek vladimir volodymyr vusi víctor wade"
    " waleed walid wallace wally walt walter waqar warren wayne wendell werner wes wesley wilbur wilf wilfred"
    " wilfrid wilhelm will willem william willie wim winston wiremu wojciech wolfgang woodrow wout wyatt xavier"
    " yannick yasir yasser yaw yosef youssef yuri yusuf yves zach zachary zack zafar zaid zane zeke zoltan ángel åke"
    " éamon óscar"
)
# Given names of women.
FEMALE: Final = word_set(
    "abbie abby abena abigail ada adaeze adele adriana adwoa agata agatha agnes agnieszka aiko aileen ailsa aimee"
    " aine ainhoa aisha akiko akosua alana aleksandra alena alessandra alexa alexandra alexis alice alicia alina"
    " alisha alison alma alyssa amaia amaka amal amanda amara amber amelia amelie amina aminata amira amy ana ananya"
    " anastasia anastasiya andrea andréa aneta angela angelina angie anika anita anja anjali ann anna annabel"
    " annabelle anne anneke anneli annelie annette annie annika anouk antoinette antonia anya aoife april arabella"
    " ariana ariel arlene aroha asha asma astrid audrey augusta aurora ava avril ayesha ayu barb barbara beata"
    " beatrice becky begoña belinda bella bente bernadette bernice bertha beth bethany betsy bettina betty bev"
    " beverly bianca birgit birgitta blanca blessing bonnie bożena brenda brianna bridget bridie brigitte briony"
    " bronwen bryony bríd bukola bushra busisiwe caitlin camilla candace candice carina carla carlotta carly carmen"
    " carol carole caroline carolyn carys cassandra cassie catalina catherine cathy catrin catriona cecilia celia"
    " ceri chantal charlene charlotte charmaine cheryl chiamaka chiara chioma chloe christina christine ciara cindy"
    " claire clara clarissa claudia clementine colleen connie constance consuelo cordelia corinne cristina cynthia"
    " daisy daniela daniella danielle daphne darlene dawn deanna deb debbie deborah debra dee deepa deirdre delia"
    " delphine denise desiree dewi diana diane dinah dolores donna dora doris dorota dorothea dorothy dorte dot"
    " dragana dympna ebba edie edith edna effie efua eileen eilidh ekaterina elaine eleanor elena elif elin elisa"
    " elisabeth elise eliza elizabeth ella ellen ellie elodie eloise elsa elsie elspeth elvira elżbieta emiko emilia"
    " emilie emily emma enid erica erika erin esi esme esmeralda esperanza estelle esther eszter ethel eugenia"
    " eun-ji eunice eva eve evelyn evie ewa fabiola faith farah farida fatima fatma fatou fatoumata fauzia faye"
    " felicia felicity femke fernanda fiona fionnuala flo flora florence folasade folashade fran frances francesca"
    " françoise freya frieda gabriela gabrielle gail galina galyna gemma genevieve georgie georgina geraldine"
    " gertrude gianna gillian gina ginny giovanna gisela gita giulia gladys glenda gloria grace graciela grażyna"
    " greta gráinne guadalupe gudrun gunilla gwen gwendolyn gwyneth halima halina hana hanan hanna hannah harriet"
    " haruka hattie hayley hazel heather heidi heike helen helena helga henrietta hermione hettie hetty hilary hilda"
    " hillary holly huong ida ifeoma ilana ildikó ilona ilse imani imelda imogen indira ines inga ingeborg inger"
    " ingrid inés inês ioana iona irene irina iris irma iryna isabel isabella isabelle isla isobel itzel ivana"
    " ivanka ivy jacinta jacqueline jacqui jada jadwiga jana jane janelle janet janette janice janine jasmine jaya"
    " jayne jean jeanette jelena jemima jenna jennifer jenny jess jessica jessie jiayi jill jillian jitka joan"
    " joanna joanne jocelyn jodie jody johanna joni josefina josephine josie joy joyce juana juanita judith judy"
    " julia juliana julie juliet june jutta jytte kaisa karen karen-marie karin karina karla kasia katalin katarina"
    " kate katerina kateryna katherine kathleen kathryn kathy katie katja katrin katrina kavita kay kayla keiko"
    " keira keisha kelly kelsey kendra kerri kerstin keziah khadija khadijah kiera kim kinga kirsten kirsti kirsty"
    " kitty krista kristen kristin kristina kristine krystal ksenia laila lakshmi lana lara latifa latoya laura"
    " lauren lea leah leanne leila leire lena leona leonie leonora lerato leticia letitia lexi lidia lieke lila"
    " lilian liliana lillian lilly lily lina linda lindiwe linh linnea lisa lise liv livia liz lizzie lizzy lois"
    " lola lorena loretta lori lorna lorraine lottie louisa louise lubna lucia lucie lucille lucinda lucy lucía"
    " ludmila luz lydia lynda lynn lynne lyudmila maaike mabel maddie madeleine mae maeve magda magdalena maggie"
    " maia maimuna mairi maisie malala malin mandy mara marcela maren margaret margareta margarita margit margot"
    " margret marguerite maria mariah mariam mariama mariana marianne maribel marie marietjie marijke mariko marilyn"
    " marina marion marisa marisol marissa marjorie marjory marla marlene marnie marsha marta martha martina mary"
    " maryam maría mathilde matilda maud maureen maxine maya małgorzata meera megan meghan meiling melanie melinda"
    " melissa mercedes mercy meredith meryl mette mia michaela michele michelle michiko mildred milena millie mimi"
    " min-ji mina minnie mira miranda mireille miriam moira molly mona monica morag morven mpho muriel myra myrna"
    " máirín mónica nadia nadine naledi nan nancy nandi naoko naomi nasreen natalia natalie nataliya natasha"
    " nathalie neha nell nellie nerea nerys nessa ngozi nguyet niamh nicola nicole nikki nina nkechi nneka noelia"
    " noelle nomsa nomvula noor nora noriko norma nour nuala nuria nurul odette odile oksana olena olga olha olivia"
    " olwen omolara oona ophelia orla paige palesa paloma pamela paola parveen patience patricia patsy patti patty"
    " paula pauline pearl peg peggy penelope penny pernille petra philippa philomena phoebe phyllis pia pilar pippa"
    " polly portia preeti priscila priscilla priti priya purnima putri päivi rabia rachael rachel radka rae ragnhild"
    " raisa ramona rania raquel rebecca reem regina rekha rena renata renée rhea rhian rhiannon rhoda rhona rhonda"
    " riikka rina rita roberta robyn rochelle rocío romy rosa rosalie rosalind rosalyn rosanna rosario rose roseanne"
    " rosemarie rosemary rosie rowena roxana roxanne roya ruby rukhsana ruth saba sabine sabrina sadia safiya sakura"
    " sally salma salome samantha samina samira sana sandra sanne saoirse sara sarah saskia sayaka scarlett seema"
    " selina selma serena shabana shabnam shanice sharmila sharon shazia sheena sheila shelley sheryl shirley shona"
    " shreya sian sienna sigrid silke silvia simona simone sinead sinéad siobhan siobhán siri sirpa sita siti siân"
    " snezana sobia sofia sofía solange soledad solveig sonia sonja sophia sophie soraya sorcha sri stacy stefanie"
    " stella stephanie sue sunita susan susana susanna susannah susie suzanna suzanne suzie svetlana sybil sylvia"
    " tabitha tahira talia tamar tamara tamsin tania tanja tanya tara tasha tatiana tatyana teresa terri tess tessa"
    " thandi thandiwe thea thelma theresa thuy tiffany tilda tilly tina tove tracy tricia trish trisha trixie trudy"
    " tuija turid ulrike uma una ursula usha uta uzma valentina valeria valerie vanessa vera veronica verónica vicki"
    " vicky victoria viktoria viola violet virginia viv vivian vivienne wanda wendy wilhelmina wilma winifred winnie"
    " wulan xenia ximena xiomara xiulan yaa yael yara yasmin yesenia yetunde yevgenia yoko yolanda yuki yuko yulia"
    " yvette yvonne zadie zahra zainab zanele zara zdenka zeinab zelda zeynep zoe zofia zoya zoë zsuzsa zuzana"
    " ángela"
)
# Given names of women and men alike.
EITHER: Final = word_set(
    "alex ashley avery bailey billie blake cameron carey casey charley chris courtney dana devon dominique drew"
    " frankie harper jackie jaime jamie jan jesse jie jo jordan jules kerry kiran kit laurie leigh lesley leslie"
    " logan lou ming morgan nat nicky pat quinn reese riley robin rowan sam sandy sasha shannon sidney stacey sydney"
    " taylor toni tyler val wei xin yu"
)
GIVEN: Final = MALE | FEMALE | EITHER
SHORT_NAMES: Final[dict[str, str]] = dict(
    pair.split("=")
    for pair in word_set(
        "abby=abigail andy=andrew becky=rebecca ben=benjamin bernie=bernard beth=elizabeth bill=william bob=robert"
        " charlie=charles chris=christopher chuck=charles dan=daniel dave=david debbie=deborah don=donald doug=douglas"
        " ed=edward fred=frederick geoff=geoffrey greg=gregory jeff=jeffrey jenny=jennifer jim=james jimmy=james"
        " joe=joseph jon=jonathan josh=joshua kate=katherine kathy=katherine ken=kenneth larry=lawrence liz=elizabeth"
        " maggie=margaret matt=matthew mike=michael nick=nicholas pam=pamela pete=peter phil=philip ray=raymond"
        " rick=richard rob=robert ron=ronald sam=samuel steve=stephen steven=stephen sue=susan ted=edward tim=timothy"
        " tom=thomas tony=anthony will=william"
    )
)

# Titles that say whether a man or a woman is meant.
TITLE_GENDERS: Final[dict[str, Gender]] = {
    **dict.fromkeys(word_set("mr sir lord king prince pope father brother duke emperor messrs sheikh fr imam"), "m"),
    **dict.fromkeys(word_set("mrs ms miss lady dame queen princess duchess mother sister madam mme mlle"), "f"),
}
# These stay with a single name: `Pope Clement`, `Prince Aldo`.
KEPT_TITLES: Final = word_set(
    "pope king queen prince princess emperor empress saint st sister brother lord lady sir dame"
)
# Titles before a name that are no roles.
HONORIFICS: Final = frozenset(TITLE_GENDERS) | word_set(
    "dr mx prof rev reverend hon honourable honorable sen sens rep reps gov pres gen lt col maj capt cmdr adm sgt"
    " cpl alhaji alhaja asp barr cp dsp engr opposition shri smt sp pvt insp supt det pc dci cr adv td msp mla mep"
    " st saint sr count baron baroness mp democrat republican tory ceo cfo coo cto vp empress ayatollah rabbi"
    " cardinal archbishop bishop monsignor alderwoman"
)
MALE_NOUNS: Final = word_set(
    "boy lad guy father dad grandfather son grandson husband brother uncle nephew boyfriend widower stepfather groom"
    " king prince duke lord priest monk waiter gentleman alderman anchorman assemblyman businessman cameraman chairman"
    " congressman councilman fireman fisherman foreman frontman ombudsman policeman salesman serviceman spokesman"
    " sportsman"
)
FEMALE_NOUNS: Final = word_set(
    "girl mother mum mom grandmother daughter granddaughter wife sister aunt niece girlfriend widow stepmother bride"
    " queen princess duchess lady nun waitress actress hostess heroine assemblywoman businesswoman chairwoman"
    " congresswoman councilwoman policewoman servicewoman spokeswoman sportswoman"
)
# Nouns for what somebody is; with a capital letter they are titles before a name.
ROLES: Final = (
    MALE_NOUNS
    | FEMALE_NOUNS
    | HONORIFICS
    | word_set(
        "academic activist actor administrator admiral adviser advisor advocate agent aide ally ambassador analyst"
        " anthropologist applicant archaeologist architect artist astronaut astronomer attorney author baker barrister"
        " beekeeper biographer biologist blogger boss botanist boxer brigadier broadcaster broker builder buyer"
        " campaigner candidate captain carer carpenter champion chancellor chair chairperson chef chemist chief citizen"
        " cleric clerk climber coach cofounder collector colleague colonel columnist comedian commander commentator"
        " commissioner composer conductor constable consultant controller cook coordinator coroner corporal"
        " correspondent counsel counsellor councillor cousin creator critic curator customer dancer dealer dean"
        " defendant defender delegate dentist deputy designer detective developer diplomat director doctor driver"
        " ecologist economist editor electrician employee engineer envoy epidemiologist executive expert farmer fellow"
        " fighter firefighter forecaster founder friend gardener general geologist goalkeeper governor graduate guard"
        " guide hairdresser head headteacher historian hunter inspector instructor interpreter investigator investor"
        " journalist judge juror justice keeper lawmaker lawyer leader lecturer legislator librarian lieutenant"
        " linguist magistrate major manager marine marshal mathematician mayor mechanic member midfielder midwife"
        " migrant minister musician neighbour neighbor novelist nurse observer officer official operator organiser"
        " organizer owner painter pastor partner passenger patient philosopher photographer physician physicist pilot"
        " planner player plumber poet politician premier president principal prisoner producer professor programmer"
        " promoter prosecutor protester psychiatrist psychologist publisher pupil receptionist recruit rector referee"
        " refugee relative reporter representative researcher resident retiree runner sailor scholar scientist sculptor"
        " secretary senator sergeant servant sheriff singer skipper smuggler sociologist soldier solicitor source"
        " speaker specialist spokesperson star strategist striker student superintendent supervisor supporter surgeon"
        " survivor swimmer teacher technician teenager tenant therapist tourist trader trainer translator treasurer"
        " trustee umpire victim villager violinist visitor volunteer voter wicketkeeper witness worker writer youth"
        " bailie bursar convener deacon kaumātua provost registrar"
        " accountant actuary auditor backbencher banker bartender billionaire bookkeeper bystander campaigner"
        " cardiologist caretaker cellist centenarian chaplain commuter cyclist dermatologist dietitian drummer"
        " entrepreneur film-maker filmmaker financier florist gran grocer guitarist gymnast homeowner hotelier"
        " hydrologist immunologist janitor jockey jogger laborer labourer landlady landlord legislator lobbyist"
        " machinist meteorologist millionaire motorist neurologist newsagent newsreader nonagenarian nutritionist"
        " obstetrician octogenarian oncologist onlooker paediatrician paramedic parishioner parliamentarian"
        " pathologist pedestrian pediatrician pensioner pianist playwright pollster presenter publican rancher"
        " restaurateur rower screenwriter septuagenarian shareholder shopkeeper shopper skater skier songwriter"
        " sprinter statistician trucker tycoon undertaker veteran virologist vocalist welder whistleblower wrestler"
        " zoologist opponent cllr councilor objector bowler batsman left-hander right-hander sophomore freshman"
        " quarterback linebacker cornerback lineman pitcher shortstop outfielder infielder goalie winger fullback peer"
    )
)
# Of these, the ones that are surnames as often: a given name before them keeps them.
SURNAME_ROLES: Final = word_set(
    "king dean prince bishop pope major judge marshal baker cook hunter chef count duke baron"
)

# The same by a seat, and by a party: `the Republican`.
SEATS: Final = word_set("senator congressman congresswoman lawmaker nominee candidate incumbent")
PARTIES: Final = word_set("conservative democrat independent liberal libertarian progressive republican socialist tory")
# By these a text goes on about somebody without saying that he is one: `the striker`, `the grandmother of three`.
# An office is none: `the mayor` may be somebody of whom nothing was said.
EPITHETS: Final = PARTIES | word_set(
    "actor actress all-rounder artist author banker batter billionaire bowler boxer broadcaster candidate catcher"
    " cellist centenarian champion chef climber comedian composer congressman congresswoman contributor cornerback"
    " cyclist dad dancer defender drummer economist entrepreneur father fighter film-maker filmmaker flanker fly-half"
    " forward front-runner frontrunner goalkeeper golfer gran grandad grandfather grandma grandmother guitarist"
    " gymnast hitter hurdler incumbent jockey lady lawmaker legislator linebacker lineman midfielder mom mother mum"
    " musician newsreader nominee nonagenarian novelist octogenarian opener painter pensioner photographer pianist"
    " pitcher playmaker playwright poet presenter quarterback rapper receiver reliever retiree rookie rower runner"
    " sailor scientist scrum-half sculptor seamer senator septuagenarian singer skater skier skipper slugger"
    " songwriter soprano spinner sprinter striker substitute swimmer teenager tenor tycoon veteran vocalist widow"
    " widower winger winner wrestler writer youngster"
)
# Of these, what somebody is beside his work.
CONDITIONS: Final = (
    MALE_NOUNS
    | FEMALE_NOUNS
    | word_set(
        "billionaire centenarian champion nonagenarian octogenarian pensioner retiree septuagenarian teenager tycoon"
        " veteran winner youngster"
    )
)
# The same of institutions.
BODY_EPITHETS: Final = word_set(
    "agency airline bank charity club company council department firm fund group manufacturer organisation"
    " organization publisher regulator retailer school team union university utility"
)

# What may be a firm as well as a person: `the mill’s owner`.
MAYBE_FIRMS: Final = word_set(
    "contractor developer distributor maker manufacturer operator owner producer publisher retailer sponsor supplier"
    " vendor"
)

# Of these, what ends with a stop of its own.
SHORTENED_FIRMS: Final = word_set("co corp inc ltd")
# What no firm is called: `the union` is not Acme Foods.
NO_FIRMS: Final = word_set("agency charity club council department regulator school team union university")
# What the names of firms end with.
FIRMS: Final = word_set(
    "airlines bank brands capital co coal corp energy entertainment financial foods health holdings homes hotels inc"
    " industries insurance labs lines llc logistics ltd markets media mills mining motors oil partners pharma"
    " pharmaceuticals plc properties radio realty residential resources restaurants retail software solutions steel"
    " stores studios systems technologies tv ventures"
)
# Nouns that name an institution, not a person.
INSTITUTIONS: Final = word_set(
    "academy administration agency airline airlines airport alliance army assembly association authority bank board"
    " brigade bureau cabinet campaign center centre charity church city clinic club coalition college commission"
    " committee company congress consortium constabulary cooperative corp corporation council county court department"
    " directorate embassy faculty federation firm force forces foundation fund gazette government group guardian"
    " headquarters herald hospital house inc institute institution journal kremlin laboratory league ltd llc magazine"
    " ministry mission museum navy network news newspaper observatory office organisation organization parliament party"
    " plc police post press regime school secretariat senate service services society station studio team telegraph"
    " television times treasury tribune tribunal trust union university watch zoo united rovers wanderers fc"
    # What is no person either, though it is named like one.
    " capital energy foods holdings industries instruments logistics motors partners resources systems technologies"
    " therapeutics ventures water"
    " street road avenue lane boulevard bridge river highway stadium arena canyon valley creek"
)
# Firms whose name ends like a possessive, and hardly anybody's surname: `McDonald’s`.
POSSESSIVE_FIRMS: Final = word_set("applebee arby bloomingdale domino harrod ladbroke macy mcdonald sainsbury sotheby")
# Institutions that are surnames, too.
SURNAME_INSTITUTIONS: Final = word_set(
    "church house post court bank guardian school city street lane bridge river valley creek"
)
# Last words of the names of newspapers.
NEWSPAPERS: Final = word_set("gazette guardian herald journal post telegraph times tribune watch")
# What an institution is called whose name ends with one of these.
HEADS: Final[dict[str, str]] = {
    **dict.fromkeys(word_set("inc corp corporation ltd llc plc"), "company"),
    **dict.fromkeys(word_set("gazette guardian herald post telegraph times tribune"), "newspaper"),
}
BODIES: Final = word_set(
    "afp airbus al-jazeera amazon ap apple bloomberg boeing cnn facebook google hamas hezbollah interpol isis bbc cbi"
    " cdc cia epa eu fbi fda imf irs nhs nhk nsa oecd ofcom opec un who wto microsoft nasa nato netflix reuters samsung"
    " tesla toyota twitter unesco unicef volkswagen youtube"
)
THINGS: Final = word_set(
    "account ad advertisement affidavit article badge banner bill book brief briefing cap caption card charter"
    " complaint constitution decree document editorial email filing flyer guideline hat headline indictment"
    " inscription label law lawsuit leaflet letter manifesto memo memorandum message motion note notice order"
    " pamphlet paper paragraph petition placard plan plaque policy poll post poster release report resolution review"
    " rule ruling shirt sign statement sticker story study summary survey t-shirt tag text transcript tweet verdict"
    " website"
)
PLURALS: Final = word_set(
    "police people men women children clergy staff troops both many several others two three some few"
)

# Words that begin a noun phrase and are no part of a name.
DETERMINERS: Final = word_set(
    "the a an one another this that these those his her its their my our your some every each no any two three four"
    " five six several many most few both all other"
)
# Determiners that say whose something is.
POSSESSIVES: Final = word_set("his her its their my our your")
# A phrase that begins with one of these introduces somebody, and so refers to nobody before.
INTRODUCING: Final = word_set(
    "a an one another some every each no any two three four five six several many most few all other"
)
LINKS: Final = word_set(
    "of for from at in with on to by near who whose whom which that and or as inside outside behind under about like"
    " around within close familiar"
)
PARTICLES: Final = word_set(
    "al bin ibn van von der den de del della di da do dos das du te la le el ten ter y abu bint &"
)
# What stands behind a name for an honour or a degree, and is no part of it.
POST_NOMINALS: Final = word_set("phd md qc kc obe mbe cbe esq")
SUFFIXES: Final = POST_NOMINALS | word_set("jr sr ii iii iv")
PLACES: Final = word_set(
    "afghanistan africa albania algeria america amsterdam ankara argentina armenia asia athens australia austria"
    " baghdad bangkok bangladesh beijing beirut belarus belfast belgium berlin berne bolivia bosnia brasilia brazil"
    " britain brussels bucharest budapest bulgaria burma cairo california cambodia canada canberra caracas chile china"
    " colombia congo copenhagen croatia cuba cyprus damascus delhi denmark dublin ecuador edinburgh egypt england"
    " eritrea estonia ethiopia europe finland florida france gaza georgia germany ghana greece guatemala haiti havana"
    " helsinki hungary iceland india indonesia iran iraq ireland islamabad israel istanbul italy jakarta japan"
    " jerusalem jordan kabul kenya khartoum kiev kosovo kuwait kyiv latvia lebanon libya lima lisbon lithuania london"
    " macedonia madrid malaysia mali malta manila mexico minsk moldova mongolia montenegro morocco moscow myanmar"
    " nairobi nepal netherlands niger nigeria norway oman ottawa pakistan palestine panama paraguay paris peru"
    " philippines poland portugal prague pretoria pyongyang qatar riga riyadh romania rome russia rwanda scotland"
    " senegal seoul serbia singapore slovakia slovenia somalia spain stockholm sudan sweden switzerland syria taipei"
    " taiwan tehran texas thailand tokyo tunisia turkey uganda ukraine uruguay uzbekistan venezuela vienna vietnam"
    " wales warsaw washington yemen zambia zimbabwe"
)
# Words that a sentence may begin with, and that no name begins with.
FUNCTION_WORDS: Final = (
    DETERMINERS
    | LINKS
    | word_set(
        "i you he she it we they what when where why how while after before because but yet so then there here if"
        " unless until since though although despite during under over between through against into without not never"
        " now yesterday today tomorrow once also however meanwhile instead later earlier still even only just unlike is"
        " are was were be been has have had do does did can could would should may might must shall will says said"
        " nobody everybody everyone somebody anybody nothing"
        " monday tuesday wednesday thursday friday saturday sunday january february march april june july august"
        " september october november december christmas easter perhaps whether both nor ask meet consider remember"
    )
)
# Capitalised words that begin the names of other things than people.
OTHER_NAMES: Final = word_set(
    "new north south east west northern southern eastern western central upper lower great united saint san santa los"
    " las hong mount lake river grand royal national international federal general public white black red green blue"
    " high supreme world american british english french german russian chinese indian japanese italian spanish israeli"
    " iraqi iranian syrian african european asian arab muslim jewish christian catholic labour conservative liberal"
    " democratic communist socialist soviet imperial islamic old little big good dear critics"
)
# Whom somebody is called by where he is from: `the Italian`.
NATIONALITIES: Final = word_set(
    "american argentine argentinian australian austrian belgian brazilian briton bulgarian cameroonian canadian"
    " chilean colombian croat croatian cuban czech dane dutchman egyptian englishman englishwoman estonian ethiopian"
    " fijian finn frenchman frenchwoman georgian german ghanaian greek hungarian icelander indian iranian irishman"
    " irishwoman israeli italian jamaican kazakh kenyan korean latvian lithuanian mexican moroccan nigerian"
    " norwegian pakistani paraguayan peruvian pole romanian russian samoan scot scotsman senegalese serb serbian"
    " slovak slovenian spaniard swede texan thai tongan tunisian turk ugandan ukrainian uruguayan venezuelan"
    " welshman welshwoman"
)
# What tells the president of another country from the president.
FOREIGN: Final = NATIONALITIES | word_set(
    "british english french chinese japanese spanish dutch irish danish polish swiss turkish"
)
# Plurals that keep their capital letter.
PROPER_PLURALS: Final = word_set("democrats republicans marines")
# What adds nothing to a description.
VAGUE: Final = (
    (DETERMINERS - POSSESSIVES)
    | LINKS
    | word_set(
        "current outgoing incoming acting new city town state country county club long-time longtime veteran senior"
        " local"
    )
)
ABBREVIATED: Final[dict[str, str]] = dict(
    pair.split("=")
    for pair in word_set(
        "sen=senator gov=governor rep=representative pres=president prof=professor dr=doctor gen=general col=colonel"
        " lt=lieutenant sgt=sergeant capt=captain rev=reverend ex=former"
    )
)
TITLES: Final = {role: f"{short.capitalize()}." for short, role in sorted(ABBREVIATED.items()) if short in HONORIFICS}
# `secretary of state` and the like.
OFFICES: Final = word_set(
    "state defence defense commerce energy agriculture education health justice transport finance"
)
# What makes another role of a role: no deputy mayor is the mayor.
QUALIFIERS: Final = word_set("former vice deputy assistant associate shadow prime attorney press lieutenant junior")
# Of these, what makes a title of a word that is a name as well: `Associate Dean`.
DEPUTIES: Final = word_set("vice deputy assistant associate")
# How nouns for people end.
PERSON_ENDINGS: Final = ("er", "or", "ist", "ian", "ee", "eer", "man", "person", "ess", "one", "another")
# What ends a name, with a full stop of its own.
NAME_ENDINGS: Final = SUFFIXES | word_set("inc ltd corp co bros")
# What an apposition begins with.
APPOSITION_STARTS: Final = DETERMINERS | word_set("who whose which where when whom and now then formerly also former")
NOUN_GENDERS: Final[dict[str, Gender]] = {
    **dict.fromkeys(ROLES | EPITHETS, ""),
    **{word: "" for word in NATIONALITIES if word == "german" or not word.endswith("man")},
    **dict.fromkeys(MALE_NOUNS, "m"),
    **dict.fromkeys(FEMALE_NOUNS, "f"),
    **dict.fromkeys(THINGS | INSTITUTIONS, "n"),
    **dict.fromkeys(PLURALS, "p"),
    **dict.fromkeys(word_set("man gentleman"), "m"),
    **dict.fromkeys(word_set("woman"), "f"),
}
# Words that make more than a name of a phrase that they stand in.
MEANINGFUL: Final = (
    FUNCTION_WORDS
    | OTHER_NAMES
    | PLACES
    | PARTICLES
    | SUFFIXES
    | PLURALS
    | INSTITUTIONS
    | BODIES
    | ROLES
    | frozenset(f"{role}s" for role in ROLES)
)
