"""The command `shelfready`: exit codes, one-line errors, and the commands themselves."""

from __future__ import annotations

import logging
import signal
import sys
import traceback
from types import FrameType

import click

from expectations.errors import ShelfreadyError
from flows.commands.batches import export, verify
from flows.commands.demo import demo
from flows.commands.doctor import doctor
from flows.commands.new import new
from flows.commands.rejudge import rejudge
from flows.commands.rulebook import check, rules
from flows.commands.run import run
from flows.commands.trial import trial
from flows.opening import be_quiet
from flows.services import ServiceError
from flows.settings import read_settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="show tracebacks and the libraries' own log lines")
@click.version_option(package_name="shelfready")
def shelfready(debug: bool) -> None:
    """Prepare supplier catalogs so that they pass Wish's review."""


for command in (demo, run, trial, rejudge, new, check, rules, export, verify, doctor):
    shelfready.add_command(command)


def main() -> None:
    """Run the command line and exit: 0 done, 1 fault, 2 usage or configuration, 3 feed refused, 4 guardrail."""
    # --debug may stand anywhere on the line.
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    debug = len(arguments) < len(sys.argv) - 1
    logging.basicConfig(format="%(message)s", stream=sys.stderr, level=logging.WARNING)
    logging.getLogger("shelfready").setLevel(logging.INFO)
    signal.signal(signal.SIGTERM, _terminated)
    try:
        be_quiet(read_settings().state, debug=debug)
        code = shelfready.main(arguments, standalone_mode=False)
    except click.exceptions.Abort:
        code = 130
    except KeyboardInterrupt:
        code = 130
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        code = 2
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        usage = f"{context.command_path} --help" if context else "shelfready --help"
        click.echo(f"shelfready: {error.format_message()} See {usage}.", err=True)
        code = error.exit_code
    except (ShelfreadyError, ServiceError) as error:
        code = _failed(error, debug=debug)
    except Exception as error:  # noqa: BLE001  # the outermost edge: anything else is a fault of ours
        code = _unexpected(error, debug=debug)
    sys.exit(code)


def _failed(error: ShelfreadyError | ServiceError, *, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
    click.echo(f"shelfready: {' '.join(str(error).split())}", err=True)
    return error.exit_code if isinstance(error, ShelfreadyError) else 1


def _unexpected(error: Exception, *, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
    text = " ".join(str(error).split()) or "no further text"
    hint = "" if debug else ": run again with --debug and report the traceback"
    click.echo(f"shelfready: unexpected fault: {type(error).__name__}: {text}{hint}", err=True)
    return 1


def _terminated(signum: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + signum)
