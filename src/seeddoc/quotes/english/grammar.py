"""Noun phrases of English news prose, as regular expressions over the tags of words (see `words`).

    phrase      = core [parenthesis] { link core [parenthesis] }
    core        = pronoun | [quantifier] [determiner] { word } [possessive core]
    link        = "of" | "and" between nouns | a preposition after a noun
    subject     = phrase { apposition } [relative clause]      before its verb
    described   = phrase [what describes it] [relative clause] after its verb

Every repetition is bounded or possessive, so that no text makes a match take long.
"""

from __future__ import annotations

from typing import Final

# A word inside a phrase. One in -ed stands before its noun and not after it (`a retired mayor`, not
# `Smith laughed`); one that could be a verb is a noun before a noun (`state Senator Verma`).
_WORD: Final = (
    r"(?:(?<!U)N|(?![q#]l)[n#q*U]|(?<=[Nn#])\.(?!\))|(?<![NnpTmhbxkawcU)])[BKH](?=[nN])"
    r"|(?<![Nnp])[egEDjL](?=[aegNnq#U])|(?<=[dq'aeg])a(?=[aegNnqU#])|(?<=N)Q(?=N))"
)
# The first of a phrase; no name goes on from `statement` or `report`: `in a statement Verma said`.
_FIRST: Final = rf"(?:N|{_WORD})"
_LEAD: Final = r"(?:q(?:iq|fd|d)?|d)?"
# Also `the accused`, `another` and `several` by themselves.
_ALONE: Final = r"d[nN]*[PMWSe](?![dNpo])|d(?=[SPMWJ|w]|,[weiN]|$)|d?q"
# `’s first five questioners`
_OWNED: Final = rf"(?:'(?:aq)?+{_WORD}{{1,30}}+)"
_CORE: Final = (
    rf"(?:p|(?<=f)[q#]l|{_LEAD}{_FIRST}{_WORD}{{0,30}}+{_OWNED}{{0,4}}+(?:(?<=[Nn])'(?=[,i]))?"
    rf"|(?<=f)[oQ]|{_ALONE})"
)
_PARENTHESIS: Final = r"(?:\([^()|QFY]{1,9}\))?+"
_LINKS: Final = r"f|(?:(?<=n)|(?<![^|]N)(?<=N))T(?=[dqN])|(?<=[Nn)])c(?=[dqNn])(?![^,|]{0,12}(?<=c)p)"
_LINK: Final = rf"(?:{_LINKS}|(?<=[nNUq])i(?!l|d?U))"
# After a verb, what follows a name says where: `said Verma in Leeds`.
_LINK_AFTER: Final = rf"(?:{_LINKS}|(?<=[nU])i(?!l|d?U))"

# A noun phrase, with what belongs to it.
PHRASE: Final = rf"(?:{_CORE}{_PARENTHESIS}(?:{_LINK}{_CORE}{_PARENTHESIS}){{0,6}})"
_PHRASE_AFTER: Final = rf"(?:{_CORE}{_PARENTHESIS}(?:{_LINK_AFTER}{_CORE}{_PARENTHESIS}){{0,6}})"
# One that does not begin with a pronoun.
NAMED: Final = rf"(?:(?!p){PHRASE})"
# Before a possessive: `the mayor’s claim`.
OWNER: Final = r"(?:d?[aegnNq#.&]{1,8})"
APPOSITION: Final = rf"(?:,(?:(?:a?f(?=[dN])|a)?{NAMED}|#))"
# Whoever is named in full is introduced: what describes him may be long. Of a bare name, who is known already, it says
# more.
_IN_FULL: Final = r"(?:(?<=[Nnaq#gejif,.)'][Nn)])|(?<=N\.)|(?<=[,.]#))"
_NOT_BARE: Final = r"(?<!\AN)(?<![|QFYSPMWIJza]N)"
# A clause has a verb of its own: not `the trust, which Verma` and `the man who he` before `called`. Without a comma it
# tells which one is meant, and is as long as it is. No clause inside it has a subject of its own: not `Verma, who saw
# what Lind` before `called`.
_IN_CLAUSE: Final = "[^|;:QFY,s]"
_VERB: Final = "[vbhmexSPJIMW]"
_CLAUSE_END: Final = "(?<![ahmTx])"
_TOLD_END: Final = f"{_CLAUSE_END}(?<![srt,]p)"
_WHICH_CLAUSE: Final = rf"r[^|;:QFY]{{0,5}}?{_VERB}[^|;:QFY,]{{0,6}}?{_TOLD_END}"
# `who works`, `who Lind met`: alternatives begin with what they are told by, so that none is tried in vain.
_RELATIVE: Final = (
    rf"(?:w(?:(?![pNd]){_IN_CLAUSE}{{1,25}}?{_CLAUSE_END}|[pNd]{_IN_CLAUSE}{{0,4}}?{_VERB}{_IN_CLAUSE}{{0,18}}?{_TOLD_END})"
    rf"|{_IN_FULL},w(?![pNd])[^|;:QFY,s-]{{12,24}}?{_CLAUSE_END}Q?"
    rf"|{_NOT_BARE},w(?![pNd])[^|;:QFY,s]{{8,11}}?{_CLAUSE_END}Q?"
    rf"|,(?:w(?:(?![pNd]){_IN_CLAUSE}{{1,7}}?{_CLAUSE_END}Q?|[pNd]{_IN_CLAUSE}{{0,4}}?{_VERB}{_IN_CLAUSE}{{0,6}}?{_TOLD_END})"
    rf"|{_WHICH_CLAUSE})|{_WHICH_CLAUSE}"
    r"|[gGEL](?<=[nU].)[^|;:QFY,ckswtrSPJBIMWHbhmv]{1,8})"  # `the man calling himself Bobo`
)
# `Lind, Hale and Moss`
_LIST: Final = r"(?:(?<![iTN])N{1,4}(?:,N{1,4}){1,4},?cN{1,4})"
# What is put in between a subject and its verb: `, speaking in Leeds,` and `(pictured)`.
INSERTION: Final = (
    # A clause has a verb: not `, while Verma, the mayor,`.
    r"(?:,(?:[ogieGEDjawrTmyxLf]|s(?![dN][^bvhmSPJIMWeQ,]{0,6},)|v(?=[zia]{0,2}[yiTfl]))"
    r"(?:[^|;:FYQ]|Q(?!c)){0,60}?(?:,|Q(?![^ahSPIJMW]))"
    r"|,a?(?:i?[dq#]?n?l{1,3}a?){1,2},|,[eJjD]Q,?"
    r"|,S(?:[isyf][^|;:QFYSPJkcp,]{0,25}?|s[^|;:QFYSPJkc,]{0,25}?),"  # `, asked about the boats,`
    r"|-[^|QFY]{1,60}?-|\([^|QFY]{1,60}?\))"
)
# `has on Friday also`
AUXILIARIES: Final = r"(?:[ahmT]|i?d?l){0,8}+"

# Before its verb. A comma ends its appositions too, or it begins something else: `In a statement,
# Verma said`.
# `, a pilot hired to fly mail,`
_APPOSITIONS: Final = rf"(?:{APPOSITION}{{1,6}}+(?:(?=,?[wr]|,)|(?<=fQ)|[TgejiD][^|;:QFY,]{{1,20}}(?=,)))"
SUBJECT: Final = rf"(?:p|{_LIST}{_RELATIVE}?|{NAMED}{_APPOSITIONS}?(?:o|{_RELATIVE}(?:,N{{2,5}}(?:,#)?(?=,))?)?)"

# When, how and by what means something was said: `, by phone`, `, two weeks ago`, `, again`.
_ADVERBIAL: Final = r"[gilsTkpLEGwryC]|[q#]l|nl|a{1,3}(?:[|,ls]|i?dl|$)"
# After its verb. What describes it runs on until another clause or an adverbial begins.
_STOP: Final = rf"(?=,(?:[SP]|{_ADVERBIAL}|c[SPvJbhm])|,?[|;:QFY-]|s|\)|$)"
# `two officials briefed on the matter`
_BRIEFED: Final = r"(?<=n)[SD](?=id?[aegnNU]{1,4}+(?!c))"
_DESCRIPTION: Final = (
    rf"(?:(?:,(?![cQFYSPJMvbhm]|e[iytTsf]|{_ADVERBIAL})|(?<=n)[gej]|{_BRIEFED}|(?<=n)[GLE]o|(?<=n)T(?=[dNn#q])|(?<=n)t(?=[vbhmSP]))"
    rf"[^|;:QFYwr]{{0,60}}?(?:(?<=nf)[QF](?:d[^|;:QFYwr,]{{1,12}})?)?+(?<!f)(?={_STOP}|,?[wr]))"
)
# A clause that tells which one is meant is as long as it is. One between commas is no longer than some words: of a bare
# name a few, else a dozen, and as many as it has where it tells what somebody named in full does, not what happened to
# him.
_TELLS: Final = r"(?![am]*[SPB](?!x))"
_ACTS: Final = "(?!b[ax]*[eSDJjv])"
_ANY: Final = "(?:[^|;:QFY,]|(?<=#),(?=#))"
_WHO_COMMA: Final = (
    rf",w{_TELLS}{_ANY}{{1,7}}?|{_NOT_BARE},w{_TELLS}{_ANY}{{8,12}}?"
    rf"|{_IN_FULL},w{_TELLS}{_ACTS}(?:(?!-|c[rw]){_ANY}){{13,30}}?"
)
# An apposition may end it: `who works with Bo Lind, a pilot`.
_WHO: Final = (
    rf"(?:(?:w{_TELLS}{_ANY}{{1,30}}?|{_WHO_COMMA})"
    r"(?:(?<=N),a?[dn][^|;:QFY,SPJMvbhmGLEg]{1,9}(?=\|)|(?<=n),N{1,4}(?=\|))?+(?=,(?!#)|[|;:)-]|$))"
)
# Of the last noun of a description: `a clerk at the port, which is shut`.
_WHICH: Final = r"(?:,r[^|;:QFY,]{1,12}(?=\|))?+"
DESCRIBED: Final = rf"(?:p(?=[|,;:.)Qailfs-]|$)|(?!p){_PHRASE_AFTER}(?:{_DESCRIPTION}{_WHICH})?{_WHO}?)"

# What a rule is made of: a speaker before the verb, and what may stand between the two.
SPEAKER: Final = rf"(?P<speaker>{SUBJECT})"
GAP: Final = rf"(?:{INSERTION}|,)?{AUXILIARIES}"
