"""How well quotations and their speakers are found, measured against what people marked in news articles.

The measure, in short; `docs/evaluation.md` has all of it. A gold quotation is a stretch of an article between
double quotation marks; what annotators marked around it says who speaks, or that nobody does.

    precision     the share of our quotations with a speaker whose speaker is right
    recall        the share of gold quotations with a speaker for which we give a right one
    F1            their harmonic mean
    exact recall  the share of those gold quotations for which we give the very span that was marked
    cue recall    the share of those with a cue for which we find a part of it
    detection     the same for the quotations themselves, whoever speaks

each for direct speech alone (the quoted words are all that was said) and for all.

The layers, one module each: `annotations` reads what annotators marked, `gold` turns it into gold quotations,
`predictions` asks seeddoc, `judging` holds the two side by side in one article, `scores`, `breakdown` and
`mistakes` sum up. They are pure functions on values; `corpus` alone reads files.
"""

from __future__ import annotations

from seeddoc.evaluation.annotations import Attribution, read_annotations
from seeddoc.evaluation.breakdown import Bin, Calibration, RuleScore, Share, calibrate, score_rules
from seeddoc.evaluation.corpus import AnnotatedText, Entry, find_entries, read_entry
from seeddoc.evaluation.gold import GoldQuote, find_gold, find_segments
from seeddoc.evaluation.judging import Answer, Judgement, Target, judge
from seeddoc.evaluation.mistakes import Mistake, find_mistakes
from seeddoc.evaluation.predictions import Prediction, english_without, predict_text, with_closing_commas
from seeddoc.evaluation.scores import Detection, Score, score_detection, score_group

__all__ = [
    "AnnotatedText",
    "Answer",
    "Attribution",
    "Bin",
    "Calibration",
    "Detection",
    "Entry",
    "GoldQuote",
    "Judgement",
    "Mistake",
    "Prediction",
    "RuleScore",
    "Score",
    "Share",
    "Target",
    "calibrate",
    "english_without",
    "find_entries",
    "find_gold",
    "find_mistakes",
    "find_segments",
    "judge",
    "predict_text",
    "read_annotations",
    "read_entry",
    "score_detection",
    "score_group",
    "score_rules",
    "with_closing_commas",
]
