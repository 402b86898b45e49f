"""What the benchmarks share: they alternate, take medians, and print ratios beside their limits."""

import os
import re
import shlex
import statistics
import subprocess
import sys
import tempfile
import threading
import time

TOP = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
SIMRUN = os.path.join(TOP, "simrun")
SAMPLE_SECONDS = 0.05


def build(checkout):
    """Has a checkout build itself, if that is needed."""
    subprocess.run([os.path.join(checkout, "simrun"), "--version"], stdout=subprocess.DEVNULL, check=True)


def java_command():
    """The Java, the flags, the cache and the jar that the launcher uses, from the launcher itself: the
    shell prints the last command that it carries out. Its cache of simrun's classes is no use to others."""
    trace = subprocess.run(["sh", "-x", SIMRUN, "--version"], cwd=TOP, capture_output=True, text=True)
    last = [line for line in trace.stderr.splitlines() if re.match(r"\++ exec ", line)][-1]
    words = shlex.split(last)[2:]
    jar = words[words.index("-cp") + 1]
    flags = [word for word in words[1 : words.index("-cp")] if not word.startswith("-Dsimrun.")]
    cache = [flag for flag in flags if flag.startswith("-XX:AOTCache=")]
    return words[0], [flag for flag in flags if flag not in cache], cache, jar


# --- Processes ---


class Process:
    """A process that has run to its end: how long it took and what it held on to at most.

    Memory is what the system tells of it (MiB resident); threads and descriptors are looked at
    while it runs, and 0 where there is no /proc."""

    def __init__(self, command):
        self.threads = self.descriptors = 0
        ended = threading.Event()
        with tempfile.TemporaryFile() as output:
            began = time.perf_counter()
            running = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
            looker = threading.Thread(target=self._look, args=(running.pid, ended))
            looker.start()
            _, status, used = os.wait4(running.pid, 0)
            self.seconds = time.perf_counter() - began
            running.returncode = os.waitstatus_to_exitcode(status)
            ended.set()
            looker.join()
            self.mib = used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
            if running.returncode != 0:
                output.seek(0)
                broken(command, output.read().decode(errors="replace"))

    def _look(self, pid, ended):
        while not ended.wait(SAMPLE_SECONDS):
            try:
                with open(f"/proc/{pid}/status") as status:
                    told = re.search(r"^Threads:\s*(\d+)", status.read(), re.MULTILINE)
                self.threads = max(self.threads, int(told.group(1)) if told else 0)
                self.descriptors = max(self.descriptors, len(os.listdir(f"/proc/{pid}/fd")))
            except OSError:
                return  # it has ended, or there is no /proc


def broken(command, output):
    """Ends the benchmark: what was to be measured did not work."""
    sys.exit(f"{' '.join(command)[:200]}\n{output[-4000:]}")


def alternate(sides, times):
    """Calls each of the sides so many times, in turn, every second time from the last to the
    first. Gives what each gave, by its name."""
    results = {name: [] for name in sides}
    for i in range(times):
        for name in sides if i % 2 == 0 else reversed(sides):
            results[name].append(sides[name]())
            print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return results


# --- What is printed ---


def spread(values, form="{:.2f}", middle=None):
    """The median of some values, or another middle, and from where to where they go."""
    middle = statistics.median(values) if middle is None else middle
    low, middle, high = (form.format(each) for each in (min(values), middle, max(values)))
    return f"{middle:>9} ({low}..{high})"


def verdict(name, values, at_least=None, at_most=None, form="{:.2f}", middle=None):
    """Prints a line: the median of some ratios or rates, or another middle, their spread, the limit
    and whether it holds. Every benchmark's exit code is 0 nevertheless: a machine may be busy."""
    middle = statistics.median(values) if middle is None else middle
    limit = judged = ""
    if at_least is not None:
        limit, judged = "at least " + form.format(at_least), middle >= at_least
    if at_most is not None:
        limit, judged = "at most " + form.format(at_most), middle <= at_most
    told = {True: "holds", False: "does not hold", "": ""}[judged]
    print(f"{name:40}{spread(values, form, middle):30}{limit:17}{told}".rstrip(), flush=True)


def ratios(above, below):
    """The ratio of each pair."""
    return [one / other for one, other in zip(above, below)]
