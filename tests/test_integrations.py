"""What other people's projects run: the hooks of pre-commit and the GitHub Action, each run as they run it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from seeddoc.inputs import find_sources

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT: Final = Path(__file__).resolve().parent.parent
ACTION: Final[dict[str, Any]] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
HOOKS: Final[list[dict[str, Any]]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
STEPS: Final[dict[str, dict[str, Any]]] = {step["name"]: step for step in ACTION["runs"]["steps"]}
BASH: Final = shutil.which("bash") or ""
GIT: Final = shutil.which("git") or ""

CLEAN: Final = "<<<FILE a.txt>>>\nA title\n\nText.\n<<<END FILE>>>\n"
CUT: Final = CLEAN + "<<<FILE b.txt>>>\nB title\n\nTe"

needs_bash = pytest.mark.skipif(not BASH or sys.platform == "win32", reason="bash is not installed")


def run(*command: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command and return how it ended, with its two outputs as one."""
    environment = {name: value for name, value in os.environ.items() if name[:4] not in {"GIT_", "GITH"}}
    return subprocess.run(
        command,
        cwd=cwd,
        env=environment | variables,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


# --- The documentation --------------------------------------------------------------------------------------


def find_blocks(page: str, language: str) -> list[str]:
    """Find the blocks of a page in one language."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


class TestDocumentation:
    def test_yaml_names_what_is_there(self) -> None:
        blocks = [yaml.safe_load(block) for block in find_blocks("integrations.md", "yaml")]
        configurations = [block for block in blocks if "repos" in block]
        assert len(configurations) == 3
        for block in configurations:
            (repository,) = block["repos"]
            assert {hook["id"] for hook in repository["hooks"]} <= {hook["id"] for hook in HOOKS}
        steps = [step for block in blocks for step in block.get("steps", ()) if "seeddoc" in step["uses"]]
        assert len(steps) == 2
        assert {name for step in steps for name in step["with"]} <= ACTION["inputs"].keys()
        # What a page adds to a hook has to name what the hook has of its own.
        (more,) = (
            hook["additional_dependencies"]
            for block in configurations
            for hook in block["repos"][0]["hooks"]
            if "additional_dependencies" in hook
        )
        assert {tuple(hook["additional_dependencies"]) for hook in HOOKS} == {tuple(more[:1])}
        assert all(yaml.safe_load(block)["steps"] for block in find_blocks("running.md", "yaml"))

    def test_tables_of_hooks_and_inputs(self) -> None:
        told = re.findall(r"^\| `([a-z-]+)` \|", (ROOT / "docs" / "integrations.md").read_text("utf-8"), re.MULTILINE)
        assert told == [*(hook["id"] for hook in HOOKS), *ACTION["inputs"]]

    def test_toml(self) -> None:
        (block,) = find_blocks("integrations.md", "toml")
        assert tomllib.loads(block)["language-server"]["seeddoc"] == {"command": "seeddoc", "args": ["server"]}

    @needs_bash
    def test_options_of_the_action_are_options(self, runner: tuple[Path, Path]) -> None:
        (step,) = (
            step
            for block in find_blocks("integrations.md", "yaml")
            for step in yaml.safe_load(block).get("steps", ())
            if "args" in step.get("with", ())
        )
        (runner[0] / "a.txt").write_text(CLEAN, "utf-8")
        ended = check(runner, "a.txt", step["with"]["args"])
        assert (ended.returncode, (runner[0] / "seeddoc.sarif").exists()) == (0, True), ended.stdout


def make_package(folder: Path) -> Path:
    """Make a package with a rule, to which every text is a finding."""
    folder.mkdir()
    (folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "newsroom"\nversion = "1.0"\ndependencies = ["seeddoc"]\n'
        '[project.entry-points."seeddoc.rules"]\nnewsroom = "newsroom:RULE"\n',
        "utf-8",
    )
    (folder / "newsroom.py").write_text(
        "from seeddoc import Code\nfrom seeddoc.rules import Rule\n"
        "def find(subject, options):\n    yield subject.finding('NR001', 0, 1)\n"
        "RULE = Rule(Code('NR001', 'a-text', 'warning', 'it is a text', 'write none'), find)\n",
        "utf-8",
    )
    return folder


# --- The Action -------------------------------------------------------------------------------------------


def run_step(name: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a step's script, as a runner does."""
    script = cwd.parent / f"{cwd.name}.sh"
    script.write_text(STEPS[name]["run"], "utf-8")
    return run(BASH, "--noprofile", "--norc", "-eo", "pipefail", script, cwd=cwd, **variables)


@pytest.fixture
def runner(tmp_path: Path) -> tuple[Path, Path]:
    """Make a working directory, and one with a command `seeddoc` that is the one under test."""
    work, programs = tmp_path / "work", tmp_path / "bin"
    for folder in (work, programs):
        folder.mkdir()
    command = programs / "seeddoc"
    command.write_text(f'#!{BASH}\nexec "{sys.executable}" -m seeddoc "$@"\n', "utf-8")
    command.chmod(0o755)
    return work, programs


def check(runner: tuple[Path, Path], paths: str, arguments: str = "") -> subprocess.CompletedProcess[str]:
    work, programs = runner
    return run_step(
        "Check",
        work,
        SEEDDOC_BIN=str(programs),
        SEEDDOC_PATHS=paths,
        SEEDDOC_ARGS=arguments,
        PYTHONPATH=str(ROOT / "src"),
    )


class TestAction:
    def test_inputs_reach_scripts_as_variables_only(self) -> None:
        scripts = [step["run"] for step in STEPS.values()]
        assert len(scripts) == 2
        assert not [script for script in scripts if "${{" in script]
        used = re.findall(r"\$\{\{ inputs\.([a-z-]+) \}\}", (ROOT / "action.yml").read_text("utf-8"))
        assert sorted(used) == sorted(ACTION["inputs"])

    def test_every_variable_of_a_script_is_given(self) -> None:
        for step in STEPS.values():
            named = set(re.findall(r"SEEDDOC_\w+", step["run"]))
            assert named == step["env"].keys()
            assert step["shell"] == "bash"

    def test_other_actions_are_pinned_by_commit(self) -> None:
        used = [step["uses"] for step in STEPS.values() if "uses" in step]
        assert [name for name in used if not re.fullmatch(r".+@[0-9a-f]{40}", name)] == []

    @needs_bash
    @pytest.mark.parametrize(("text", "status"), [(CLEAN, 0), (CUT, 1), (None, 2)])
    def test_status(self, runner: tuple[Path, Path], text: str | None, status: int) -> None:
        if text is not None:
            (runner[0] / "a.txt").write_text(text, "utf-8")
        assert check(runner, ACTION["inputs"]["paths"]["default"]).returncode == status

    @needs_bash
    def test_paths_and_options_are_one_a_line(self, runner: tuple[Path, Path]) -> None:
        for name in ("a b.txt", "c.txt", "d.txt"):
            (runner[0] / name).write_text(CUT, "utf-8")
        ended = check(runner, "a b.txt\n\nc*.txt\n", "--format=concise\n--color=never\n")
        assert ended.returncode == 1
        assert [line.split(" B001")[0] for line in ended.stdout.splitlines()[:-1]] == ["a b.txt:6:1:", "c.txt:6:1:"]

    @needs_bash
    @pytest.mark.parametrize(
        "hostile",
        [
            "$(touch pwned)",
            "`touch pwned`",
            '"; touch pwned; "',
            "'; touch pwned; '",
            "--help",
            "a\\\ntouch pwned",
            "*",
        ],
    )
    def test_nothing_of_an_input_is_run(self, runner: tuple[Path, Path], hostile: str) -> None:
        assert check(runner, hostile).returncode == 2
        assert check(runner, ".", hostile).returncode in {0, 2}
        assert not (runner[0] / "pwned").exists()

    @needs_bash
    def test_old_python(self, tmp_path: Path) -> None:
        old = tmp_path / "python"
        old.write_text(f"#!{BASH}\nexit 1\n", "utf-8")
        old.chmod(0o755)
        ended = run_step("Install seeddoc", tmp_path, SEEDDOC_PYTHON=str(old))
        assert ended.returncode == 2
        assert ended.stdout.startswith("::error::seeddoc needs Python 3.11 or newer")

    @needs_bash
    @pytest.mark.parametrize(
        ("packages", "words"),
        [
            ("", []),
            ("newsroom==1.0\n\n./tools/a b\n", ["newsroom==1.0", "./tools/a b"]),
            ("$(touch pwned)\n`touch pwned`", ["$(touch pwned)", "`touch pwned`"]),
            ("--no-index", ["--no-index"]),
            ('"; touch pwned; "', ['"; touch pwned; "']),
        ],
    )
    def test_packages_are_words_for_pip(self, tmp_path: Path, packages: str, words: list[str]) -> None:
        work, python = tmp_path / "work", tmp_path / "python"
        work.mkdir()
        # A Python that makes an environment whose own Python tells what it was given.
        python.write_text(
            f"#!{BASH}\n"
            'if [ "$2" = venv ]; then mkdir -p "$3/bin"\n'
            f"""printf '%s\\n' '#!{BASH}' 'printf "%s\\n" "$@"' > "$3/bin/python"; chmod +x "$3/bin/python"; fi\n""",
            "utf-8",
        )
        python.chmod(0o755)
        places = {"RUNNER_TEMP": str(tmp_path), "GITHUB_ACTION_PATH": "/here", "GITHUB_OUTPUT": str(tmp_path / "told")}
        ended = run_step("Install seeddoc", work, SEEDDOC_PYTHON=str(python), SEEDDOC_PACKAGES=packages, **places)
        assert ended.returncode == 0, ended.stdout
        # Nothing after the two hyphens is an option.
        given = ended.stdout.splitlines()
        assert given[given.index("--") + 1 :] == ["/here[cli]", *words]
        assert not (work / "pwned").exists()

    @needs_bash
    @pytest.mark.slow
    def test_from_the_start(self, tmp_path: Path) -> None:
        told, package = tmp_path / "told", make_package(tmp_path / "news room")
        places = {"RUNNER_TEMP": str(tmp_path / "my temp"), "GITHUB_ACTION_PATH": str(ROOT), "GITHUB_OUTPUT": str(told)}
        given = {"SEEDDOC_PYTHON": sys.executable, "SEEDDOC_PACKAGES": f"{package}\n"}
        ended = run_step("Install seeddoc", tmp_path, **given, **places)
        assert ended.returncode == 0, ended.stdout
        programs = told.read_text("utf-8").strip().removeprefix("bin=")
        (tmp_path / "a.txt").write_text(CUT, "utf-8")
        given = {"SEEDDOC_PATHS": "a.txt", "SEEDDOC_ARGS": "--format=concise", "GITHUB_ACTIONS": "true"}
        checked = run_step("Check", tmp_path, SEEDDOC_BIN=programs, **given)
        assert (checked.returncode, "B001" in checked.stdout) == (1, True)
        assert "a.txt:2:1: NR001" in checked.stdout


# --- pre-commit -------------------------------------------------------------------------------------------


def git(cwd: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false")
    ended = run(GIT, *identity, *arguments, cwd=cwd)
    assert ended.returncode == 0, ended.stdout
    return ended.stdout.strip()


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Make a repository of the hooks out of this working tree; return it and its commit."""
    top = tmp_path_factory.mktemp("hooks")
    names = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, top / name)
    git(top, "init", "-q")
    git(top, "add", "--all", "--force")
    git(top, "commit", "-q", "-m", "All of it")
    return top, git(top, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where pre-commit keeps the environments that it makes."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def project(tmp_path: Path, hooks: tuple[Path, str]) -> Path:
    """Make a repository that uses the hooks."""
    source, commit = hooks
    uses = {"repo": str(source), "rev": commit, "hooks": [{"id": hook["id"]} for hook in HOOKS]}
    git(tmp_path, "init", "-q")
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [uses]}), "utf-8")
    (tmp_path / ".gitignore").write_text("drafts/\n", "utf-8")
    for name, text in {"a.txt": CLEAN, "old.txt": CUT, "notes.md": "x", "drafts/d.txt": CUT}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    git(tmp_path, "add", ".")
    return tmp_path


def run_hook(project: Path, home: Path, hook: str, options: Sequence[str] = ()) -> tuple[int, str]:
    """Run a hook on what is staged; the second that is returned is what it printed."""
    command = (sys.executable, "-m", "pre_commit", "run", hook, "--verbose", "--color=never", *options)
    ended = run(*command, cwd=project, PRE_COMMIT_HOME=str(home))
    return ended.returncode, ended.stdout


class TestHooks:
    def test_rules_across_files_see_all_of_them(self) -> None:
        whole = next(hook for hook in HOOKS if hook["id"] == "seeddoc-check")
        assert (whole["pass_filenames"], whole["require_serial"], whole["args"]) == (False, True, ["."])
        assert all(hook["require_serial"] for hook in HOOKS)

    def test_they_run_for_what_a_directory_is_searched_for(self, tmp_path: Path) -> None:
        names = ["a.txt", "a.txt.gz", "a.txt.zst", "a.md", "txt", "a.txt.zip", "b.txt.xz", "b.txt.bz2"]
        for name in names:
            (tmp_path / name).touch()
        searched = {source.path.name for source in find_sources([str(tmp_path)]) if source.path}
        for hook in HOOKS:
            assert {name for name in names if re.search(hook["files"], name)} == searched

    @pytest.mark.slow
    @pytest.mark.timeout(600)
    def test_check(self, project: Path, home: Path) -> None:
        status, told = run_hook(project, home, "seeddoc-check")
        assert (status, "old.txt:6:1: error B001" in told, "drafts" in told) == (1, True, False)
        # A change of another file brings out what is wrong with one that does not change.
        git(project, "commit", "-q", "--no-verify", "-m", "First")
        (project / "a.txt").write_text(CLEAN + "\n", "utf-8")
        git(project, "add", "a.txt")
        assert "old.txt:6:1: error B001" in run_hook(project, home, "seeddoc-check")[1]
        (project / "old.txt").write_text(CLEAN.replace("a.txt", "old.txt").replace("Text", "Other text"), "utf-8")
        git(project, "add", "old.txt")
        status, told = run_hook(project, home, "seeddoc-check")
        assert (status, "2 files" in told) == (0, True), told

    @pytest.mark.slow
    @pytest.mark.timeout(600)
    def test_check_of_what_changes(self, project: Path, home: Path) -> None:
        git(project, "commit", "-q", "--no-verify", "-m", "First")
        (project / "a.txt").write_text(CLEAN + "\n", "utf-8")
        git(project, "add", "a.txt")
        status, told = run_hook(project, home, "seeddoc-check-changed")
        assert (status, "in 1 document, 1 file." in told) == (0, True), told
        # An ignored file that is handed over all the same is checked, and nothing breaks.
        git(project, "add", "--force", "drafts/d.txt")
        status, told = run_hook(project, home, "seeddoc-check-changed")
        assert (status, "drafts/d.txt:6:1: error B001" in told) == (1, True), told

    @pytest.mark.slow
    @pytest.mark.timeout(600)
    def test_rules_of_another_package(
        self, project: Path, home: Path, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        package = make_package(tmp_path_factory.mktemp("packages") / "newsroom")
        file = project / ".pre-commit-config.yaml"
        uses = yaml.safe_load(file.read_text("utf-8"))
        (whole,) = (hook for hook in uses["repos"][0]["hooks"] if hook["id"] == "seeddoc-check")
        whole["additional_dependencies"] = [".[cli]", str(package)]
        file.write_text(yaml.safe_dump(uses), "utf-8")
        git(project, "add", ".")
        status, told = run_hook(project, home, "seeddoc-check")
        assert (status, "a.txt:2:1: warning NR001" in told, "old.txt:6:1: error B001" in told) == (1, True, True), told

    @pytest.mark.slow
    @pytest.mark.timeout(600)
    def test_format(self, project: Path, home: Path) -> None:
        (project / "a.txt").write_text(CLEAN.replace("<<<END FILE>>>", "<<<END_FILE>>>"), "utf-8")
        git(project, "rm", "-q", "--cached", "old.txt")
        git(project, "add", "a.txt")
        status, told = run_hook(project, home, "seeddoc-fmt")
        assert (status, "files were modified by this hook" in told) == (1, True), told
        assert (project / "a.txt").read_text("utf-8") == CLEAN
        git(project, "add", "a.txt")
        assert run_hook(project, home, "seeddoc-fmt")[0] == 0
