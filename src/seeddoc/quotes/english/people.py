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


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What a pronoun asks for: a gender; r: what stands before it; -: nothing that can be told.
_PRONOUNS: Final[dict[str, str]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
    **dict.fromkeys(("it", "its", "itself"), "n"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "p"),
    **dict.fromkeys(("who", "whom", "which"), "r"),
    **dict.fromkeys(_words("i me my myself we us our ourselves you your yourself"), "-"),
    **dict.fromkeys(_words("this that these those one someone everyone nobody anyone"), "-"),
}
PRONOUNS: Final = _PRONOUNS | {word.capitalize(): asks for word, asks in _PRONOUNS.items()} | {"I": "-"}

# Given names of men.
MALE: Final = _words(
    "aaron abdul abdullah abraham adam adrian ahmad ahmed akira alan albert alejandro alexander alfred ali allan allen"
    " alberto alfonso amir anand andre andreas andrew andy angus anthony antonio antony archie arjun arthur arturo arun"
    " ashok barack barry bart ben benedict benjamin bernard bernie bill billy bob bobby boris brad bradley brendan"
    " brett brian bruce bruno bryan calvin carl carlos cedric cesar charles charlie chinedu christian christopher chuck"
    " clark claude clive colin connor craig curtis cyril dale damian dan daniel danny darren dave david dean dennis"
    " denis derek desmond dick diego dieter dimitri dmitry dominic don donald doug douglas duncan dylan eamon ed eddie"
    " edgar edmund eduardo edward edwin eli elias elliot emeka emmanuel enrique eric erik ernest ethan eugene evan"
    " fabio felipe felix ferdinand fernando fidel finn francesco francis francisco francois frank franz fred frederick"
    " gabriel gareth gary gavin geoff geoffrey george gerald gerard giovanni giuseppe glenn gordon graham grant greg"
    " gregory guillermo gus guy hamza hans harold harry harvey hassan hector henri henry herbert hiroshi howard hugh"
    " hugo hussein ian ibrahim igor imran isaac ismail ivan jack jacob jacques jake jamal james jared jason javier jay"
    " jeff jeffrey jeremy jerome jerry jesus jim jimmy joao joe joel johan johann john johnny jon jonathan jorge jose"
    " joseph josh joshua josé juan juergen julian julio justin karim karl keith ken kenneth kenji kevin khalid klaus"
    " kofi kumar kurt kyle lance larry lars laurence lawrence lee leo leon leonard leonardo liam lionel lloyd louis"
    " luca lucas luigi luis luke magnus mahmoud malcolm manuel marc marcel marco marcos marcus mario mark markus martin"
    " marvin mateo matt matteo matthew maurice max maxim michael miguel mike mikhail milan mohamed mohammad mohammed"
    " mohan muhammad mustafa nathan nathaniel neil nelson nicholas nick nicolas nigel nikolai noah norman oleg oliver"
    " olivier omar oscar osama otto owen pablo paolo patrick paul pavel pedro pete peter phil philip philippe phillip"
    " pierre prakash rafael raj rajesh ralph ramesh ramon randy raul ravi ray raymond reginald ricardo richard rick rob"
    " robert roberto rodney rodrigo roger roland roman ron ronald rory roy rupert russell ryan salim samuel sanjay"
    " scott sean sebastian serge sergei sergey sergio seth shane shaun simon spencer stanley stefan stephen steve"
    " steven stewart stuart sunil suresh tariq ted terence terry theodore thomas tim timothy toby todd tom tommy tony"
    " travis trevor umar usman vernon victor vijay vikram vincent vladimir walter warren wayne werner wilhelm will"
    " william winston xavier yusuf yuri zack"
)
# Given names of women.
FEMALE: Final = _words(
    "abby abigail ada adele agnes aisha alexandra alice alicia alison amal amanda amber amelia amina amy ana anastasia"
    " andrea angela angelina anita ann anna anne annette annie antonia anya april arlene asha astrid audrey ayesha"
    " barbara beatrice becky belinda bella bernadette beth bethany betty beverly bianca bonnie brenda bridget brigitte"
    " camilla candace carla carmen carol carole caroline carolyn catherine cathy cecilia celia charlotte cheryl chloe"
    " christina christine claire clara claudia colleen connie constance cristina cynthia daisy dawn deborah debbie"
    " deepa denise diana diane dolores donna dora doris dorothy edith eileen elaine eleanor elena elisabeth eliza"
    " elizabeth ella ellen elsa emily emma erica erin esther ethel eva eve evelyn faith fatima fatou fiona flora"
    " florence frances francesca freya gabriela gail gemma georgina geraldine gertrude gillian gina gita gloria grace"
    " greta gwen hannah harriet hazel heather heidi helen helena helga henrietta hilary hilda hillary holly ida imogen"
    " indira inês ines ingrid irene iris irina isabel isabella isabelle isla ivy jacqueline jane janet janice jasmine"
    " jean jeanette jenna jennifer jenny jessica jill joan joanna joanne josephine joy joyce juanita judith judy julia"
    " juliana julie juliet june karen katarina kate katherine kathleen kathryn kathy katie katja kavita kelly khadija"
    " kim kirsten kristen kristin kristina lakshmi lara latifa laura lauren leah leila lena leonora leticia lillian"
    " lily linda lisa liz lois lorna lorraine louisa louise lucia lucy lydia lynn mabel madeleine maggie malala mandy"
    " marcela margaret margarita maria mariam marianne marie marina marion marjorie marta martha martina mary matilda"
    " maureen maya meera megan melanie melissa mercedes meredith michelle mildred mina miranda miriam molly monica"
    " muriel myra nadia nancy naomi natalia natalie natasha neha nicola nicole nina noor nora norma olga olivia ophelia"
    " pamela patricia patty paula pauline pearl peggy penelope penny phoebe phyllis pippa polly priscilla priti priya"
    " rachel ramona rebecca rekha renata rita roberta rosa rosalind rose rosemary roxanne ruth sabrina sadia sally"
    " samantha sandra sara sarah selma serena shabana sharon sheila shirley simone sofia sonia sophia sophie stella"
    " stephanie sue susan susanna susannah suzanne svetlana sylvia tamara tania tanya tatiana teresa tessa theresa"
    " thelma tina tracy trudy ursula valerie vanessa vera veronica victoria viola violet virginia vivian vivienne wendy"
    " wilma winifred yasmin yolanda yoko yvette yvonne zainab zara zoe"
)
# Given names of women and men alike.
EITHER: Final = _words(
    "alex ashley avery bailey billie blake cameron carey casey charley chris dana devon drew frankie harper jackie"
    " jaime jamie jan jesse jo jordan jules kerry kit lesley leslie lou morgan nat nicky pat quinn reese robin rowan"
    " sam sandy shannon sidney stacey sydney taylor toni tyler val jie ming wei yu xin"
)
GIVEN: Final = MALE | FEMALE | EITHER
SHORT_NAMES: Final[dict[str, str]] = dict(
    pair.split("=")
    for pair in _words(
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
    **dict.fromkeys(_words("mr sir lord king prince pope father brother duke emperor messrs sheikh fr imam"), "m"),
    **dict.fromkeys(_words("mrs ms miss lady dame queen princess duchess mother sister madam mme mlle"), "f"),
}
# These stay with a single name: `Pope Clement`, `Prince Aldo`.
KEPT_TITLES: Final = _words(
    "pope king queen prince princess emperor empress saint st sister brother lord lady sir dame"
)
# Titles before a name that are no roles.
HONORIFICS: Final = frozenset(TITLE_GENDERS) | _words(
    "dr mx prof rev reverend hon honourable honorable sen sens rep reps gov pres gen lt col maj capt cmdr adm sgt cpl"
    " pvt insp supt det st saint sr count baron baroness mp democrat republican tory ceo cfo coo cto vp empress"
    " ayatollah rabbi cardinal archbishop bishop monsignor"
)
MALE_NOUNS: Final = _words(
    "boy lad guy father dad grandfather son grandson husband brother uncle nephew boyfriend widower stepfather groom"
    " king prince duke lord priest monk waiter gentleman alderman anchorman assemblyman businessman cameraman chairman"
    " congressman councilman fireman fisherman foreman frontman ombudsman policeman salesman serviceman spokesman"
    " sportsman"
)
FEMALE_NOUNS: Final = _words(
    "girl mother mum mom grandmother daughter granddaughter wife sister aunt niece girlfriend widow stepmother bride"
    " queen princess duchess lady nun waitress actress hostess heroine assemblywoman businesswoman chairwoman"
    " congresswoman councilwoman policewoman servicewoman spokeswoman sportswoman"
)
# Nouns for what somebody is; with a capital letter they are titles before a name.
ROLES: Final = (
    MALE_NOUNS
    | FEMALE_NOUNS
    | HONORIFICS
    | _words(
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
        " zoologist opponent cllr councilor objector bowler batsman left-hander right-hander sophomore freshman"
        " quarterback linebacker cornerback lineman pitcher shortstop outfielder infielder goalie winger fullback peer"
    )
)
# Of these, the ones that are surnames as often: a given name before them keeps them.
SURNAME_ROLES: Final = _words(
    "king dean prince bishop pope major judge marshal baker cook hunter chef count duke baron"
)

# Nouns that name an institution, not a person.
INSTITUTIONS: Final = _words(
    "academy administration agency airline airlines airport alliance army assembly association authority bank board"
    " brigade bureau cabinet campaign center centre charity church city clinic club coalition college commission"
    " committee company congress consortium constabulary cooperative corp corporation council county court department"
    " directorate embassy faculty federation firm force forces foundation fund gazette government group guardian"
    " headquarters herald hospital house inc institute institution journal kremlin laboratory league ltd llc magazine"
    " ministry mission museum navy network news newspaper observatory office organisation organization parliament party"
    " plc police post press regime school secretariat senate service services society station studio team telegraph"
    " television times treasury tribune tribunal trust union university watch zoo united rovers wanderers fc"
)
# Firms whose name ends like a possessive, and hardly anybody's surname: `McDonald’s`.
POSSESSIVE_FIRMS: Final = _words("applebee arby bloomingdale domino harrod ladbroke macy mcdonald sainsbury sotheby")
# Institutions that are surnames, too.
SURNAME_INSTITUTIONS: Final = _words("church house post court bank guardian school city")
# Last words of the names of newspapers.
NEWSPAPERS: Final = _words("gazette guardian herald journal post telegraph times tribune watch")
# What an institution is called whose name ends with one of these.
HEADS: Final[dict[str, str]] = {
    **dict.fromkeys(_words("inc corp corporation ltd llc plc"), "company"),
    **dict.fromkeys(_words("gazette guardian herald post telegraph times tribune"), "newspaper"),
}
BODIES: Final = _words(
    "afp airbus al-jazeera amazon ap apple bloomberg boeing cnn facebook google hamas hezbollah interpol isis bbc cbi"
    " cdc cia epa eu fbi fda imf irs nhs nhk nsa oecd ofcom opec un who wto microsoft nasa nato netflix reuters samsung"
    " tesla toyota twitter unesco unicef volkswagen youtube"
)
THINGS: Final = _words(
    "account ad advertisement affidavit article banner bill book briefing brief caption charter complaint constitution"
    " decree document editorial email filing guideline headline indictment inscription label law lawsuit leaflet letter"
    " manifesto memo memorandum message motion note notice order paper paragraph petition placard plan plaque policy"
    " poll post poster release report resolution review ruling rule sign statement story study summary survey text"
    " transcript tweet verdict website"
)
PLURALS: Final = _words(
    "police people men women children clergy staff troops both many several others two three some few"
)

# Words that begin a noun phrase and are no part of a name.
DETERMINERS: Final = _words(
    "the a an one another this that these those his her its their my our your some every each no any two three four"
    " five six several many most few both all other"
)
# Determiners that say whose something is.
POSSESSIVES: Final = _words("his her its their my our your")
# A phrase that begins with one of these introduces somebody, and so refers to nobody before.
INTRODUCING: Final = _words(
    "a an one another some every each no any two three four five six several many most few all other"
)
LINKS: Final = _words(
    "of for from at in with on to by near who whose whom which that and or as inside outside behind under about like"
    " around within close familiar"
)
PARTICLES: Final = _words("al bin ibn van von der den de del della di da dos das du la le el ten ter y abu bint &")
SUFFIXES: Final = _words("jr sr ii iii iv phd md qc kc obe mbe cbe esq")
PLACES: Final = _words(
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
    | _words(
        "i you he she it we they what when where why how while after before because but yet so then there here if"
        " unless until since though although despite during under over between through against into without not never"
        " now yesterday today tomorrow once also however meanwhile instead later earlier still even only just unlike is"
        " are was were be been has have had do does did can could would should may might must shall will says said"
        " monday tuesday wednesday thursday friday saturday sunday january february march april june july august"
        " september october november december christmas easter perhaps whether both nor ask meet consider remember"
    )
)
# Capitalised words that begin the names of other things than people.
OTHER_NAMES: Final = _words(
    "new north south east west northern southern eastern western central upper lower great united saint san santa los"
    " las hong mount lake river grand royal national international federal general public white black red green blue"
    " high supreme world american british english french german russian chinese indian japanese italian spanish israeli"
    " iraqi iranian syrian african european asian arab muslim jewish christian catholic labour conservative liberal"
    " democratic communist socialist soviet imperial islamic old little big good dear critics"
)
# Plurals that keep their capital letter.
PROPER_PLURALS: Final = _words("democrats republicans marines")
# What adds nothing to a description.
VAGUE: Final = (
    (DETERMINERS - POSSESSIVES)
    | LINKS
    | _words(
        "current outgoing incoming acting new city town state country county club long-time longtime veteran senior"
        " local"
    )
)
ABBREVIATED: Final[dict[str, str]] = dict(
    pair.split("=")
    for pair in _words(
        "sen=senator gov=governor rep=representative pres=president prof=professor dr=doctor gen=general col=colonel"
        " lt=lieutenant sgt=sergeant capt=captain rev=reverend ex=former"
    )
)
TITLES: Final = {role: f"{short.capitalize()}." for short, role in sorted(ABBREVIATED.items()) if short in HONORIFICS}
# `secretary of state` and the like.
OFFICES: Final = _words("state defence defense commerce energy agriculture education health justice transport finance")
# What makes another role of a role: no deputy mayor is the mayor.
QUALIFIERS: Final = _words("former vice deputy assistant associate shadow prime attorney press lieutenant junior")
# How nouns for people end.
PERSON_ENDINGS: Final = ("er", "or", "ist", "ian", "ee", "eer", "man", "person", "ess", "one", "another")
# What ends a name, with a full stop of its own.
NAME_ENDINGS: Final = SUFFIXES | _words("inc ltd corp co bros")
# What an apposition begins with.
APPOSITION_STARTS: Final = DETERMINERS | _words("who whose which where when whom and now then formerly also former")
NOUN_GENDERS: Final[dict[str, Gender]] = {
    **dict.fromkeys(ROLES, ""),
    **dict.fromkeys(MALE_NOUNS, "m"),
    **dict.fromkeys(FEMALE_NOUNS, "f"),
    **dict.fromkeys(THINGS | INSTITUTIONS, "n"),
    **dict.fromkeys(PLURALS, "p"),
    **dict.fromkeys(_words("man gentleman"), "m"),
    **dict.fromkeys(_words("woman"), "f"),
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
