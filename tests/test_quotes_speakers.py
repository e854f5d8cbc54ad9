"""Canonical names of speakers: every article here is invented, and so is everybody in it."""

from __future__ import annotations

import re
import string
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeddoc.quotes.english import page, people, phrases
from seeddoc.quotes.english.naming import describe, fold, noun_gender
from seeddoc.quotes.english.page import Page
from seeddoc.quotes.english.phrases import read_phrase
from seeddoc.quotes.english.speakers import name_speakers
from seeddoc.quotes.language import Spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_MENTION = re.compile(r"\[\[(.*?)\|(.*?)\]\]")

# A mention is marked up with the name that it should have: `[[he|Ben Okoro]]` is the mention `he`.
# A single line break is a space, an empty line ends a paragraph.
ARTICLES = {
    "a firm of one word that nobody knows": """\
“We sell,” [[Corvex|Corvex]] said. “We must,” [[it|Corvex]] added.

[[The company|Corvex]] called the price “fair”. [[It|Corvex]] gave no date.
""",
    "a firm of one word that nobody knows, at last a school": """\
“We sell,” [[Corvex|Corvex]] said. [[The school|the school]] called it “sad”.
""",
    "a given name is no firm": """\
“We sell,” [[Tamsin|Tamsin]] said. [[The company|the company]] called the price “fair”.
""",
    "a titled name is no firm": """\
“We sell,” [[Mr. Okoro|Okoro]] said. “It sells,” [[it|it]] said.
""",
    "a firm is not meant two paragraphs on": """\
“We sell,” [[Corvex|Corvex]] said.

It rained.

“It sells,” [[it|it]] said.
""",
    "the only one named before anybody speaks": """\
The first thing Tamsin Vale did when she could walk again was to go and look at the hill.

It is not much of a hill, and it is steep. “I hated it,” [[she|Tamsin Vale]] says.
""",
    "nobody is named before anybody speaks": """\
It is not much of a hill. “I hated it,” [[she|she]] says.
""",
    "the only one named is not told of": """\
The family sued Bo Lind in May.

The mother of the boy was in court. “It is just,” [[she|she]] said.
""",
    "the only one named is a man": """\
It was the hill of Colin Vale. “I hated it,” [[she|she]] says.
""",
    "straight marks that the next paragraph opens again": """\
"That is fair," [[she|she]] said. "I would have written it in smaller letters.

"But I would have written it."

Ben Tso, a botanist, was wary of celebrating. [[He|Ben Tso]] said the flood could "take it all".
""",
    "a courtesy title means the same person after another has been named": """\
The trolley stood beside the door. His son, Keith Rudge, told the inspectors so.

“Dad never complained,” said [[Mr Rudge, 59, a driver|Keith Rudge]].

Leonard Rudge died later. Asked whether that was enough, Mr Rudge paused.

“No,” [[he|Keith Rudge]] said.
""",
    "of two with a surname the one who is named first": """\
Ines Carrow ran the race of her life on Sunday.

“I saw nothing,” said [[Rosa Carrow|Rosa Carrow]], her mother.

“She missed it,” [[Carrow|Ines Carrow]] said.
""",
    "the narration about one of two with a surname": """\
Ines Carrow ran the race of her life on Sunday.

“I saw nothing,” said [[Doug Carrow|Doug Carrow]], her father.

“I came second,” said [[Yuna Takemori|Yuna Takemori]].

Carrow planned to sleep. “I won,” [[she|Ines Carrow]] said.
""",
    "what stands before a pronoun in its own clause": """\
His opposite number, Didier Falke, was furious. “No,” [[Falke|Didier Falke]] said.
The referee, [[he|Didier Falke]] added, had been “late”.
""",
    "whom a pronoun goes on about, with an unknown given name": """\
[[Municipal commissioner R. Sudhakaran|R. Sudhakaran]] said it was “dry”.

Opposition corporator Meenal Tambekar rejected that. [[She|Meenal Tambekar]] said it was “wet”.
""",
    "an association by what it is": """\
The Association of Freight Carriers said that it was sorry. “We are,”
[[the group|the Association of Freight Carriers]] said.
""",
    "a person who is told of is no firm": """\
[[Acme Foods|Acme Foods]] said it was “done”.

His wife left. [[The company|Acme Foods]] said it was “late”.
""",
    "one of several firms": """\
One of the vendors, Brightpath Solutions, has denied that. In an email,
[[the company|Brightpath Solutions]] said it was “done”.
""",
    "it for a firm of the sentence before": """\
The ferry group Castleway Lines is to be sold. Castleway has struggled.
[[It|Castleway Lines]] said there was “some doubt”.
""",
    "a firm behind what it is": """\
[[The mill’s owner, Brandt & Cray|Brandt & Cray]], said it was “grateful”.
""",
    "surname, courtesy title and pronoun": """\
“We go,” said [[Colin Farrow|Colin Farrow]]. “We go,” [[he|Colin Farrow]] said.

“No,” said [[Farrow|Colin Farrow]].

“No,” said [[Mr. Farrow|Colin Farrow]].
""",
    "an office before the name": """\
Secretary of State Mark Ould left.

“We are late,” said [[Ould|Mark Ould]].
""",
    "an office before the name of a pronoun": """\
The ferry took Secretary of State Mark Ould, [[who|Mark Ould]] said it was “late”.
""",
    "an institution's office": """\
[[Council of Ministers President Luc Roy|Luc Roy]] said: “We wait.”

“No,” said [[the Friends of Senator Bo Ray|the Friends of Senator Bo Ray]].
""",
    "what a person is, and the name": """\
[[Her opponent, Alan Pike|Alan Pike]], said: “We wait.”

[[Her shadow, Asha Verma|Asha Verma]], said: “We go.”

[[The judge, Mr Justice Hale|Hale]], said: “No.” “We wait,” [[he|Hale]] said.
""",
    "a person as he is": """\
[[A sobbing Maria Lopez|Maria Lopez]] said: “They took it.”

“They took it,” said [[a tall stranger|a tall stranger]].
""",
    "a list with a clause": """\
“We sell,” said [[Ann Lee, Bo Ray and Carl Dow, who own the mill|Ann Lee, Bo Ray and Carl Dow]].
""",
    "a relative at the head of the sentence": """\
Colin Farrow shook his head. His wife nodded. “We had no time,” [[she|his wife]] said.
""",
    "a noun with a verb, and one with an owner": """\
The forewoman, who asked for no name, rose. “We were split,” [[she|the forewoman]] said.

Asha Verma is losing her hearing. Her doctor has told her so. “I have two years,” [[she|Asha Verma]] said.
""",
    "who tells in the middle of a sentence": """\
Two are dead, including a child, the county sheriff, Marcus Bell, said. “It is over,” [[he|Marcus Bell]] said.

There was laughter when Jo Pennant of Pune said no. “Not yet,” [[she|Jo Pennant]] said.
""",
    "a sister after what she wrote": """\
[[Ruth Callan|Ruth Callan]] said: “No.”

In a statement read in court, Mr Spurling’s sister, Catherine Hale, spoke for her family. He “died at sea”,
[[she|Catherine Hale]] wrote.
""",
    "an object that the next sentence goes on about": """\
On the second day we met Professor Odran Moss in Leeds. He retired in May. “I keep still,” [[he|Odran Moss]] said.
""",
    "a person by the pronoun after the name": """\
On a raw morning Zorka Lind lay on her back under the bridge. “It lies,” [[she|Zorka Lind]] said.

In the spring of 2019 Zorka Lind left her town. “I had to,” [[she|Zorka Lind]] said.
""",
    "titles end no sentence": """\
[[Ann Roe|Ann Roe]] said: “No.”

The Rev. Thomas Achebe rose in the rain. Outside, in a light rain, Ms. Moss read a card. “We go,” [[she|Moss]] said.

The Rev. Thomas Achebe rose. “I forgive,” [[he|Thomas Achebe]] said.
""",
    "an object that a pronoun does not fit": """\
On the second day we met Ben Moss in Leeds. She retired in May. “I keep still,” [[she|she]] said.
""",
    "streets are nobody": """\
The alarm goes and Hannah Lind is out, down Foundry Street. She has done so for years. “I run,”
[[she|Hannah Lind]] says.
""",
    "what is no person at the head": """\
[[Ann Roe|Ann Roe]] waited. The very old grey boat sank. “No,” [[she|Ann Roe]] said.
""",
    "a name in the middle of the last sentence": """\
“No,” said [[Greg Moss|Greg Moss]].

A second hearing will be held at Lowell, where the pupil Zeno Lind has put down his remarks. “My gran went
here,” [[he|Zeno Lind]] said.
""",
    "where an article comes from": """\
PORTLAND, Maine — Zork Barrow missed his shots and, as [[he|Zork Barrow]] put it, “stopped”.
""",
    "a noun that stands for somebody before": """\
[[Ann Roe|Ann Roe]] said: “No.”

The finance chief Lena Brandt said it would cost. The former banker spoke of debt. “We are fine,”
[[she|Lena Brandt]] said.

His second wife, the singer Delphine Royce, came. “He hummed,” [[she|Delphine Royce]] said.
""",
    "what is no institution": """\
Ben Moss said it was over. “We lost,” [[the firm|the firm]] said.

Alex Moss said it was over. “We lost,” [[the agency|the agency]] said.

[[Det Con Asha Verma|Asha Verma]] said: “No.”

It rained. Boats sank. “We lost,” [[the club|the club]] said.
""",
    "where somebody is from": """\
Marco Bellini needed a par. “It was the wind,” said [[the Italian|Marco Bellini]].
""",
    "the last before a courtesy title": """\
Callum Baines was struck by a train. His parents, Steven and Joanna Baines, held hands. Outside, [[Mr
Baines|Steven Baines]] said it was “a nuisance”. “We go,” [[he|Steven Baines]] said.
""",
    "a sentence that goes on about an object": """\
“I was relieved,” said [[the younger sister|the younger sister]].

What helped was a letter from Margaret Pell. [[She|Margaret Pell]] wrote that she was “too old”.
""",
    "the last before a courtesy title that is no speaker": """\
Callum Baines was struck by a train. His parents, Steven and Joanna Baines, wept.

[[Ann Baines|Ann Baines]] said: “No.”

Mr. Baines was asked for more. “We go,” [[he|Steven Baines]] said.
""",
    "where somebody is from before the name": """\
It was tight for American Cody Vance. Vance had set the target. “I came to learn,” [[he|Cody Vance]] said.
""",
    "an institution that spoke": """\
[[Larkspur Capital|Larkspur Capital]] said it was “late”.

“We see no end,” [[the hedge fund|Larkspur Capital]] said.
""",
    "a husband who coaches": """\
[[Ann Roe|Ann Roe]] won. Her coach and husband, Pavel Roe, spoke. “It matters,” [[he|Pavel Roe]] said.
""",
    "a name in an apposition": """\
It was cold, it was wet, and it was late when a graduate of Acme College, Zeno Abara, told a court that he was
poor. “I was,” [[he|Zeno Abara]] said.
""",
    "what is named two paragraphs before": """\
The rabbit stepped off and then Hannah Moss was chasing a light.

She caught it.

“I heard it,” [[she|Hannah Moss]] said.
""",
    "by a surname alone": """\
The winger Zeno Moala scored. Moala was also wise. “That is that,” [[he|Zeno Moala]] said.
""",
    "the wife of a man with a full name": """\
Trevor Lumb drove a bus. “He was fine,” said [[Mrs Lumb|Mrs Lumb]].
""",
    "what a sign says": """\
She held a card [[that|a card]] read “Go”. They wore stickers [[that|that]] read “Stay”.
""",
    "places, firms and works that a pronoun follows": """\
“It rises,” [[Asha Verma|Asha Verma]] said.

Nine boats left Cedar Rapids on Friday. [[She|Asha Verma]] added: “We wait.”

She works for Acme Foods. [[She|Asha Verma]] said: “We wait.” She directed the film Silent Harbor. [[She|Asha
Verma]] said: “We go.”
""",
    "places and people that are no institutions": """\
Zorba Keller quit on Monday. “We regret it,” [[the company|the company]] said.

“I quit,” [[Zorba Keller|Zorba Keller]] said. “We regret it,” [[the company|the company]] said.

Boats sank. Palm Harbor saw floods. “We regret it,” [[the company|the company]] said.
""",
    "two countries": """\
Erik Lind beat Marco Rossi. “I won,” [[the Swede|Erik Lind]] said.

“I lost,” [[the Italian, Marco Rossi,|Marco Rossi]] said. “It was fun,” [[the Canadian|the Canadian]] said.
“It is over,” said [[the Finn|the Finn]]. “It is,” said [[the Pole|the Pole]].
""",
    "an epithet of two": """\
Ben Okoro scored. “I ran,” [[the striker|Ben Okoro]] said.

Carl Lind scored in the second game. “I ran, too,” [[the striker|Carl Lind]] said.
""",
    "a surname of two": """\
John Lind left. “It is over,” [[Mr. Lind|John Lind]] said.

His son, Ben Lind, came. “It is on again,” [[Mr. Lind|John Lind]] said.
""",
    "honours behind a name": """\
[[Helena Marsh KC|Helena Marsh]] said: “No.” “Never,” said [[Miss Marsh|Helena Marsh]].

[[Her brother, guitarist Mike Moss,|Mike Moss]] said: “No.”
""",
    "a person in the middle whom a clause describes": """\
It is cold on the mountain, and Dr Ben Moss, who has been here since four, is wearing two hats. “It is,”
[[he|Ben Moss]] says.
""",
    "what is somebody's inside a sentence": """\
“No,” said [[Gary Moss|Gary Moss]].

It would not cover Ben Lind’s wages. [[He|Gary Moss]] said it was “late”.
""",
    "two given names and one": """\
Tasha and Zog Dufresne left. “Five,” [[Tasha|Tasha]] said.

Pune met. [[Pune|Pune]] said: “No.”
""",
    "whom only a given name names": """\
“No,” says [[Rosalind|Rosalind]]. “Yes,” [[Harriet Moss|Harriet Moss]] says.

Rosalind took her feet off. “We go,” [[she|Rosalind]] says.
""",
    "his wife has the surname, too": """\
Zeno Moss lost. Moss left with his wife. “They have spoken,” [[he|Zeno Moss]] said.

[[Barbara Moss|Barbara Moss]] said: “No.”
""",
    "an unknown name before a noun": """\
Acme Grand Foods cut jobs. “We pay,” [[Acme|Acme Grand Foods]] said.
""",
    "the first of a name": """\
Its chair, Bridget Moss, wept. “We swim,” [[Moss|Bridget Moss]] said.

[[Her husband, David Moss,|David Moss]] said it was “weak tea”.
""",
    "a couple's surname": """\
Tasha and Brian Dufresne had backed in. “Row five,” [[Tasha|Tasha Dufresne]] said. “Six,” [[Brian|Brian Dufresne]] said.
""",
    "a given name that is not known": """\
Zorka Moss came early. “I go,” [[Zorka|Zorka Moss]] said. The staff like Moss.

Acme Foods paid. “We pay,” [[Acme|Acme Foods]] said.
""",
    "an agent in another paragraph": """\
“I wait,” [[Ann Roe|Ann Roe]] said.

[[An agent|an agent]] described her as “late”.

“I do,” [[she|Ann Roe]] said.
""",
    "epithets": """\
Dean Farrant came off the bench. “I ran,” said [[Farrant|Dean Farrant]].

[[The 29-year-old|Dean Farrant]] was “gutted”.

For Denise Moss, 58, who was ill, it came late. “I was tired,” [[the grandmother of three|Denise Moss]] said.
“Very,” [[the grandmother of three|Denise Moss]] said.

[[Steve Garrity, the coach,|Steve Garrity]] was “glad”. “We go on,” [[the striker|the striker]] said.

Across the road, the baker Zorka Walsh gave bread away. “It must go,” [[the 34-year-old|Zorka Walsh]] said.

On Friday, police told Zorka Moss to wait. “I will,” [[the singer|the singer]] said.
""",
    "an institution after what it is": """\
The ferry’s operator, Westmere, gave in. “We pay,” [[the company|Westmere]] said.
""",
    "epithets of institutions": """\
Westmere said it was sorry. “There is more to do,” [[the company|Westmere]] said.

[[The Harbour Union|the Harbour Union]] was “sad”. “We lost,” [[the group|the Harbour Union]] said.

It rained.

It was late.

Nobody came. “We lost,” [[the club|the club]] said.
""",
    "role by apposition": """\
[[Colin Farrow, the former Kelby coach,|Colin Farrow]] said: “A.”

“B,” said [[the former Kelby coach|Colin Farrow]].

“C,” said [[the coach|the coach]].
""",
    "full name later in the text": """\
“Early,” said [[Farrow|Colin Farrow]].

The chairman praised Colin Farrow on Monday.
""",
    "full name earlier in the text": """\
The award went to former coach Colin Farrow.

“Late,” said [[Farrow|Colin Farrow]].
""",
    "mayor by apposition": """\
[[Asha Verma, the mayor of Pune|Asha Verma]], said: “A.”

“B,” said [[the mayor|Asha Verma]]. “C,” [[she|Asha Verma]] said.
""",
    "mayor by title": """\
[[Mayor Asha Verma|Asha Verma]] said: “A.”

“B,” [[the mayor|Asha Verma]] said.
""",
    "mayor by title in the text": """\
Mayor Asha Verma opened the bridge.

“B,” [[the mayor|Asha Verma]] said.
""",
    "mayor by apposition in the text": """\
“B,” [[the mayor|Asha Verma]] said.

The mayor, Asha Verma, opened the bridge.
""",
    "mayor by apposition after the name in the text": """\
Asha Verma, 45, the new mayor, opened the bridge. “B,” [[the mayor|Asha Verma]] said.
""",
    "senator": """\
[[Sen. Ben Okoro (R-Iowa)|Ben Okoro]] said: “A.”

“B,” said [[Sen. Okoro|Ben Okoro]]. “C,” said [[the senator|Ben Okoro]].
""",
    "one man, another man": """\
“A,” said [[one man|one man]].

“B,” said [[One man|one man]].

“C,” said [[another man|another man]].

“D,” said [[the man|the man]].
""",
    "noun without its apposition": """\
“A,” said [[one man, a farmer from the north|one man]].

“C,” said [[the man|one man]]. “D,” [[he|one man]] said.
""",
    "acronym in the text": """\
The World Health Organization (WHO) met in Geneva.

[[The WHO|the World Health Organization (WHO)]] said: “A.” [[It|the World Health Organization (WHO)]] added:
“B.”

“C,” said [[the World Health Organization|the World Health Organization (WHO)]].
""",
    "ministry in the text": """\
The Ministry of Health met.

[[The ministry|the Ministry of Health]] said: “A.”
""",
    "ministry among the speakers": """\
[[The Ministry of Health|the Ministry of Health]] said: “A.”

The Ministry of Defence disagreed.

“B,” said [[the ministry|the Ministry of Health]].
""",
    "two ministries in the text": """\
The Ministry of Health and the Ministry of Defence met.

“B,” said [[the ministry|the ministry]].
""",
    "transcript": """\
WALPOLE rose.

[[WALPOLE|Chris Walpole]]: I am here. Chris Walpole reports.

[[I|I]] said: “no”.
""",
    "subject of the sentence before": """\
[[Colin Farrow|Colin Farrow]] said: “A.”

Mark Cole took over in May. “It was hard,” [[he|Mark Cole]] said.
""",
    "subjects by gender": """\
[[Colin Farrow|Colin Farrow]] said: “A.” Mary Cole nodded.

“It was hard,” [[he|Colin Farrow]] said.

“It was hard,” [[she|Mary Cole]] said.
""",
    "nearest woman": """\
[[Asha Verma|Asha Verma]] said: “A.” [[Colin Farrow|Colin Farrow]] said: “B.”

“C,” [[she|Asha Verma]] said.
""",
    "they": """\
[[Residents|residents]] said: “A.” “B,” [[they|residents]] said.
""",
    "nothing to refer to": """\
“A,” [[he|he]] said. “B,” [[they|they]] said. “B,” [[it|it]] said. “C,” [[she|she]] said.
""",
    "who after a name": """\
“A,” said Asha Verma, [[who|Asha Verma]] added “B”.
""",
    "who after a noun": """\
“A,” said the man [[who|the man]] added “B”.
""",
    "namesakes, one speaks": """\
[[Hilda Cole|Hilda Cole]] said: “A.” Her husband, Bernard Cole, agreed.

“B,” said [[Cole|Hilda Cole]]. “C,” said [[Mr. Cole|Bernard Cole]].
""",
    "namesakes both speak": """\
[[Colin Farrow|Colin Farrow]] said: “A.” [[Mark Farrow|Mark Farrow]] said: “B.”

“C,” said [[Farrow|Colin Farrow]]. “D,” said [[Mark|Mark Farrow]].
""",
    "Mr. and Mrs.": """\
[[Mr. Farrow|Mr. Farrow]] said: “A.” [[Mrs. Farrow|Mrs. Farrow]] said: “B.”
""",
    "Mr. and no full name": """\
[[Mr. Farrow|Farrow]] said: “A.” [[Farrow|Farrow]] said: “B.”
""",
    "Secretary of State": """\
[[Secretary of State Ben Okoro|Ben Okoro]] said: “A.”

“B,” said [[Secretary Okoro|Ben Okoro]].
""",
    "the spokesman of a ministry": """\
[[A spokesman for the Ministry of Health|a spokesman for the Ministry of Health]] said: “A.”

“B,” said [[the spokesman|a spokesman for the Ministry of Health]].
""",
    "two speakers together": """\
[[Colin Farrow and Mark Cole|Colin Farrow and Mark Cole]] said: “A.”

“B,” said [[Farrow and Cole|Colin Farrow and Mark Cole]]. “C,” [[they|Colin Farrow and Mark Cole]] said.
""",
    "nicknames": """\
[[Joseph Bellamy|Joseph Bellamy]] said: “A.” [[Joe Bellamy|Joseph Bellamy]] said: “B.” [[Bellamy|Joseph
Bellamy]] said: “C.”
""",
    "pope": """\
[[Pope Clement|Pope Clement]] said: “A.” [[Clement|Pope Clement]] said: “B.” [[The pope|Pope Clement]] said:
“C.”
""",
    "particles": """\
[[Ursula von der Heyde|Ursula von der Heyde]] said: “A.” [[Von der Heyde|Ursula von der Heyde]] said: “B.”

“C,” said [[von der Heyde|Ursula von der Heyde]].
""",
    "unknown given name, age": """\
Okechukwu Bello, 45, took over in May. “It was hard,” [[he|Okechukwu Bello]] said.
""",
    "gender from the clause": """\
[[Okechukwu Bello|Okechukwu Bello]] said in her office: “A.” [[Asha Verma|Asha Verma]] said: “B.”

[[Bello|Okechukwu Bello]] laughed: “C.” “D,” [[he|he]] said. “E,” [[she|Okechukwu Bello]] said.
""",
    "firm as subject": """\
Golding Stark fell. “It was hard,” [[he|he]] said.
""",
    "role before the name": """\
[[The mayor of Pune, Asha Verma,|Asha Verma]] said: “A.” [[Verma|Asha Verma]] said: “B.” [[She|Asha Verma]]
said: “C.”
""",
    "wife by apposition": """\
[[His wife, Mary,|Mary]] said: “A.” “B,” [[she|Mary]] said. “B,” [[Mary|Mary]] said.
""",
    "gender from a role": """\
[[Actress Okechukwu Bello|Okechukwu Bello]] said: “A.” [[Ben Okoro|Ben Okoro]] said: “B.”

“B,” [[she|Okechukwu Bello]] said.
""",
    "given surname order": """\
[[Bo Jinlan|Bo Jinlan]] said: “A.” [[Bo|Bo Jinlan]] said: “B.” [[President Bo|Bo Jinlan]] said: “C.”
""",
    "middle initial, capitals, possessive": """\
[[Roland Pryce|Roland Pryce]] said: “A.” [[President Roland J. Pryce|Roland Pryce]] said: “B.” [[PRYCE|Roland
Pryce]]: C. [[Pryce’s|Roland Pryce]] “B”.
""",
    "police": """\
[[Police|police]] said: “A.” “B,” [[the police|police]] said. “They run,” [[they|police]] said.
""",
    "no full name": """\
[[Verma|Verma]] said: “A.” Verma Steel agreed. Replacing Verma is hard. When Verma left. New York Verma.
""",
    "pronoun before any name": """\
[[He|he]] said: “A.” Colin Farrow said no.
""",
    "subject after a comma": """\
On Monday, Asha Verma opened the bridge. “A,” [[she|Asha Verma]] said.
""",
    "subject after a role": """\
The actor Ben Okoro opened the bridge. “A,” [[he|Ben Okoro]] said.
""",
    "names in the quotation": """\
Ben Okoro arrived. “Mark Cole is great,” [[he|Ben Okoro]] said.
""",
    "names in British marks": """\
Ben Okoro arrived. ‘Mark Cole is great. Colin Farrow isn’t,’ [[he|Ben Okoro]] said.
""",
    "two forms of a ministry": """\
[[The Health Ministry|the Health Ministry]] said: “A.” [[The Ministry of Health|the Health Ministry]] said: “B.”
[[The ministry|the Health Ministry]] said: “C.”
""",
    "company named later": """\
[[The company|Foo Inc.]] said: “A.” [[Foo Inc.|Foo Inc.]] said: “A.”
""",
    "company": """\
[[Foo Inc.|Foo Inc.]] said: “A.” [[The company|Foo Inc.]] said: “A.” “B,” [[it|Foo Inc.]] said.
""",
    "surname and role": """\
[[Verma, the mayor,|Asha Verma]] said: “A.” Asha Verma came. “B,” said [[the mayor|Asha Verma]].
""",
    "former mayor": """\
[[Ben Okoro, a former mayor,|Ben Okoro]] said: “A.” “B,” said [[the mayor|the mayor]]. “C,” said [[the former
mayor|Ben Okoro]].
""",
    "a firm by its first word": """\
Acme Foods Corp., which bakes, shut a mill. [[Acme|Acme Foods Corp.]] said: “A.” [[The union|the union]] said: “B.”
[[The company|Acme Foods Corp.]] said: “C.”
""",
    "no firm by a first word": """\
Acme lies by the sea, and Acme Foods by the road. [[Acme|Acme]] said: “A.”
""",
    "a senator, and the senator": """\
A senator came, and Asha Verma left. [[The senator|a senator]] said: “A.”
""",
    "no senator, and the senator": """\
No senator came, and Asha Verma left. [[The senator|the senator]] said: “A.”
""",
    "firms and surnames": """\
Lind Foods sued Ms. Lind. [[Lind|Lind]] said: “A.” China Steel cut jobs. [[China|China]] said: “B.” He left Acme Foods.
[[Acme|Acme Foods]] said: “C.” John Deere Capital sued. [[Deere|Deere]] said: “D.”
""",
    "a noun before a noun is nobody": """\
A driver’s licence was lost, and a city doctor wept for a clerk from Leeds. [[The driver|the driver]] said: “A.”
[[The clerk|a clerk from Leeds]] said: “A judge sat.” [[The judge|the judge]] said: “C.”
""",
    "the president of another country": """\
LEEDS — President Harold Whit came. [[French President Pascal Lemoine|Pascal Lemoine]] said: “A.” [[The
president|Harold Whit]] said: “B.”
""",
    "of two who speak, the one of another country": """\
[[President Harold Whit|Harold Whit]] said: “A.” [[French President Pascal Lemoine|Pascal Lemoine]] said: “B.” [[The
president|Harold Whit]] said: “C.”
""",
    "two presidents of no country": """\
President Harold Whit met President Pascal Lemoine. [[The president|the president]] said: “A.”
""",
    "an institution that narration is about": """\
The White House said that all was late. In a statement, [[it|the White House]] said: “A.”
""",
    "somebody himself": """\
[[Ben Okoro|Ben Okoro]] said: “A.” “B,” said [[Okoro himself|Ben Okoro]].
""",
    "one of a kind, and the one": """\
A senior port official, who asked not to be named, said that all was late. “A,” [[the official|a senior port official]]
said.
""",
    "two of a kind, and the one": """\
A senior official met another official. “A,” [[the official|the official]] said.
""",
    "a former one is not the one": """\
A former official left. “A,” [[the official|the official]] said.
""",
    "officials are not the official": """\
An officials’ meeting ended. “A,” [[the official|the official]] said.
""",
    "the only one named, by party": """\
There is shame, and there is Sen. Brock Tilling. [[The Oslo Republican|Brock Tilling]] said: “A.”
""",
    "one of several named, by party": """\
It rained on Brock Tilling and on Asha Verma. [[The Oslo Republican|the Oslo Republican]] said: “A.”
""",
    "another party": """\
[[Brock Tilling, a Democrat|Brock Tilling]], said: “A.” “B,” [[the Republican|the Republican]] said.
""",
    "his party": """\
[[Brock Tilling, a Democrat|Brock Tilling]], said: “A.” “B,” [[the Democrat|Brock Tilling]] said.
""",
    "what somebody is, a name and a place": """\
[[The moderator, Ellen Costa of Leeds Radio|Ellen Costa]], said: “A.” “B,” [[Costa|Ellen Costa]] said.
""",
    "two roles before a name": """\
[[Estate heir and part-time pilot Rick Garrity|Rick Garrity]] said: “A.”
""",
    "a title that is a name as well": """\
[[Associate Dean Ana Barros|Ana Barros]] said: “A.” “B,” [[Barros|Ana Barros]] said.
""",
    "an apposition before who": """\
It was Rick Garrity, a farmer [[who|Rick Garrity]] said “A”. It was Rick Garrity, a place [[who|who]] said “B”.
""",
    "a second who": """\
Less glad was Asha Loft of Leeds, who has been ill for months and [[who|Asha Loft]] said “A”.
""",
    "a predicate, an adverbial and a pronoun": """\
“A,” said [[Bev Nissen|Bev Nissen]]. The nearest rival is Gov. Elaine Marche of Rhode Island, who has been ill. On
Wednesday in Leeds, [[she|Elaine Marche]] said “B”.
""",
    "somebody named with what she is": """\
“A,” said [[Ben Okoro|Ben Okoro]]. His opponent, state Rep. Asha Verma, left. At noon [[she|Asha Verma]] said “B”.
""",
    "groups in between": """\
“A,” said [[Ann Roe|Ann Roe]]. Ben Okoro, a pilot, built a boat that [[his students|his students]] called “B”.

“C,” [[he|Ben Okoro]] said.
""",
    "a woman named later": """\
“A,” [[she|Asha Verma]] said. [[Asha Verma|Asha Verma]] left.
""",
    "vice president": """\
[[Vice President Mary Pell|Mary Pell]] said: “A.” [[The president|the president]] said: “B.” [[the vice
president|Mary Pell]] said.
""",
    "age as a name": """\
[[Mary Pell, 27, a nurse|Mary Pell]] said: “A.” [[The 27-year-old|Mary Pell]] said: “B.” [[The nurse|Mary Pell]]
said.
""",
    "government with and without its adjective": """\
[[The Iraqi government|the Iraqi government]] said: “A.” [[The government|the Iraqi government]] said: “B.”
[[the Pryce administration|the Pryce administration]] [[the administration|the Pryce administration]]
""",
    "transcript with titles": """\
[[Q|Q]]: What? [[A|A]]: No. [[MS. PELL|MARY PELL]]: No. [[MARY PELL, HOST|MARY PELL]]: Yes. Mary Pell left.
[[THE PRESIDENT|Ben Okoro]]: No. [[President Ben Okoro|Ben Okoro]] left.
""",
    "possessive subject": """\
[[Ben Okoro|Ben Okoro]] said no. Farrow’s lawyer said no. Colin Farrow said no. “A,” [[he|Colin Farrow]] said.
""",
    "club and town": """\
[[Kelby United|Kelby United]] said no. [[New Kelby|New Kelby]] said yes. “A,” [[he|he]] said.
""",
    "mother and newspaper": """\
[[A mother-of-two|a mother-of-two]] said no. “A,” [[she|a mother-of-two]] said. [[The Times|the Times]] wrote
“B”. [[The newspaper|the Times]] wrote: “B.”
""",
    "U.N.": """\
[[The U.N.|the U.N.]] said: “A.” [[It|the U.N.]] added: “B.”
""",
    "U.N. spelled out": """\
The United Nations (U.N.) met. [[The U.N.|the United Nations (U.N.)]] said: “A.”
""",
    "acronyms of something else": """\
WHO? The committee (WHO) and the world hunger office (WHO) met. [[The WHO|the WHO]] said no.
""",
    "acronym in the mention": """\
[[Human Rights Watch (HRW)|Human Rights Watch (HRW)]] said: “A.” [[HRW|Human Rights Watch (HRW)]] said: “B.”
[[Human Rights Watch|Human Rights Watch (HRW)]] said.
""",
    "initials of a speaker": """\
[[The Department of Roads|the Department of Roads]] said: “A.” [[The DOR|the Department of Roads]] said: “B.”
[[The department|the Department of Roads]] said: “C.”
""",
    "her lawyer": """\
[[His lawyer|his lawyer]] said: “A.” [[Ben Okoro, her lawyer,|Ben Okoro]] said: “A.” [[Her lawyer|Ben Okoro]]
said: “B.”
""",
    "lawyer in the text": """\
Ben Okoro said nothing. [[His lawyer, Asha Verma,|Asha Verma]] said: “A.” [[The lawyer|Asha Verma]] said: “B.”
""",
    "object is no subject": """\
[[Colin Farrow|Colin Farrow]] told Mark Cole: “A.” “B,” [[he|Colin Farrow]] said.
""",
    "newspaper and agency": """\
[[The Guardian|the Guardian]] wrote: “A.” [[Reuters|Reuters]] wrote: “B.” [[Tomlin|Tomlin]] said.
""",
    "plural at the head of a sentence": """\
[[Councillors|councillors]] said: “A.” [[Councillors from Leeds|councillors from Leeds]] said: “B.”
""",
    "Sir": """\
[[Sir Kit Okoro|Kit Okoro]] said: “A.” [[Sir Kit|Kit Okoro]] said: “B.”
""",
    "queen": """\
[[Queen Mary|Queen Mary]] said: “A.” [[She|Queen Mary]] said: “B.” [[the Queen|Queen Mary]] said: “B.”
""",
    "King is a surname": """\
[[Martin Lucas King Jr.|Martin Lucas King Jr.]] said: “A.” [[King|Martin Lucas King Jr.]] said: “B.” [[Dr.
King|Martin Lucas King Jr.]] said.
""",
    "Arabic article": """\
[[Abu Bakr al-Saidi|Abu Bakr al-Saidi]] said: “A.” [[Al-Saidi|Abu Bakr al-Saidi]] said: “B.” [[al-Saidi|Abu Bakr
al-Saidi]] said: “C.” [[Saidi|Abu Bakr al-Saidi]] said.
""",
    "two surnames": """\
[[Gabriel García Mora|Gabriel García Mora]] said: “A.” [[García|Gabriel García Mora]] said: “B.” [[García
Mora|Gabriel García Mora]] said.
""",
    "a thing that speaks": """\
[[a report|a report]] said “A”. [[It|a report]] said “B”. [[The report|a report]] said “C”.
""",
    "first and second person": """\
[[I|I]] said “A”. [[We|we]] said “B”. [[You|you]] said “C”.
""",
    "particles in the text": """\
[[Heyde|Ursula von der Heyde]] said no. Ursula von der Heyde left. [[Lessing|Lessing]] said  Lessing left.
""",
    "apostrophes": """\
[[O’Brien|Kate O’Brien]] said. Kate O’Brien left. [[O’BRIEN|Kate O’Brien]]: No.
""",
    "possessive surname": """\
“A,” [[Jones’s|Asha Jones]] said. Coach Asha Jones left.
""",
    "capitals first": """\
[[ASHA VERMA|Asha Verma]]: Yes. [[Asha Verma|Asha Verma]] said no.
""",
    "a place is no surname": """\
[[London|London]] said no. [[Farrow|Farrow]] said no. Jack London left.
""",
    "a club is no subject": """\
[[Ben Okoro|Ben Okoro]] left. Kelby Rovers lost again. Lost London. Ferries run late. “A,” [[he|Ben Okoro]] said.
""",
    "a single name": """\
[[Verma|Verma]] said no. “A,” [[she|Verma]] said.
""",
    "a single name after a full one": """\
[[Asha Verma|Asha Verma]] said no. [[Foonet|Foonet]] said yes. “A,” [[she|Asha Verma]] said.
""",
    "the only man, far away": """\
[[Ben Okoro|Ben Okoro]] left. [[Foonet|Foonet]] said no. “A,” [[he|Ben Okoro]] said.

B.

C.

D.

E.

F.

G.

“A,” [[he|Ben Okoro]] said.
""",
    "two men, far away": """\
[[Ben Okoro|Ben Okoro]] left. [[Mark Cole|Mark Cole]] said no. [[A report|a report]] said no.

B.

C.

D.

E.

F.

G.

H.

“A,” [[he|he]] said. “B,” [[it|it]] said.
""",
    "who after another mention": """\
[[Ben Okoro|Ben Okoro]] called Asha Verma, [[who|Asha Verma]] said “A”. [[Mark Cole|Mark Cole]], [[who|Mark Cole]]
said “B”. “C,” [[who|who]] said. So it was they all said [[who|who]] said “D”.

There was one clerk [[who|one clerk]] said “E”.
""",
    "a long quotation": """\
[[Ben Okoro|Ben Okoro]] left. “It was long ago, and I was young. I came by train, in the third class, with a hat and
a coat and nothing else, and I was told to wait in a hall with forty others. We waited for nine hours. Nobody gave us
water. Mark Cole was one of them. He had a loaf, and he cut it in forty with a knife that he had from his father, who
had been a sailor, and then we slept there, on the floor, until the day came and with it the train,” [[he|Ben Okoro]]
said.
""",
    "a long quotation in typewriter's marks": """\
[[Ben Okoro|Ben Okoro]] left. "It was long ago, and I was young. I came by train, in the third class, with a hat and
a coat and nothing else, and I was told to wait in a hall with forty others. We waited for nine hours. Nobody gave us
water. Mark Cole was one of them. He had a loaf, and he cut it in forty with a knife that he had from his father, who
had been a sailor, and then we slept there, on the floor, until the day came and with it the train," [[he|Ben Okoro]]
said.
""",
    "a long way from the mention": """\
[[Ben Okoro|Ben Okoro]] left. The train was late, and the next one too, so that it was dark when the first of them
came to the hall at the end of the pier, where a lamp was lit and a table was laid for forty, with bread and salt and
a jug of water, and a list of names hung from a nail beside the door, which had been painted green for the day. In
the end, Mark Cole spoke up. “No more of this,” [[he|Mark Cole]] said.
""",
    "a sentence after a quotation": """\
[[Ben Okoro|Ben Okoro]] said: “It is late.” Mark Cole nodded at the clock. “So it is,” [[he|Mark Cole]] said.
""",
    "two readings of a gender": """\
[[Ashwin Okoro|Ashwin Okoro]] said he was tired. [[Okoro|Ashwin Okoro]] said no. “A,” [[she|she]] said.
""",
    "a wire report on a strike": """\
LISBON (Wire) — Harbour workers ended a nine-day strike on Friday after the port authority agreed to raise night
pay, the union said.

The Union of Dock Hands (UDH) had asked for twice as much. “We took what there was,” said [[Rui Tavares, the
union’s secretary general|Rui Tavares]]. “Nobody is dancing.”

[[Tavares|Rui Tavares]], a crane driver for 30 years, told reporters that the ports “cannot run on goodwill”.
[[He|Rui Tavares]] said talks would go on.

The authority’s director, Inês Falcão, called the deal “fair”. “It is what the law asks,” [[she|Inês Falcão]]
said in a telephone interview.

[[The UDH|the Union of Dock Hands (UDH)]] said in a statement: “Our members will vote on Monday.” [[It|the Union
of Dock Hands (UDH)]] added that “nothing is over”.

Shipping firms were less pleased. [[Atlantic Lines Ltd.|Atlantic Lines Ltd.]] said the strike had cost it “a
fortune”. [[The company|Atlantic Lines Ltd.]] has 14 ships in the port.

“I lost nine days’ wages,” said [[one docker, who would not give his name|one docker]]. [[Another|another]]
said: “Me too.”

[[Prime Minister Duarte Lemos|Duarte Lemos]] welcomed the deal. “Reason has won,” [[the prime minister|Duarte
Lemos]] said. [[Mr Lemos|Duarte Lemos]] faces an election in May.

“He was asleep for eight of the nine days,” [[Tavares|Rui Tavares]] said.
""",
    "a sports report": """\
Kent’s new coach had a hard first day on Saturday as Hove Rovers beat them by six wickets.

“We were a yard slow,” [[Colin Farrow|Colin Farrow]] said. “I told the boys so.”

The 52-year-old took over in April from Mark Cole, who left for Otago.

Cole was at the ground. “It’s a good squad,” [[he|Mark Cole]] said. “Colin will be fine.”

[[Farrow|Colin Farrow]] was not so sure: “Ask me in June.”

Captain Joe Penny made 80. “I was lucky,” [[Penny|Joe Penny]] said. “[[Faz|Faz]] would have had me out in the
nets.”

[[The captain|Joe Penny]] was dropped twice. “Twice!” [[he|Joe Penny]] laughed.

[[The Hove skipper, Dan Ruck,|Dan Ruck]] said: “We bowled well.” [[Ruck|Dan Ruck]] took three for 20.
""",
    "a talk on the radio": """\
WALSH: Welcome back. With us is Senator Mary Pell of Iowa and, from Boston, the author Ken Idowu.

[[PELL|Mary Pell]]: Thank you.

[[WALSH|WALSH]]: Mr. Idowu, your book says “no more roads”.

[[IDOWU|Ken Idowu]]: It does. [[I|I]] said, “no more roads,” and [[I|I]] meant it.

[[SEN. PELL|Mary Pell]]: [[We|we]] said “fewer”.
""",
    "a feature on noise": """\
Two families have lived with the noise since 2011. “You stop hearing it,” said [[Okechukwu Bello, 61|Okechukwu
Bello]].

His wife, Grace, disagrees. “He stopped hearing me, too,” [[she|Grace]] said.

[[Grace|Grace]] laughed as [[she|Grace]] said “thirty years”.

Across the road, Dr. Hana Sato keeps bees. “The bees do not mind,” [[she|Hana Sato]] said. “[[I|I]] do,” [[the
doctor|Hana Sato]] added.

[[A spokeswoman for the airport, Lea Brandt,|Lea Brandt]] said the nights were “quiet by law”. [[Brandt|Lea
Brandt]] would not say more.

[[Residents|residents]] plan a march. “[[We|we]] will be louder,” [[they|residents]] said in a leaflet.
""",
    "a British paper on a test": """\
The government’s chief scientist, Professor Ian Moss, told MPs on Tuesday that the test was “not ready”.

[[Moss|Ian Moss]] said: “It fails one time in four.” The Department of Health and the Department of Trade
disagree.

[[The department|the department]] said: “The test works.” [[A Department of Health spokesman|a Department of
Health spokesman]] added: “It works well.”

[[The spokesman|a Department of Health spokesman]] refused to say more, and [[he|a Department of Health
spokesman]] called the report “old”.

[[Labour’s Nia Hughes|Nia Hughes]] asked: “Who pays?” [[Hughes|Nia Hughes]] said [[she|Nia Hughes]] was “tired
of waiting”.

“Not the Treasury,” [[the Treasury|the Treasury]] said.
""",
}


def unmark(article: str) -> tuple[list[str], list[Spoken], list[str]]:
    """Return the paragraphs of a marked-up article, its mentions, and the names that they should have."""
    paragraphs: list[str] = []
    mentions: list[Spoken] = []
    names: list[str] = []
    for number, marked in enumerate(article.strip().split("\n\n")):
        text, at = "", 0
        line = marked.replace("\n", " ")
        for match in _MENTION.finditer(line):
            text += line[at : match.start()]
            mentions.append(Spoken(number, len(text), len(text) + len(match[1])))
            names.append(match[2])
            text += match[1]
            at = match.end()
        paragraphs.append(text + line[at:])
    return paragraphs, mentions, names


class TestArticles:
    """Each mention has the name that its article gives it, and its own words where that is not clear."""

    @pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES)
    def test_names(self, article: str) -> None:
        paragraphs, mentions, names = unmark(article)
        assert list(name_speakers(paragraphs, mentions)) == names

    def test_no_mentions(self) -> None:
        assert name_speakers(["A paragraph."], []) == ()
        assert name_speakers([], []) == ()

    def test_a_shared_text_is_read_once(self) -> None:
        paragraphs = ["Okoro came. Okoro left. Ben Okoro said so."]
        mentions = [Spoken(0, 0, 5), Spoken(0, 12, 17), Spoken(0, 24, 33)]
        assert name_speakers(paragraphs, mentions) == ("Ben Okoro",) * 3

    def test_spoken_is_a_value(self) -> None:
        assert Spoken(1, 2, 3) == Spoken(1, 2, 3)
        assert len({Spoken(1, 2, 3), Spoken(1, 2, 3)}) == 1


# text: kind, core, gender
PHRASES = {
    "Okoro": ("short", "Okoro", ""),
    "Mr. Okoro": ("short", "Okoro", "m"),
    "Pope Clement": ("short", "Pope Clement", "m"),
    "van der Berg": ("short", "van der Berg", ""),
    "coach Okoro": ("short", "Okoro", ""),
    "his wife, Mary,": ("short", "Mary", ""),
    "Okoro at the harbour": ("short", "Okoro", ""),
    "Baker": ("short", "Baker", ""),
    "Ben Okoro": ("full", "Ben Okoro", "m"),
    "Ben  Okoro": ("full", "Ben Okoro", "m"),
    "Alex Okoro": ("full", "Alex Okoro", ""),
    "Ben Okoro Jr.": ("full", "Ben Okoro Jr.", "m"),
    "Ben Okoro, 45, of Leeds": ("full", "Ben Okoro", "m"),
    "Ben Okoro of Leeds": ("full", "Ben Okoro", "m"),
    "Ben Okoro’s": ("full", "Ben Okoro", "m"),
    "former Leeds coach Ben Okoro": ("full", "Ben Okoro", "m"),
    "the actor Ben Okoro": ("full", "Ben Okoro", "m"),
    "the Rev. Ben Okoro": ("full", "Ben Okoro", "m"),
    "Vice-President Ben Okoro": ("full", "Ben Okoro", "m"),
    "Labour’s Ben Okoro": ("full", "Ben Okoro", "m"),
    "Secretary of State Ben Okoro": ("full", "Ben Okoro", "m"),
    "former secretary of state Ben Okoro": ("full", "Ben Okoro", "m"),
    "Bank of England governor Ben Okoro": ("full", "Ben Okoro", "m"),
    "the mayor of Pune, Asha Verma": ("full", "Asha Verma", "f"),
    "the Archbishop of York, Asha Verma": ("full", "Asha Verma", "f"),
    "the Prime Minister, Asha Verma": ("full", "Asha Verma", "f"),
    "Martin King": ("full", "Martin King", "m"),
    "James Dean Moss": ("full", "James Dean Moss", "m"),
    "Dean Moss": ("full", "Dean Moss", "m"),
    "Ben Church": ("full", "Ben Church", "m"),
    "Ben Baker Moss": ("full", "Ben Baker Moss", "m"),
    "Baker-Finch Okoro": ("full", "Baker-Finch Okoro", ""),
    "Kelby Farm Shop Van Hire": ("full", "Kelby Farm Shop Van Hire", ""),
    "the World Health Organization (WHO)": ("body", "the World Health Organization (WHO)", "n"),
    "The Department of Health and Human Services": ("body", "the Department of Health and Human Services", "n"),
    "the Food and Drug Administration": ("body", "the Food and Drug Administration", "n"),
    "University of Leeds": ("body", "University of Leeds", "n"),
    "Relief for Kelby": ("body", "Relief for Kelby", "n"),
    "Foo & Sons": ("body", "Foo & Sons", "n"),
    "Foo, Inc.": ("body", "Foo, Inc.", "n"),
    "Church House": ("body", "Church House", "n"),
    "New Kelby": ("body", "New Kelby", "n"),
    "the Kelby Four": ("body", "the Kelby Four", "n"),
    "the Guardian": ("body", "the Guardian", "n"),
    "the news agency Reuters": ("body", "Reuters", "n"),
    "Kelby Farm Shop And Van Hire": ("body", "Kelby Farm Shop And Van Hire", "n"),
    "the country’s largest bank, Foo Bank": ("body", "Foo Bank", "n"),
    "Ben Okoro and Asha Verma": ("pair", "Ben Okoro and Asha Verma", "p"),
    "Okoro, Verma and Moss": ("pair", "Okoro, Verma and Moss", "p"),
    "Okoro and other coaches": ("noun", "Okoro and other coaches", "p"),
    "Okoro, Mayor and Founder": ("short", "Okoro", ""),
    "one man, a farmer": ("noun", "one man", "m"),
    "One man": ("noun", "one man", "m"),
    "a tall, thin man": ("noun", "a tall, thin man", "m"),
    "a tall, thin man, walking home": ("noun", "a tall, thin man", "m"),
    "a clerk, a": ("noun", "a clerk", ""),
    "the clerk, ": ("noun", "the clerk", ""),
    "a man who fled York": ("noun", "a man who fled York", "m"),
    "a spokesman for the Ministry of Health": ("noun", "a spokesman for the Ministry of Health", "m"),
    "a woman": ("noun", "a woman", "f"),
    "a horsewoman": ("noun", "a horsewoman", "f"),
    "an oarsman": ("noun", "an oarsman", "m"),
    "a beekeeper": ("noun", "a beekeeper", ""),
    "a co-founder": ("noun", "a co-founder", ""),
    "a father-of-two": ("noun", "a father-of-two", "m"),
    "a well-being": ("noun", "a well-being", "n"),
    "a 27-year-old": ("noun", "a 27-year-old", ""),
    "the report": ("noun", "the report", "n"),
    "the bus": ("noun", "the bus", "n"),
    "the results": ("noun", "the results", "p"),
    "Police": ("noun", "police", "p"),
    "Residents of Leeds": ("noun", "residents of Leeds", "p"),
    "Democrats": ("noun", "Democrats", "p"),
    "One of the men": ("noun", "one of the men", ""),
    "A": ("noun", "A", "n"),
    "THE PRESIDENT": ("noun", "THE PRESIDENT", ""),
    "Archbishop of York": ("noun", "Archbishop of York", ""),
    "Prime Minister": ("noun", "Prime Minister", ""),
    "Bank of England governor": ("noun", "Bank of England governor", ""),
    "the Ministry": ("noun", "the Ministry", "n"),
    "a Londoner": ("noun", "a Londoner", ""),
    "a defiant Okoro": ("noun", "a defiant Okoro", "n"),
    "friend of Okoro": ("noun", "friend of Okoro", ""),
    "Foo and": ("noun", "Foo and", "p"),
    "residents, Ben Okoro among them": ("noun", "residents", "p"),
    "a farmer from Albany, New York": ("noun", "a farmer from Albany", ""),
    "a clerk, Kelby Police,": ("noun", "a clerk", ""),
    "a clerk, Prime Minister,": ("noun", "a clerk", ""),
    "a clerk, Yesterday Okoro,": ("noun", "a clerk", ""),
    "the": ("noun", "the", "n"),
    "’s": ("noun", "’s", ""),
    " ": ("noun", " ", ""),
}


class TestPhrases:
    """What a mention is by itself: a full or single name, an institution, several people, a noun."""

    @pytest.mark.parametrize("text", PHRASES)
    def test_reading(self, text: str) -> None:
        phrase = read_phrase(text)
        assert (phrase.kind, phrase.core, phrase.gender) == PHRASES[text]

    @pytest.mark.parametrize("text", PHRASES)
    def test_the_short_way_reads_as_the_long_one(self, text: str) -> None:
        longer = phrases._read(" ".join(text.split()))
        assert longer in {None, read_phrase(text)}

    def test_a_long_mention_is_cut(self) -> None:
        assert read_phrase("Okoro" * 1000).core == ("Okoro" * 1000)[: phrases.LONGEST]

    def test_titles_and_appositions(self) -> None:
        assert describe("former Kelby coach, 45, the new head of the Bank of Kelby, who left, and gone") == (
            ("coach", frozenset({"former", "kelby", "coach"})),
            ("45-year-old", frozenset({"45-year-old"})),
            ("head", frozenset({"head", "bank", "kelby"})),
        )
        assert describe("Bank of England governor")[0][0] == "governor"

    def test_each_word_has_one_gender(self) -> None:
        assert not people.MALE & people.FEMALE
        assert not people.EITHER & (people.MALE | people.FEMALE)
        assert not people.MALE_NOUNS & people.FEMALE_NOUNS
        assert all(noun_gender(noun) == "m" for noun in people.MALE_NOUNS)

    def test_words_are_folded(self) -> None:
        tables = (people.GIVEN, people.ROLES, people.INSTITUTIONS, people.PLACES, people.FUNCTION_WORDS)
        assert all(word == fold(word) for table in tables for word in table)


def article_of(words: Iterable[str], write: Callable[[str], str]) -> tuple[list[str], list[Spoken]]:
    """Return a paragraph for each word, with the first place of the word in it as a mention."""
    written = [(word, write(word)) for word in words]
    mentions = [Spoken(at, text.index(word), text.index(word) + len(word)) for at, (word, text) in enumerate(written)]
    return [text for _, text in written], mentions


def surnames(count: int) -> list[str]:
    letters = product(string.ascii_lowercase, repeat=3)
    return [f"{''.join(next(letters)).capitalize()}ok" for _ in range(count)]


MANY = 2000


class TestHostile:
    """Work is bounded for each mention, whatever the text; none of these may take long."""

    def test_only_so_many_searches(self, monkeypatch: pytest.MonkeyPatch) -> None:
        searched: list[str] = []
        search = Page._search

        def count(where: Page, word: str) -> Iterator[int]:
            searched.append(word)
            return search(where, word)

        monkeypatch.setattr(Page, "_search", count)
        paragraphs, mentions = article_of(surnames(MANY), lambda word: f"{word} said. Yesterday Ben {word} left.")
        names = name_speakers(paragraphs, mentions)
        assert names == tuple(f"Ben {word}" for word in surnames(MANY))  # the index finds them all the same
        assert len(searched) == page._MOST_SEARCHES

    @pytest.mark.parametrize(
        "write",
        [
            lambda word: f"{word} said.",
            lambda word: f"xx{word} {word.lower()}, Mr. {word} said.",
            lambda word: f"{word} said. Alan {word} Steel, Old {word} and Replacing {word}.",
        ],
    )
    def test_surnames_without_full_names(self, write: Callable[[str], str]) -> None:
        paragraphs, mentions = article_of(surnames(MANY), write)
        assert name_speakers(paragraphs, mentions)[-1] == paragraphs[-1][mentions[-1].start : mentions[-1].end]

    def test_pronouns(self) -> None:
        paragraphs, mentions = article_of(["he"] * MANY, lambda word: f"“A,” {word} said.")
        assert set(name_speakers(paragraphs, mentions)) == {"he"}

    def test_pronouns_after_sentences(self) -> None:
        before = "On Monday, Foo Bar met. The actor Ben Foo came. Max Foo’s wife left. " * 7
        paragraphs, mentions = article_of(["she"] * MANY, lambda word: f"{before}“A,” {word} said.")
        assert set(name_speakers(paragraphs, mentions)) == {"she"}

    def test_a_long_paragraph(self) -> None:
        text = "“A,” he said. " * MANY
        mentions = [Spoken(0, at + 5, at + 7) for at in range(0, len(text), 14)]
        assert set(name_speakers([text], mentions)) == {"he"}

    @pytest.mark.parametrize(
        "article",
        [
            ["Asha Verma left. " + "A" * 20_000, "Mr. Asha said."],
            ["Asha and Ben Okoro left. " + "A and " * 5_000, *["Mr. Asha said."] * MANY],
            ["Okoro ran. " * MANY + "Carl Okoro came.", "Mr. Okoro said."],
            ["Carl Okoro came. " + "Okoro ran. " * MANY, "Mr. Okoro said."],
        ],
        ids=["a run of capitals", "couples", "a surname many times", "a full name far before"],
    )
    def test_courtesy_titles(self, article: list[str]) -> None:
        mentions = [Spoken(at, 0, text.index(" said")) for at, text in enumerate(article) if text.startswith("Mr.")]
        assert all(name_speakers(article, mentions))

    @pytest.mark.parametrize(("opening", "closing"), ["“”", '""'])
    def test_a_long_quotation_before(self, opening: str, closing: str) -> None:
        quoted = f"{opening}{'Carl Lind goes. ' * 60}{closing}"
        paragraph = f"{quoted} Asha Verma nodded. {opening}No,{closing} she said."
        mention = Spoken(0, paragraph.index("she said"), paragraph.index(" said"))
        assert name_speakers([paragraph], [mention]) == ("Asha Verma",)

    def test_words_with_hyphens(self) -> None:
        before = "-A" * 200 + " of bbb "
        paragraphs, mentions = article_of(["he"] * MANY, lambda word: f"{before}“A,” {word} said.")
        assert set(name_speakers(paragraphs, mentions)) == {"he"}

    def test_namesakes(self) -> None:
        paragraphs, mentions = article_of([f"{word} Cole" for word in surnames(MANY)], "{} said.".format)
        paragraphs.append("Cole said, Mr. Cole said.")
        mentions += [Spoken(MANY, 0, 4), Spoken(MANY, 11, 19)]
        assert name_speakers(paragraphs, mentions)[-2:] == ("Cole", "Cole")

    def test_roles(self) -> None:
        words = surnames(MANY)
        paragraphs, mentions = article_of(
            [f"Asha {word}, the mayor of {word}" for word in words] + [f"the mayor of {word}" for word in words],
            "{} said.".format,
        )
        names = name_speakers(paragraphs, mentions)
        assert names[MANY] == f"Asha {words[0]}"
        assert names[-1] == f"the mayor of {words[-1]}"  # only so many mayors are remembered

    def test_acronyms(self) -> None:
        words = [word.upper() for word in surnames(MANY)]
        paragraphs, mentions = article_of([f"the {word}" for word in words], "{} said.".format)
        assert name_speakers(paragraphs, mentions) == tuple(f"the {word}" for word in words)

    @pytest.mark.parametrize(
        "text", ["A" * 99_999, "A " * 50_000, "a, " * 33_333, "A." * 50_000, "“" * 99_999, "‘" * 99_999]
    )
    def test_long_runs(self, text: str) -> None:
        mentions = [Spoken(0, 0, len(text)), *(Spoken(0, at, at + 1) for at in range(0, 3000, 3))]
        mentions += [Spoken(1, 0, 2), Spoken(1, 3, 12), Spoken(1, 13, 16)]
        names = name_speakers([text, "he the mayor who said"], mentions)
        assert len(names) == len(mentions)
        assert len(names[0]) <= phrases.LONGEST


# --- Properties ------------------------------------------------------------------------------------------

WORDS = """
he She it They who I we his Ben Asha Okoro Verma Okoro’s Mr. Mrs. Dr. Sen. the The a one another mayor coach of for and
man woman police residents Ministry ministry Health Bank WHO (WHO) former Pope van der Jr. said, said. , 45, “A ,” ‘B ’
" -- — . ? & Inc. U.N. New King Leeds LEEDS ß İ 東京 45-year-old
"""
words = st.sampled_from(WORDS.split())
texts = st.one_of(st.lists(words, min_size=1, max_size=30).map(" ".join), st.text(min_size=1, max_size=60))


@st.composite
def marked(draw: st.DrawFn) -> tuple[list[str], list[Spoken]]:
    """Make paragraphs, and mentions anywhere in them in reading order."""
    paragraphs = draw(st.lists(texts, min_size=1, max_size=5))
    mentions = []
    for number, text in enumerate(paragraphs):
        at = 0
        for _ in range(draw(st.integers(0, 5))):
            if at < len(text):
                start = draw(st.integers(at, len(text) - 1))
                end = draw(st.integers(start + 1, len(text)))
                mentions.append(Spoken(number, start, end))
                at = end
    return paragraphs, mentions


class TestProperties:
    """Every mention has a name, the same each time."""

    @given(marked())
    def test_total_and_deterministic(self, article: tuple[list[str], list[Spoken]]) -> None:
        names = name_speakers(*article)
        assert len(names) == len(article[1])
        assert all(names)
        phrases._read_cut.cache_clear()
        describe.cache_clear()
        assert name_speakers(*article) == names

    @given(marked())
    def test_a_name_is_made_of_the_words_of_the_article(self, article: tuple[list[str], list[Spoken]]) -> None:
        paragraphs, mentions = article
        whole = " ".join(paragraphs).lower()
        names = name_speakers(paragraphs, mentions)
        assert all(word in whole for name in names for word in re.findall(r"\w+", name.lower()))
