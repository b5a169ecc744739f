"""A Windows computer of the test's own, under Wine: no Python on it, and a screen to look at."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from tests.end_to_end.display import Display

from wine_prefix import OVERRIDES, Wine, initialise, made_shims

NEEDED = ("Xvfb", "import", "openbox", "osslsigncode", "wine", "wineserver", "xclip", "xdotool")
HOME = r"C:\Program Files\Diabetes Desktop"
MUCH = 20_000  # pixels
TITLE = "Diabetes Desktop"


def missing_programs() -> list[str]:
    """What has to be installed before these tests can run."""
    return [name for name in NEEDED if shutil.which(name) is None]


def wait_for(condition: Callable[[], object], what: str, seconds: float = 60) -> object:
    """What `condition` gives as soon as it is true."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.1)
    raise AssertionError(f"{what} did not come in {seconds:.0f} s")


@dataclass(frozen=True)
class Windows:
    """A prefix and the screen that its programs are shown on."""

    prefix: Path
    display: Display
    user: str = "primera"

    @classmethod
    def install(cls, prefix: Path, display: Display) -> Windows:
        """Make the prefix: Windows 10."""
        initialise(Wine(prefix), made_shims())
        computer = cls(prefix, display)
        # Wine has no Segoe UI; what it takes by itself has serifs.
        for name in ("Segoe UI", "MS Shell Dlg 2", "Tahoma", "Arial"):
            fonts = ["reg", "add", r"HKCU\Software\Wine\Fonts\Replacements", "/v", name]
            computer.run([*fonts, "/t", "REG_SZ", "/d", "DejaVu Sans", "/f"])
        computer.settle()
        return computer

    @property
    def environment(self) -> dict[str, str]:
        ours = ("DIABETES_", "MLFLOW_", "PYTHON", "QT_")
        everything = self.display.environment.items()
        kept = {key: value for key, value in everything if not key.startswith(ours)}
        return {
            **kept,
            "WINEPREFIX": str(self.prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": OVERRIDES,
            "USER": self.user,
            "LOGNAME": self.user,
            "LANG": "C.UTF-8",
        }

    @property
    def drive(self) -> Path:
        return self.prefix / "drive_c"

    @property
    def home(self) -> Path:
        """Where the program is installed."""
        return self.drive / "Program Files" / "Diabetes Desktop"

    @property
    def profile(self) -> Path:
        """What the program writes for this user."""
        return self.drive / "users" / self.user / "AppData" / "Local" / "Diabetes Desktop"

    @property
    def policy(self) -> Path:
        return self.drive / "ProgramData" / "Diabetes Desktop" / "policy.toml"

    def run(
        self, command: Sequence[str | Path], *, seconds: float = 120, **variables: str
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a Windows program to its end. Its output is a pipe: files upset Wine 8."""
        return subprocess.run(
            ["wine", *map(str, command)],
            env={**self.environment, **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
        )

    def admin(self, *arguments: str, typed: str = "") -> tuple[int, str]:
        """`diabetes-admin`, installed: exit code and what it said."""
        done = subprocess.run(
            ["wine", rf"{HOME}\diabetes-admin.exe", *arguments],
            env=self.environment,
            input=typed.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=180,
        )
        return done.returncode, done.stdout.decode("utf-8", "replace").replace("\r\n", "\n")

    @contextmanager
    def program(self, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        """The installed program, ended with the block."""
        command = ["wine", rf"{HOME}\diabetes-desktop.exe", *arguments]
        process = subprocess.Popen(
            command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                self.end_programs()
            process.communicate(timeout=60)

    def end_programs(self) -> None:
        """End every diabetes-desktop.exe of this computer."""
        self.run(["taskkill", "/F", "/IM", "diabetes-desktop.exe"])

    def processes(self, mark: str = "diabetes-desktop.exe") -> list[psutil.Process]:
        """Those of this computer's processes that have `mark` in their command."""
        return [process for process in psutil.process_iter() if self._has(process, mark)]

    def _has(self, process: psutil.Process, mark: str) -> bool:
        try:
            mine = process.environ().get("WINEPREFIX") == str(self.prefix)
            command = process.cmdline()
        except psutil.Error:
            return False
        is_loader = Path(command[0]).name.startswith("wine") if command else True
        return mine and not is_loader and any(mark in part for part in command)

    def registry(self, key: str, value: str) -> str:
        """A value of the registry; empty where it is not."""
        done = self.run(["reg", "query", key, "/v", value, "/reg:64"])
        text = done.stdout.decode("utf-8", "replace")
        (line,) = [line for line in text.splitlines() if line.strip().startswith(value)] or [""]
        return line.split(None, 2)[2].strip() if line else ""

    def settle(self) -> None:
        """Until every program of this computer has ended, and its registry is on disk."""
        subprocess.run(["wineserver", "-w"], env=self.environment, timeout=180, check=False)

    def shut_down(self) -> None:
        subprocess.run(["wineserver", "-k"], env=self.environment, timeout=60, check=False)

    def window(self, seconds: float = 90) -> str:
        """The program's window, once it is shown."""

        def find() -> str:
            found = self.display.xdotool("search", "--onlyvisible", "--name", f"^{TITLE}")
            return found.split()[0] if found else ""

        return str(wait_for(find, "the program's window", seconds))

    def press(self, *keys: str) -> None:
        """Press keys, in xdotool's names, in the window that has the keyboard."""
        self.display.xdotool("key", "--delay", "120", *keys)

    def type(self, text: str) -> None:
        self.display.xdotool("type", "--delay", "60", text)

    def enter(self, *texts: str) -> None:
        """Type each text, and Enter after it."""
        for text in texts:
            self.type(text)
            self.press("Return")

    def picture(self, file: Path) -> Path:
        """What is on the screen now."""
        command = ["import", "-window", "root", "-strip", str(file)]
        subprocess.run(command, env=self.display.environment, check=True)
        return file

    def pixels(self) -> bytes:
        """What is on the screen now, three bytes for each pixel."""
        command = ["import", "-window", "root", "-depth", "8", "rgb:-"]
        done = subprocess.run(command, env=self.display.environment, capture_output=True)
        return done.stdout

    def wait_for_another_screen(self, before: bytes, seconds: float = 120) -> None:
        """Until much more has changed since `before` than a cursor that blinks."""
        wait_for(lambda: _differing(before, self.pixels()) > MUCH, "another screen", seconds)

    def clipboard(self) -> str:
        """The text in the clipboard of Windows, which Wine hands on to the screen's."""
        done = subprocess.run(
            ["xclip", "-selection", "clipboard", "-out", "-target", "UTF8_STRING"],
            env=self.display.environment,
            capture_output=True,
            timeout=20,
        )
        return done.stdout.decode("utf-8", "replace")


def _differing(one: bytes, other: bytes) -> int:
    return sum(a != b for a, b in zip(one[::3], other[::3], strict=False))


def log_lines(profile: Path, event: str) -> list[str]:
    """The lines of the program's log that tell of `event`."""
    file = profile / "logs" / "diabetes-desktop.log"
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    return [line for line in text.splitlines() if f"event={event}" in line]
