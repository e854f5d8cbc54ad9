"""Words that news English uses to tell who speaks: tables in, look-ups out.

`CUES` maps every form of a cue verb to its `Cue`; the small sets below it are the function words
that a phrase ends at or begins with. All of it is written by hand. To teach a verb, add its row.

It knows nothing of texts; a word is looked up in lower case.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs

# say: takes what is said as its object, in any position (`said`, `argued`).
# judge: names something with quoted words (`called it “a farce”`); never beside direct speech.
# manner: tells how it sounded (`laughed`); only beside direct speech.
Group: TypeAlias = Literal["say", "judge", "manner"]
Form: TypeAlias = Literal["base", "present", "past", "participle"]

# Base, third person, past and -ing form. A past participle that differs counts as no cue.
_SAY: Final = """
say says said saying
tell tells told telling
add adds added adding
ask asks asked asking
reply replies replied replying
respond responds responded responding
answer answers answered answering
state states stated stating
announce announces announced announcing
declare declares declared declaring
explain explains explained explaining
note notes noted noting
remark remarks remarked remarking
comment comments commented commenting
observe observes observed observing
argue argues argued arguing
claim claims claimed claiming
insist insists insisted insisting
assert asserts asserted asserting
contend contends contended contending
maintain maintains maintained maintaining
allege alleges alleged alleging
affirm affirms affirmed affirming
reaffirm reaffirms reaffirmed reaffirming
reiterate reiterates reiterated reiterating
repeat repeats repeated repeating
stress stresses stressed stressing
emphasize emphasizes emphasized emphasizing
emphasise emphasises emphasised emphasising
underline underlines underlined underlining
underscore underscores underscored underscoring
warn warns warned warning
caution cautions cautioned cautioning
admit admits admitted admitting
concede concedes conceded conceding
acknowledge acknowledges acknowledged acknowledging
confess confesses confessed confessing
confirm confirms confirmed confirming
deny denies denied denying
counter counters countered countering
retort retorts retorted retorting
rejoin rejoins rejoined rejoining
object objects objected objecting
protest protests protested protesting
complain complains complained complaining
lament laments lamented lamenting
write writes wrote writing
tweet tweets tweeted tweeting
retweet retweets retweeted retweeting
blog blogs blogged blogging
post posts posted posting
text texts texted texting
continue continues continued continuing
conclude concludes concluded concluding
begin begins began beginning
recall recalls recalled recalling
recount recounts recounted recounting
reflect reflects reflected reflecting
remember remembers remembered remembering
suggest suggests suggested suggesting
propose proposes proposed proposing
predict predicts predicted predicting
forecast forecasts forecasted forecasting
urge urges urged urging
advise advises advised advising
recommend recommends recommended recommending
demand demands demanded demanding
order orders ordered ordering
instruct instructs instructed instructing
plead pleads pleaded pleading
beg begs begged begging
promise promises promised promising
vow vows vowed vowing
pledge pledges pledged pledging
swear swears swore swearing
threaten threatens threatened threatening
testify testifies testified testifying
report reports reported reporting
reveal reveals revealed revealing
disclose discloses disclosed disclosing
mention mentions mentioned mentioning
clarify clarifies clarified clarifying
elaborate elaborates elaborated elaborating
inform informs informed informing
assure assures assured assuring
reassure reassures reassured reassuring
remind reminds reminded reminding
agree agrees agreed agreeing
disagree disagrees disagreed disagreeing
proclaim proclaims proclaimed proclaiming
pronounce pronounces pronounced pronouncing
profess professes professed professing
boast boasts boasted boasting
quip quips quipped quipping
joke jokes joked joking
muse muses mused musing
opine opines opined opining
wonder wonders wondered wondering
inquire inquires inquired inquiring
enquire enquires enquired enquiring
interject interjects interjected interjecting
interrupt interrupts interrupted interrupting
exclaim exclaims exclaimed exclaiming
hint hints hinted hinting
imply implies implied implying
think thinks thought thinking
believe believes believed believing
feel feels felt feeling
hope hopes hoped hoping
fear fears feared fearing
"""

_MANNER: Final = """
shout shouts shouted shouting
yell yells yelled yelling
cry cries cried crying
scream screams screamed screaming
whisper whispers whispered whispering
mutter mutters muttered muttering
murmur murmurs murmured murmuring
mumble mumbles mumbled mumbling
snap snaps snapped snapping
scoff scoffs scoffed scoffing
sneer sneers sneered sneering
gush gushes gushed gushing
rave raves raved raving
enthuse enthuses enthused enthusing
growl growls growled growling
bark barks barked barking
laugh laughs laughed laughing
chuckle chuckles chuckled chuckling
smile smiles smiled smiling
grin grins grinned grinning
sigh sighs sighed sighing
sob sobs sobbed sobbing
shrug shrugs shrugged shrugging
nod nods nodded nodding
chant chants chanted chanting
sing sings sang singing
read reads read reading
go goes went going
"""

_JUDGE: Final = """
call calls called calling
describe describes described describing
label labels labeled labeling
label labels labelled labelling
brand brands branded branding
dub dubs dubbed dubbing
term terms termed terming
deem deems deemed deeming
characterize characterizes characterized characterizing
characterise characterises characterised characterising
portray portrays portrayed portraying
denounce denounces denounced denouncing
condemn condemns condemned condemning
criticize criticizes criticized criticizing
criticise criticises criticised criticising
blast blasts blasted blasting
slam slams slammed slamming
attack attacks attacked attacking
mock mocks mocked mocking
ridicule ridicules ridiculed ridiculing
decry decries decried decrying
deride derides derided deriding
blame blames blamed blaming
accuse accuses accused accusing
dismiss dismisses dismissed dismissing
reject rejects rejected rejecting
praise praises praised praising
hail hails hailed hailing
laud lauds lauded lauding
tout touts touted touting
welcome welcomes welcomed welcoming
thank thanks thanked thanking
cite cites cited citing
"""


@attrs.frozen
class Cue:
    """One form of a cue verb."""

    lemma: str
    form: Form
    group: Group


_FORMS: Final[tuple[Form, ...]] = ("base", "present", "participle", "past")


def _read(table: str, group: Group) -> dict[str, Cue]:
    """Read the rows of a table; a form that is both (`read`) counts as the past."""
    cues = {}
    for row in table.strip().splitlines():
        base, present, past, participle = row.split()
        for form, word in zip(_FORMS, (base, present, participle, past), strict=True):
            cues[word] = Cue(base, form, group)
    return cues


CUES: Final = _read(_JUDGE, "judge") | _read(_MANNER, "manner") | _read(_SAY, "say")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The cue that is no verb.
ACCORDING: Final = ("according", "to")

PRONOUNS: Final = _words("i you he she it we they who")
DETERMINERS: Final = _words("a an the this that these those my your his her its our their another each every")
QUANTIFIERS: Final = _words("one two some many most several few both all others half none either neither")
AUXILIARIES: Final = _words(
    "has have had having will would can could may might shall should must do does did to also"
    " then later once first now again often still just even recently previously earlier"
    " reportedly"
)
NEGATIONS: Final = _words("not never n't nor didn't doesn't don't hasn't haven't hadn't wouldn't won't")
BE: Final = _words("is are was were be been being am isn't wasn't aren't weren't")

CONJUNCTIONS: Final = _words("and but or so yet nor")
SUBORDINATORS: Final = _words(
    "that which who whom whose when where while because if as although though since whether"
    " until unless after before once than how why what"
)
PREPOSITIONS: Final = _words(
    "of in on at by for from with about to into over under during through between against"
    " without within among amid toward towards upon near outside inside via per like despite"
    " following across behind off out up down around"
)
# An attribution may name these after a common noun: `a spokesman for the ministry`.
LINKS: Final = _words("for at from with in on")
TIMES: Final = _words(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight"
    " later earlier recently ago last next there here then now again afterward afterwards"
)
# What is said, not who says it: a name after one of these begins a phrase of its own.
UTTERANCES: Final = _words(
    "statement interview email e-mail letter post tweet speech report release conference"
    " message remarks testimony phone telephone court twitter facebook response reply briefing"
)
PEOPLE: Final = _words("people police men women")

# Verbs whose past a regular ending does not betray.
IRREGULAR: Final = _words(
    "made held took gave went came got saw found kept left lost met paid put ran sat sent spoke"
    " spent stood took turned went won wore drew fell flew grew heard knew led let rose sold"
    " sought struck taught threw became began broke brought bought built chose cut drove fought"
    " hit laid lay set shot shook understood"
)
# A phrase neither begins with one of these nor runs on over it.
STOPS: Final = (
    CONJUNCTIONS | SUBORDINATORS | PREPOSITIONS | AUXILIARIES | NEGATIONS | BE | TIMES | IRREGULAR
) - _words("first")
