"""The wheel and the sdist, built and installed in a clean environment outside the checkout, are complete and run."""

import json
import math
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from collections.abc import Callable
from email import message_from_bytes
from pathlib import Path

import pytest

from dbs_tui.kernel_lock import KernelLock

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = sorted(path.name for path in (ROOT / "routines").glob("*.toml"))

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path, **extra: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(command, cwd=cwd, env={**kept, **extra}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def once(folder: Path, make: Callable[[Path], object]) -> Path:
    """A folder that the first who asks makes, whatever process of the run it is; the others wait until it is done."""
    folder.parent.mkdir(exist_ok=True)
    done, lock = folder.with_suffix(".done"), KernelLock(folder.with_suffix(".lock"))
    lock.wait(math.inf)
    try:
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    finally:
        lock.free()
    return folder


@pytest.fixture(scope="module")
def built(run_folder: Path) -> Path:
    """A folder with the sdist, and the wheel that was built from that sdist; a release has them built already."""
    if there := os.environ.get("PYTEST_DBS_TUI_DIST"):
        return Path(there)
    return once(
        run_folder / "packages" / "dist",
        lambda out: run(sys.executable, "-m", "build", "--outdir", out, ROOT, cwd=out),
    )


def lowest() -> list[str]:
    """What the program depends on, each at the lowest version that it allows."""
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    return [re.sub(r">=([^,]+).*", r"==\1", requirement) for requirement in needed]


def _release(requirement: str) -> str:
    """4.8.0 is 4.8."""
    return re.sub(r"(\.0)+$", "", requirement.lower())


@pytest.fixture(scope="module")
def installed(built: Path, run_folder: Path) -> Callable[..., Path]:
    """Installs the wheel in a clean environment with nothing but what it depends on; gives its Python."""
    inside = Path("Scripts" if os.name == "nt" else "bin") / "python"

    def install(*besides: str) -> Path:
        name = "lowest" if besides else "newest"

        def make(home: Path) -> None:
            venv.create(home, with_pip=True)
            run(home / inside, "-m", "pip", "install", "--quiet", next(built.glob("*.whl")), *besides, cwd=home)

        return once(run_folder / "packages" / name, make) / inside

    return install


@pytest.fixture(scope="module")
def python(installed: Callable[..., Path]) -> Path:
    """The Python of an environment with the newest versions that are allowed."""
    return installed()


def test_the_wheel_holds_everything_and_is_small(built: Path) -> None:
    """Routines, content, stylesheets and the type marker travel inside the package; nothing else is installed."""
    wheel = next(built.glob("*.whl"))
    names = zipfile.ZipFile(wheel).namelist()
    assert sorted(Path(name).name for name in names if name.startswith("dbs_tui/routines/")) == SHIPPED
    assert {"dbs_tui/py.typed", "dbs_tui/content/exercises.toml", "dbs_tui/ui/app.tcss"} <= set(names)
    assert {name.split("/")[0].split("-")[0] for name in names} <= {"dbs_tui", "dbs_tui.dist"}
    assert wheel.stat().st_size < 1_000_000  # 806 kB; pictures or tests that slip in would be more


def test_the_wheel_has_every_data_file_of_the_checkout(built: Path) -> None:
    """No stylesheet or data file of the package is left behind."""
    names = set(zipfile.ZipFile(next(built.glob("*.whl"))).namelist())
    here = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "dbs_tui").rglob("*") if path.suffix in (".tcss", ".toml")
    }
    assert here
    assert here <= names


def test_the_sdist_can_be_built_and_tested(built: Path) -> None:
    """The sdist carries the routines, the tests and the licence."""
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    assert {f"routines/{name}" for name in SHIPPED} <= names
    assert {"LICENSE", "README.md", "CHANGELOG.md", "tests/test_packaging.py", "pyproject.toml"} <= names


def test_an_index_can_show_what_is_built(built: Path) -> None:
    """Every link and picture of the long description leads somewhere from there, and is of this version."""
    run(sys.executable, "-m", "twine", "check", "--strict", *built.iterdir(), cwd=built)
    run(sys.executable, "-m", "check_wheel_contents", next(built.glob("*.whl")), cwd=built)
    archive = zipfile.ZipFile(next(built.glob("*.whl")))
    told = message_from_bytes(archive.read(next(name for name in archive.namelist() if name.endswith("METADATA"))))
    links = re.findall(r"\]\(([^)]+)\)", str(told.get_payload()))
    here = re.findall(r"\]\(([^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(links) == len(here) > 20
    for link, path in zip(links, here, strict=True):
        if "://" not in path:
            assert link.startswith("https://")
            assert link.endswith(f"/v{told['Version']}/{path}")
            assert (ROOT / path.partition("#")[0]).exists()
    assert {url.partition(", ")[0] for url in told.get_all("Project-URL", [])} >= {"Source", "Issues", "Changelog"}


def test_nothing_is_missing_that_an_index_asks_for(built: Path) -> None:
    """Ten points but for one thing: there is no address of an author, since nobody's is to be published."""
    sdist = next(built.glob("*.tar.gz"))
    done = subprocess.run(
        [sys.executable, "-m", "pyroma", "-n", "8", sdist], cwd=built, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert [line for line in done.stdout.splitlines() if "Your" in line] == [
        "Your package does not have author-email data."
    ]


WITHOUT_A_CHECKOUT = {
    "uvx": ("uvx", "--from", "{wheel}", "dbs-tui"),
    "pipx": ("pipx", "run", "--spec", "{wheel}", "dbs-tui"),
}
"""The ways of the README to run it without a checkout, here with the wheel that was built."""
UNREACHED = "Failed to fetch"
"""What both say where there is no way to the package index."""


@pytest.mark.parametrize("name", WITHOUT_A_CHECKOUT)
def test_it_runs_without_a_checkout(built: Path, tmp_path: Path, name: str) -> None:
    """As the README says it; what the tools keep lies in the test's own home."""
    program, *rest = WITHOUT_A_CHECKOUT[name]
    found = shutil.which(program, path=str(Path(sys.executable).parent))
    if found is None:
        pytest.skip(f"{program} is not installed here")
    wheel = next(built.glob("*.whl"))
    command = [found, *(each.format(wheel=wheel) for each in rest)]
    own = {"UV_CACHE_DIR": str(tmp_path / "uv"), "UV_TOOL_DIR": str(tmp_path / "tools"), "UV_PYTHON": sys.executable}
    first = subprocess.run(
        [*command, "--version"], cwd=tmp_path, env={**os.environ, **own}, capture_output=True, text=True, check=False
    )
    if UNREACHED in first.stdout + first.stderr:
        pytest.skip("the package index does not answer here, or is not trusted")
    assert first.stdout.startswith("dbs-tui "), first.stderr
    assert "starter-5" in run(*command, "routines", "--ids", cwd=tmp_path, **own)


def test_an_installed_wheel_lists_the_shipped_routines(python: Path, tmp_path: Path) -> None:
    """Outside the checkout every shipped routine is there and can be trained."""
    out = run(python, "-m", "dbs_tui", "routines", "--json", cwd=tmp_path, DBS_TUI_HOME=str(tmp_path / "home"))
    listed = json.loads(out)["routines"]
    assert sorted(f"{routine['id']}.toml" for routine in listed) == SHIPPED
    assert all(routine["seconds"] > 0 and not routine["problems"] for routine in listed)


def test_an_installed_wheel_has_its_commands(python: Path, tmp_path: Path) -> None:
    """The console script is installed and knows its version."""
    script = python.with_name("dbs-tui.exe" if os.name == "nt" else "dbs-tui")
    assert run(script, "--version", cwd=tmp_path).startswith("dbs-tui ")


@pytest.mark.parametrize("besides", [[], lowest()], ids=["newest", "lowest"])
def test_an_installed_wheel_paints_its_first_screen(
    installed: Callable[..., Path], tmp_path: Path, besides: list[str]
) -> None:
    """With the newest and the lowest versions allowed the app starts: screens, styles and content are all found."""
    python = installed(*besides)
    there = run(python, "-m", "pip", "freeze", cwd=tmp_path).splitlines()
    assert {*map(_release, besides)} <= {*map(_release, there)}
    program = (
        "import asyncio\n"
        "from dbs_tui.ui.app import DbsApp\n"
        "from dbs_tui.ui.services.this_machine import services_of_this_machine\n"
        "async def main():\n"
        "    app = DbsApp(services_of_this_machine())\n"
        "    async with app.run_test(size=(80, 24)) as pilot:\n"
        "        await pilot.press('enter')\n"
        "        for key in '1234':\n"
        "            await pilot.press(key)\n"
        "            await pilot.pause()\n"
        "            print(app.screen.__class__.__name__)\n"
        "asyncio.run(main())\n"
    )
    out = run(python, "-c", program, cwd=tmp_path, DBS_TUI_HOME=str(tmp_path / "home"))
    assert out.split() == ["TodayScreen", "LearnScreen", "BuildScreen", "HistoryScreen"]


def test_a_checkout_and_an_editable_install_find_the_routines() -> None:
    """Run from the checkout, the folder at its top is used: what is edited there is seen at once."""
    from dbs_tui.paths import shipped_routines

    assert sorted(path.name for path in shipped_routines().glob("*.toml")) == SHIPPED
