"""Runs commands in alternating rounds and says what each took: wall seconds, CPU of the client and of both servers, peak
memory, and the share of CPU that processes which are not ours took meanwhile (a round above the limit is repeated)."""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

TICKS = os.sysconf('SC_CLK_TCK')
FOREIGN_LIMIT = 0.10  # of all cores
REPEATS = 4           # how often a disturbed round is tried again before its figure is taken, and marked


def busy_seconds():
    with open('/proc/stat') as stat:
        user, nice, system, _, _, irq, softirq, *_ = map(int, stat.readline().split()[1:])
    return (user + nice + system + irq + softirq) / TICKS


def stat_of(pid):
    with open(f'/proc/{pid}/stat') as stat:
        return stat.read().rsplit(')', 1)[1].split()


def cpu_of_tree(pid):
    """CPU of a process, of its children, and of those of them that have ended."""
    total = 0
    for each in [str(pid), *children(pid)]:
        try:
            fields = stat_of(each)
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
        if each == str(pid):
            total += int(fields[13]) + int(fields[14])
    return total / TICKS


def children(pid):
    try:
        with open(f'/proc/{pid}/task/{pid}/children') as kids:
            return kids.read().split()
    except OSError:
        return []


class Servers:
    def __init__(self):
        self.mysql = os.environ['TIEOUT_TEST_MYSQL_PID']
        self.postgresql = os.environ['TIEOUT_TEST_POSTGRESQL_PID']

    def cpu(self):
        return cpu_of_tree(self.mysql), cpu_of_tree(self.postgresql)


class Taken:
    """One run of one command."""

    def __init__(self, wall, client, mysql, postgresql, foreign, rss_kib, output):
        self.wall, self.client, self.mysql, self.postgresql = wall, client, mysql, postgresql
        self.foreign, self.rss_kib, self.output = foreign, rss_kib, output


def measure_once(servers, command, stdin=b'', expected=(0,)):
    with tempfile.NamedTemporaryFile() as told:
        timed = ['/usr/bin/time', '-q', '-f', '%U %S %M', '-o', told.name, *command]
        before, busy = servers.cpu(), busy_seconds()
        begin = time.monotonic()
        ended = subprocess.run(timed, input=stdin, capture_output=True)
        wall = time.monotonic() - begin
        after, busy = servers.cpu(), busy_seconds() - busy
        if ended.returncode not in expected:
            sys.exit(f'{" ".join(command)}: exit {ended.returncode}\n{ended.stderr.decode()}{ended.stdout.decode()[-2000:]}')
        user, system, rss = told.read().split()
    client = float(user) + float(system)
    mysql, postgresql = after[0] - before[0], after[1] - before[1]
    foreign = max(0.0, busy - client - mysql - postgresql) / (wall * os.cpu_count())
    return Taken(wall, client, mysql, postgresql, foreign, int(rss), ended.stdout)


class Work:
    """A command that is measured. `before` is called ahead of every run of it, and is not."""

    def __init__(self, name, command, stdin='', expected=(0,), before=lambda: None):
        self.name, self.command, self.stdin, self.expected, self.before = name, command, stdin.encode(), expected, before
        self.taken = []

    def once(self, servers):
        for attempt in range(REPEATS + 1):
            self.before()
            taken = measure_once(servers, self.command, self.stdin, self.expected)
            if taken.foreign <= FOREIGN_LIMIT:
                break
            print(f'    {self.name}: others took {taken.foreign:.0%} of the CPU; again', file=sys.stderr)
        self.taken.append(taken)
        print(f'    {self.name}: {taken.wall:.2f} s', file=sys.stderr)

    def median(self, what='wall'):
        return statistics.median(getattr(each, what) for each in self.taken)

    def median_of(self, figure):
        """Of a figure in the JSON that the command prints."""
        return statistics.median(figure(json.loads(each.output)) for each in self.taken)

    def row(self):
        walls = sorted(each.wall for each in self.taken)
        disturbed = sum(each.foreign > FOREIGN_LIMIT for each in self.taken)
        return (f'{self.name} | {self.median():.2f} | {walls[0]:.2f}–{walls[-1]:.2f} | {self.median("client"):.2f} / '
                f'{self.median("mysql"):.2f} / {self.median("postgresql"):.2f} | '
                f'{max(each.rss_kib for each in self.taken) / 1024:.0f} | '
                f'{max(each.foreign for each in self.taken):.0%}{" (disturbed)" if disturbed else ""}')


def alternate(works, rounds):
    """Every work once a round, in turn, each round beginning with another: so what the machine does meanwhile falls on all
    of them alike, and so does what a work leaves behind for the next (virtual machines are slower after a load). One round
    beforehand is thrown away: it fills the servers' memory."""
    servers = Servers()
    for number in range(rounds + 1):
        print(f'  round {number} of {rounds}' + (' (not counted)' if number == 0 else ''), file=sys.stderr)
        first = number % len(works)
        for work in works[first:] + works[:first]:
            work.once(servers)
        if number == 0:
            for work in works:
                work.taken.clear()
