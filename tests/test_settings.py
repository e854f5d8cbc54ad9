"""Settings: which rules are on, what a wrong one gets told, and the schema of a configuration."""

from __future__ import annotations

import pickle
import subprocess
import sys

import jsonschema
import pytest

from seeddoc import CODES, Limits, Settings, SettingsError
from seeddoc._globs import compile_glob
from seeddoc.settings import Options, config_schema


def read(**data: object) -> Settings:
    return Settings.from_mapping({key.replace("_", "-"): value for key, value in data.items()})


def of_preset(*names: str) -> set[str]:
    return {code for code, row in CODES.items() if row.preset in names}


class TestSelection:
    def test_presets_hold_each_other(self) -> None:
        minimal, standard, strict = (Settings(preset=name).codes for name in ("minimal", "standard", "strict"))
        assert minimal == of_preset("minimal")
        assert standard == of_preset("minimal", "standard")
        assert strict == set(CODES)
        assert minimal < standard < strict
        assert Settings().codes == standard

    def test_minimal_is_what_keeps_a_bundle_from_being_read(self) -> None:
        assert {CODES[code].severity for code in Settings(preset="minimal").codes} == {"error"}

    @pytest.mark.parametrize(
        ("settings", "on", "off"),
        [
            (read(select=["E"]), "E001 E012", "A001 B001"),
            (read(select=["A00"]), "A001 A009", "A010 E001"),
            (read(select=["E008"]), "E008", "E001 E009"),
            (read(select=["no-break-space", "q001"]), "E008 Q001", "E009"),
            (read(select=["ALL"], ignore=["A"]), "E008 B001", "A001 A011"),
            (read(select=[]), "", "B001 A001"),
            (read(extend_select=["A01"]), "A010 A011 B001", "A008"),
            (read(ignore=["E"]), "B001 A001", "E001 E012"),
            # What names a rule more closely wins, and of two alike the one that is off.
            (read(select=["E008"], ignore=["E"]), "E008", "E009"),
            (read(extend_select=["E008"], ignore=["E"]), "E008", "E001"),
            (read(select=["E"], ignore=["E008"]), "E001", "E008"),
            (read(select=["E008"], ignore=["E008"]), "", "E008"),
            (read(ignore=["ALL"], extend_select=["B"]), "B001", "E001"),
        ],
    )
    def test_the_closest_selector_decides(self, settings: Settings, on: str, off: str) -> None:
        assert set(on.split()) <= settings.codes
        assert settings.codes.isdisjoint(off.split())

    def test_severities(self) -> None:
        settings = read(severity={"Q": "error", "Q001": "info", "ALL": "warning"})
        assert [settings.severity_of(code) for code in ("Q001", "Q002", "A001")] == ["info", "error", "warning"]
        assert read(severity={"Q": "error"}).severity_of("A001") is None
        assert Settings().severity_of("A001") is None

    @pytest.mark.parametrize(
        ("level", "failing"),
        [("error", "error"), ("warning", "error warning"), ("info", "error warning info"), ("never", "")],
    )
    def test_fail_on(self, level: str, failing: str) -> None:
        settings = read(fail_on=level)
        assert [each for each in ("error", "warning", "info") if settings.fails(each)] == failing.split()

    def test_per_file_ignores(self) -> None:
        settings = read(per_file_ignores={"drafts/": ["A"], "*.gz": ["E004", "long-paragraph"]})
        assert settings.for_path("other.txt") is settings
        assert "A001" not in settings.for_path("x/drafts/y/a.txt").codes
        assert "A001" in settings.for_path("x/drafts.txt").codes
        assert "E004" not in settings.for_path("drafts/a.txt.gz").codes


@pytest.mark.parametrize(
    ("pattern", "matching", "other"),
    [
        ("*.txt", ["a.txt", "x/y/a.txt", "a.txt/b"], ["a.txt.gz", "atxt"]),
        ("drafts", ["drafts", "drafts/a", "x/drafts/b/c"], ["draft", "drafts2/a"]),
        ("/drafts", ["drafts/a"], ["x/drafts/a"]),
        ("./x/*.txt", ["x/a.txt"], ["x/y/a.txt", "y/x/a.txt"]),
        ("x/**/a.txt", ["x/a.txt", "x/y/z/a.txt"], ["x/ya.txt"]),
        ("x/**", ["x/a", "x/y/z"], ["y/a"]),
        ("0?0_[0-9a]*", ["000_315e.txt"], ["0/0_3", "000_x"]),
        ("[!a-c].t", ["d.t"], ["a.t", "/.t"]),
        ("[]a].t", ["].t", "a.t"], ["b.t"]),
        ("a[[].t", ["a[.t"], ["a.t", "a[[].t"]),
        ("a+(b).t", ["a+(b).t"], ["aab.t"]),
    ],
)
def test_globs(pattern: str, matching: list[str], other: list[str]) -> None:
    match = compile_glob(pattern)
    assert [path for path in (*matching, *other) if match(path)] == matching


class TestMapping:
    def test_all_keys(self) -> None:
        data = {
            "preset": "strict",
            "select": ["E", "A004"],
            "extend-select": ["Q001"],
            "ignore": ["E008"],
            "per-file-ignores": {"drafts/*": ["A"]},
            "fixable": ["A", "E"],
            "unfixable": ["A003"],
            "severity": {"Q001": "error"},
            "fail-on": "info",
            "title-length": 100,
            "paragraph-length": 900,
            "duplicate-length": 10,
            "final-newline": "one",
            "speaker-words": 3,
            "limits": {**Limits().to_mapping(), "documents": 5, "expansion": "none"},
        }
        settings = Settings.from_mapping(data)
        assert settings.to_mapping() == data
        assert settings.options == Options(
            title_length=100, paragraph_length=900, duplicate_length=10, final_newline="one", speaker_words=3
        )
        assert {*data, "cues", "extend", "suppressions"} == set(config_schema()["properties"])  # type: ignore[call-overload]
        assert Settings.from_mapping(settings.to_mapping()) == settings

    def test_nothing(self) -> None:
        assert Settings.from_mapping({}) == Settings()
        assert Settings.from_mapping(Settings().to_mapping()) == Settings()

    def test_base(self) -> None:
        base = read(title_length=100, ignore=["E"])
        assert Settings.from_mapping({"ignore": ["A"]}, base=base) == read(title_length=100, ignore=["A"])

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            ({"selct": []}, "x.selct: no such key; did you mean 'select'?"),
            ({"extend_select": []}, "x.extend_select: no such key; did you mean 'extend-select'?"),
            ({"zzzzzz": []}, "x.zzzzzz: no such key"),
            ({"select": ["E99"]}, "x.select: no rule 'E99'"),
            ({"select": ["A0004"]}, "x.select: no rule 'A0004'; did you mean 'A004'?"),
            ({"select": ["title-to-long"]}, "x.select: no rule 'title-to-long'; did you mean 'title-too-long'?"),
            ({"select": [1]}, "x.select: expected a code such as 'E' or 'A004', not 1"),
            ({"ignore": "E"}, "x.ignore: expected a list of codes such as ['E', 'A004'], not 'E'"),
            ({"ignore": {}}, "x.ignore: expected a list of codes such as ['E', 'A004'], not {}"),
            ({"ignore": None}, "x.ignore: expected a value, not None"),
            ({"preset": "strikt"}, "'minimal', 'standard', 'strict', not 'strikt'; did you mean 'strict'?"),
            ({"preset": ["strict"]}, "x.preset: expected one of 'minimal', 'standard', 'strict', not ['strict']"),
            ({"fail-on": "warn"}, "'error', 'warning', 'info', 'never', not 'warn'; did you mean 'warning'?"),
            ({"severity": {"Q001": "warn"}}, "x.severity: expected one of 'error', 'warning', 'info', not 'warn'"),
            ({"severity": {"Q1": "error"}}, "x.severity: no rule 'Q1'"),
            ({"severity": ["Q1"]}, "x.severity: expected a table such as { Q001 = 'error' }, not ['Q1']"),
            ({"per-file-ignores": ["A"]}, "expected a table such as { 'drafts/*' = ['A'] }, not ['A']"),
            ({"per-file-ignores": {"": ["A"]}}, "expected a glob such as 'drafts/*', not ''"),
            ({"per-file-ignores": {"[z-a]": ["A"]}}, "x.per-file-ignores: not a glob: '[z-a]'"),
            ({"per-file-ignores": {"[": ["A"]}}, "not a glob: '[': [ is not closed; a file whose name has one is [[]"),
            ({"per-file-ignores": {"a": "A"}}, "expected a list of codes such as"),
            ({"title-length": "long"}, "x.title-length: expected a whole number, not 'long'"),
            ({"title-length": True}, "x.title-length: expected a whole number, not True"),
            ({"title-length": 0}, "x.title-length: expected 1 or more, not 0"),
            ({"limits": 5}, "x.limits: expected a table such as { documents = 1000 }, not 5"),
            ({"limits": {"size": 5}}, "x.limits: no limit 'size'; there are document-size, marker-line, documents"),
            ({"limits": {"documents": -1}}, 'x.limits: the limit documents is a whole number or "none", not -1'),
            ({"limits": {"documents": True}}, 'x.limits: the limit documents is a whole number or "none", not True'),
            ({"final-newline": "two"}, "x.final-newline: expected one of 'any', 'one', 'none', not 'two'"),
        ],
    )
    def test_what_is_wrong_is_told_with_what_was_meant(self, data: dict[str, object], message: str) -> None:
        with pytest.raises(SettingsError) as caught:
            Settings.from_mapping(data, "x.")
        assert message in str(caught.value)
        assert str(caught.value).startswith(f"x.{next(iter(data))}: ")

    def test_all_that_is_wrong_is_told(self) -> None:
        with pytest.raises(SettingsError) as caught:
            Settings.from_mapping({"selct": [], "preset": 1, "ignore": ["A"], "title-length": None})
        assert [where for where, _ in caught.value.problems] == ["selct", "preset", "title-length"]
        again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 (made here)
        assert str(again) == str(caught.value)

    def test_what_is_made_in_code_is_checked_too(self) -> None:
        assert Settings(select=["title-too-long", "A004"]).select == ("A004",)
        with pytest.raises(SettingsError, match=r"^ignore: no rule 'X'"):
            Settings(ignore=("X",))
        with pytest.raises(SettingsError, match=r"^extend_select: expected a list of codes"):
            Settings(extend_select="E")
        with pytest.raises(SettingsError, match=r"^title_length: expected 1 or more, not 0"):
            Options(title_length=0)
        with pytest.raises(TypeError):
            Settings(options={"title_length": 3})  # type: ignore[arg-type]


class TestValue:
    SETTINGS = read(ignore=["E"], title_length=3, severity={"Q": "info"}, per_file_ignores={"a": ["A"]})

    def test_it_pickles_and_hashes(self) -> None:
        again = pickle.loads(pickle.dumps(self.SETTINGS))  # noqa: S301 (made here)
        assert again == self.SETTINGS
        assert hash(again) == hash(self.SETTINGS)
        assert again.codes == self.SETTINGS.codes
        assert again != Settings()

    def test_the_digest_names_what_decides_the_findings(self) -> None:
        different = [
            self.SETTINGS,
            Settings(),
            read(ignore=["E"]),
            read(title_length=3),
            read(severity={"Q": "info"}),
            read(per_file_ignores={"a": ["A"]}),
        ]
        assert len({settings.digest for settings in different}) == len(different)
        assert read(ignore=["E"], fail_on="never").digest == read(ignore=["E", "E004"]).digest

    def test_the_digest_is_the_same_in_every_process(self) -> None:
        code = "import seeddoc; print(seeddoc.Settings(ignore=['E']).digest)"
        digests = {
            subprocess.run(
                [sys.executable, "-c", code],
                capture_output=True,
                text=True,
                check=True,
                env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(filter(None, sys.path))},
            ).stdout.strip()
            for seed in ("1", "2")
        }
        assert digests == {read(ignore=["E"]).digest}


class TestSchema:
    def test_it_is_a_schema(self) -> None:
        jsonschema.Draft202012Validator.check_schema(config_schema())

    @pytest.mark.parametrize(
        "data",
        [
            {},
            Settings().to_mapping(),
            TestValue.SETTINGS.to_mapping(),
            {"select": ["ALL", "A00", "no-break-space"], "severity": {"E": "info"}},
        ],
    )
    def test_it_takes_what_is_taken(self, data: dict[str, object]) -> None:
        jsonschema.validate(data, config_schema())
        assert isinstance(Settings.from_mapping(data), Settings)

    @pytest.mark.parametrize(
        "data",
        [
            {"selct": []},
            {"select": "E"},
            {"select": ["X"]},
            {"preset": "all"},
            {"title-length": 0},
            {"title-length": "1"},
            {"severity": {"E": "bad"}},
            {"severity": {"X": "error"}},
            {"per-file-ignores": {"a": "E"}},
            {"per-file-ignores": {"": ["E"]}},
        ],
    )
    def test_it_refuses_what_is_refused(self, data: dict[str, object]) -> None:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(data, config_schema())
        with pytest.raises(SettingsError):
            Settings.from_mapping(data)
