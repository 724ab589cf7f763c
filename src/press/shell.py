"""An IPython shell without a kernel: runs the code cells of a notebook in this process, as a kernel would.

It knows nothing of processes or Sphinx; `press.forkserver` calls it in a forked child.
"""

import contextlib
import io
import json
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any

# A shell imports these when it is made, which would be in each chapter's process.
from IPython.core import application, completer, completerlib, crashhandler, logger, magics, oinspect  # noqa: F401
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from nbformat.v4 import new_output
from traitlets import Type
from traitlets.config import Config


class OverTime(BaseException):
    """A cell ran over its limit; no `except Exception` of a chapter catches it."""


class Outputs(list):
    """A cell's outputs in true order; neighbouring text of one stream is one output."""

    def __init__(self) -> None:
        super().__init__()
        self.by_id: dict[str, list[NotebookNode]] = {}

    def write(self, stream: str, text: str) -> None:
        """Add text to a stream."""
        if self and self[-1]["output_type"] == "stream" and self[-1]["name"] == stream:
            self[-1]["text"] += text
        else:
            self.append(new_output("stream", name=stream, text=text))


class Stream(io.TextIOBase):
    """What a cell prints to."""

    encoding = "utf-8"

    def __init__(self, outputs: Outputs, stream: str) -> None:
        self.outputs, self.stream = outputs, stream

    def writable(self) -> bool:
        """Return that it can be written to."""
        return True

    def write(self, text: str) -> int:
        """Add text to the cell's outputs."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if text:
            self.outputs.write(self.stream, text)
        return len(text)


class Publisher(DisplayPublisher):
    """Takes what ``display`` shows."""

    shell: Any

    def publish(
        self, data: Any, metadata: Any = None, *args: Any, transient: Any = None, update: bool = False, **_: Any
    ) -> None:
        """Add a display to the cell's outputs, or change an earlier one."""
        outputs: Outputs = self.shell.press_outputs
        display_id = str((transient or {}).get("display_id"))
        if update:
            for output in outputs.by_id.get(display_id, []):
                output["data"], output["metadata"] = data, metadata or {}
            return
        outputs.append(new_output("display_data", data=data, metadata=metadata or {}))
        if transient and "display_id" in transient:
            outputs.by_id.setdefault(display_id, []).append(outputs[-1])

    def clear_output(self, wait: bool = False) -> None:
        """Forget the cell's outputs."""
        self.shell.press_outputs.clear()


class Hook(DisplayHook):
    """Takes the value of a cell's last line."""

    shell: Any

    def write_output_prompt(self) -> None:
        """Write none: a notebook has no prompt."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Add the value to the cell's outputs."""
        self.shell.press_outputs.append(
            new_output("execute_result", data=format_dict, metadata=md_dict or {}, execution_count=self.prompt_count)
        )

    def finish_displayhook(self) -> None:
        """Leave the streams as they are."""
        self._is_active = False


class Shell(InteractiveShell):
    """An interactive shell whose displays and errors become notebook outputs."""

    displayhook_class = Type(Hook)
    display_formatter: Any
    extension_manager: Any
    press_outputs = Outputs()

    def init_display_pub(self) -> None:
        """Set the publisher."""
        self.display_pub = Publisher(parent=self, shell=self)

    def enable_gui(self, gui: Any = None) -> None:
        """Enable none."""

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        self.press_outputs.append(new_output("error", ename=etype.__name__, evalue=str(evalue), traceback=list(stb)))


def make_shell() -> Shell:
    """Return a fresh shell that keeps no history and counts where others draw random ids."""
    config = Config()
    config.HistoryManager.enabled = False
    shell: Shell = Shell.instance(config=config, user_ns={"__name__": "__main__"})
    shell.display_formatter.active_types = shell.display_formatter.format_types
    shell.extension_manager.load_extension("press.stable")
    return shell


def run_notebook(
    notebook: NotebookNode,
    cell_limit: float | None,
    allow_errors: bool = False,
    begin: Callable[[int], None] = lambda index: None,
) -> None:
    """Run the code cells of a notebook and put their outputs into it.

    Parameters
    ----------
    notebook
        Changed in place.
    cell_limit
        Seconds that a cell may run; None for as long as it likes.
    allow_errors
        Whether to go on after a cell that raises.
    begin
        Called with the index of each cell that is about to run.

    Notes
    -----
    After a cell that raises where it must not, none runs; its outputs end with the error.
    """
    shell = make_shell()
    count = 0
    for index, cell in enumerate(notebook.cells):
        tags = cell.metadata.get("tags", [])
        if cell.cell_type != "code" or not cell.source.strip() or "skip-execution" in tags:
            continue
        begin(index)
        count += 1
        outputs = Outputs()
        outputs.by_id = shell.press_outputs.by_id  # a display may be changed by a later cell
        shell.press_outputs, shell.execution_count = outputs, count
        with _time_limit(cell_limit), _streams(outputs):
            result = shell.run_cell(cell.source, store_history=True)
        cell.outputs, cell.execution_count = outputs, count
        if not (result.success or allow_errors or "raises-exception" in tags):
            break
    _seal(notebook)


def _seal(notebook: NotebookNode) -> None:
    """Turn outputs into plain JSON, and say what language they are of, in a kernel's words."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = json.loads(json.dumps(list(cell.outputs)))
    notebook.metadata["language_info"] = {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
        "version": ".".join(map(str, sys.version_info[:3])),
    }


@contextlib.contextmanager
def _streams(outputs: Outputs) -> Iterator[None]:
    with contextlib.redirect_stdout(Stream(outputs, "stdout")), contextlib.redirect_stderr(Stream(outputs, "stderr")):
        yield


@contextlib.contextmanager
def _time_limit(seconds: float | None) -> Iterator[None]:
    if not seconds:
        yield
        return

    def stop(*_: Any) -> None:
        __tracebackhide__ = True
        raise OverTime(f"the cell ran over its limit of {seconds:g} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)  # once: who swallows it is killed, and a report may take its time
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
