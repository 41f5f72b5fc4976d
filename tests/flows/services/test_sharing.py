"""Commands share services: adopted after a kill, ended by the last one, never ended on a mere pid."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.services import ServiceError, services
from flows.services.prefect_server import PrefectServer
from flows.services.processes import ProcessId, end, identify, is_alive, this_process
from flows.services.records import Ledger, Running, User, ledger_path, locked, read_ledger, write_ledger
from flows.services.sharing import Membership

from .running import recorded

CHECKOUT = Path(__file__).parents[3]
COMMAND = """
import sys
from pathlib import Path
from flows.services import services
with services(Path(sys.argv[1]), prefect=False) as running:
    if sys.argv[2] == "ready":
        running.s3()
    print("entered", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def command(home: Path, until: str = "ready") -> Iterator[subprocess.Popen[str]]:
    """Another command of the same home; it leaves when its standard input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, str(home), until],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        assert process.stdout is not None and process.stdout.readline() == "entered\n"
        yield process


@pytest.fixture
def sleeper() -> Iterator[ProcessId]:
    with subprocess.Popen(["sleep", "60"]) as process:
        known = identify(process.pid)
        assert known is not None
        yield known
        process.kill()


@pytest.mark.parametrize("until", ["ready", "launched"])
def test_services_of_a_killed_command_are_adopted_and_ended(tmp_path: Path, until: str) -> None:
    with command(tmp_path, until) as owner:
        os.killpg(owner.pid, signal.SIGKILL)
    orphan = recorded(tmp_path)
    assert is_alive(orphan.process)
    with services(tmp_path, prefect=False) as running:
        running.s3()
        assert recorded(tmp_path) == orphan
    assert not is_alive(orphan.process)
    assert read_ledger(tmp_path).running == {}
    assert read_ledger(tmp_path).users == []


def test_the_last_of_two_users_ends_the_service(tmp_path: Path) -> None:
    with command(tmp_path, "launched") as other:
        with services(tmp_path, prefect=False) as running:
            running.s3()
            shared = recorded(tmp_path)
            assert len(read_ledger(tmp_path).users) == 2
        assert is_alive(shared.process)
        other.communicate("\n", timeout=20)
    assert not is_alive(shared.process)


def test_a_stale_record_with_another_start_is_not_ended(tmp_path: Path, sleeper: ProcessId) -> None:
    stale = Running(process=ProcessId(pid=sleeper.pid, started="another start"), ports={"s3": 1})
    with locked(tmp_path) as ledger:
        ledger.running["s3"] = stale
        ledger.users = [User(process=stale.process, token="gone")]
        write_ledger(tmp_path, ledger)
    with services(tmp_path, prefect=False):
        assert recorded(tmp_path).process.pid != sleeper.pid
        assert [user.process for user in read_ledger(tmp_path).users] == [this_process()]
    assert is_alive(sleeper)


def test_an_adopted_service_that_dies_is_replaced(tmp_path: Path) -> None:
    with command(tmp_path, "launched") as owner:
        os.killpg(owner.pid, signal.SIGKILL)
    with services(tmp_path, prefect=False) as running:
        orphan = recorded(tmp_path)
        end(orphan.process, grace_s=0)
        running.s3()
        assert recorded(tmp_path).process != orphan.process


def test_unreadable_records_are_set_aside_and_their_process_is_named_not_ended(tmp_path: Path) -> None:
    with command(tmp_path, "launched") as owner:
        os.killpg(owner.pid, signal.SIGKILL)
    orphan = recorded(tmp_path).process
    ledger_path(tmp_path).write_text('{"users": [{"pro')
    try:
        with pytest.raises(ServiceError, match=rf"kill -9 {orphan.pid}'"), services(tmp_path, prefect=False):
            pass
        assert is_alive(orphan)
        assert (tmp_path / "pids.corrupt.json").read_text() == '{"users": [{"pro'
        assert read_ledger(tmp_path) == Ledger()
    finally:
        end(orphan, grace_s=0)


def test_a_process_may_enter_twice(tmp_path: Path) -> None:
    with services(tmp_path, s3=False, prefect=False), services(tmp_path, s3=False, prefect=False):
        assert len({user.token for user in read_ledger(tmp_path).users}) == 2
    assert read_ledger(tmp_path).users == []


def test_leaving_happens_on_system_exit_and_interrupt(tmp_path: Path) -> None:
    for stop in (SystemExit, KeyboardInterrupt):
        with pytest.raises(stop), services(tmp_path, prefect=False):
            launched = recorded(tmp_path).process
            raise stop
        assert not is_alive(launched)


def test_a_prefect_without_its_interface_is_kept_while_others_use_it(tmp_path: Path) -> None:
    plain = Membership(tmp_path, [PrefectServer(tmp_path)])
    wishful = Membership(tmp_path, [PrefectServer(tmp_path, ui=True, services=True)])
    try:
        plain.join(["prefect"])
        kept = recorded(tmp_path, "prefect")
        wishful.join(["prefect"])
        assert recorded(tmp_path, "prefect") == kept
        assert wishful.notes == ["prefect goes on without services and ui: 1 other user(s)"]
        plain.leave()
        again = Membership(tmp_path, [PrefectServer(tmp_path, ui=True)])
        wishful.leave()
        again.join(["prefect"])
        assert not is_alive(kept.process)
        assert recorded(tmp_path, "prefect").options == {"services": False, "ui": True}
        again.leave()
    finally:
        for running in read_ledger(tmp_path).running.values():
            end(running.process, grace_s=0)


def test_a_prefect_without_its_interface_is_restarted_for_a_lone_user(tmp_path: Path) -> None:
    with locked(tmp_path) as ledger:
        process = PrefectServer(tmp_path).launch({"api": 15_001})
        ledger.running["prefect"] = Running(process=process, ports={"api": 15_001})
        write_ledger(tmp_path, ledger)
    with services(tmp_path, s3=False, prefect_ui=True) as running:
        assert not is_alive(process)
        assert is_alive(recorded(tmp_path, "prefect").process)
        assert running.notes == ()


def test_a_home_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    home = tmp_path / "file" / "home"
    with pytest.raises(ServiceError) as caught, services(home):
        pass
    assert str(caught.value) == (
        f"{home} cannot be written (Not a directory): make it a directory this user may write to"
    )


def test_what_was_not_asked_for_is_not_given(tmp_path: Path) -> None:
    with (
        services(tmp_path, s3=False, prefect=False) as running,
        pytest.raises(ServiceError, match="s3 was not asked for"),
    ):
        running.s3()
