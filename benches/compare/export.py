#!/usr/bin/env python3
"""The same bar chart and the same deck by this app and by other tools, in one run: medians and ratios.

    cargo build --release && benches/compare/export.py

It makes itself a Python with the other tools in target/tools; what cannot be installed or does not run is
said and left out. PROFILE=quick measures a build that is made sooner, RUNS sets how often each is run. “In process” is a call after a first one, “command” the whole of it, from start to end.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
VENV = ROOT / "target/tools/compare"
PYTHON = VENV / "bin/python"
# This kaleido brings its own browser; later ones want one that is installed.
PACKAGES = ["matplotlib==3.11.2", "vl-convert-python==1.9.0.post1", "plotly==5.24.1", "kaleido==0.2.1", "python-pptx==1.0.2"]
PROFILE = os.environ.get("PROFILE", "release")
APP = ROOT / "target" / PROFILE / "sovereign-stack"
ROUNDS = HERE / "rounds.csv"
RUNS = int(os.environ.get("RUNS", "7"))
BAR = [APP, "export", ROUNDS, "--tab", "funding", "--option", "view=bars", "--option", "top=25", "--scale", "1", "--out"]
FOUR = [word for tab in ["coverage", "adoption", "funding", "talent"] for word in ["--tab", tab]]
DECK = [APP, "export", ROUNDS, *FOUR, "--out"]
ALL = [APP, "export", "--scale", "1", "--out"]
# What is made: a name, our command, our measurement in process, and the other tools.
TASKS = [
    ("bar chart, PNG 1920 × 1080", "png", BAR, "bars to png", ["matplotlib", "vl-convert", "plotly with kaleido"]),
    ("bar chart, SVG", "svg", BAR, "bars to svg", ["matplotlib", "vl-convert", "plotly with kaleido"]),
    ("bar chart, PDF", "pdf", BAR, "bars to pdf", ["matplotlib", "vl-convert", "plotly with kaleido"]),
    ("deck of 4 slides with native charts", "pptx", DECK, "four tabs to pptx", ["python-pptx"]),
    ("7 charts, PNG 1920 × 1080", "png", ALL, None, ["matplotlib, 7 charts"]),
]
IN_PROCESS = """
import sys, time, statistics
sys.path.insert(0, sys.argv[1])
import tools
make, out, kind, runs = tools.TOOLS[sys.argv[2]][0], sys.argv[4], sys.argv[3], int(sys.argv[5])
make(kind, out)
took = []
for _ in range(runs):
    start = time.perf_counter()
    make(kind, out)
    took.append(time.perf_counter() - start)
print(statistics.median(took))
"""


def prepare():
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    for package in PACKAGES:
        installed = subprocess.run([VENV / "bin/pip", "install", "--quiet", package])
        if installed.returncode:
            print(f"{package} cannot be installed and is left out", file=sys.stderr)


def timed(command):
    start = time.perf_counter()
    done = subprocess.run([str(word) for word in command], capture_output=True)
    return time.perf_counter() - start, done


def median_of_commands(commands):
    """The median time of each command, their runs taking turns; None where one fails."""
    took = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            if took[name] is None:
                continue
            seconds, done = timed(command)
            if done.returncode > 1:
                print(f"{name} does not run: {done.stderr.decode().strip()[-200:]}", file=sys.stderr)
                took[name] = None
            else:
                took[name].append(seconds)
    return {name: statistics.median(times) if times else None for name, times in took.items()}


def in_process(tool, kind, out):
    done = subprocess.run(
        [PYTHON, "-c", IN_PROCESS, HERE, tool, kind, out, str(RUNS)], capture_output=True, text=True
    )
    return float(done.stdout) if done.returncode == 0 else None


def ours_in_process(name):
    estimates = ROOT / "target/criterion" / "compare" / name / "new/estimates.json"
    return json.loads(estimates.read_text())["median"]["point_estimate"] / 1e9


def words(seconds):
    return "does not run" if seconds is None else f"{seconds * 1000:,.1f} ms"


def ratio(other, ours):
    return "" if other is None or ours is None else f"{other / ours:.1f} ×"


def main():
    prepare()
    if not APP.exists():
        sys.exit(f"{APP} is missing: cargo build --profile {PROFILE}")
    subprocess.run(["cargo", "bench", "--profile", PROFILE, "--bench", "compare", "--locked"], cwd=ROOT, check=True)
    rows = ["| task | tool | in process | to ours | command | to ours |", "|---|---|--:|--:|--:|--:|"]
    with tempfile.TemporaryDirectory() as folder:
        for task, kind, own, bench, tools in TASKS:
            several = bench is None
            targets = {}
            for index, name in enumerate(["this app", *tools]):
                targets[name] = Path(folder) / (f"{kind}-{index}" if several else f"{index}.{kind}")
                if several:
                    targets[name].mkdir(exist_ok=True)
            commands = {"this app": [*own, targets["this app"]]}
            for tool in tools:
                commands[tool] = [PYTHON, HERE / "tools.py", tool, kind, targets[tool]]
            whole = median_of_commands(commands)
            inside = {"this app": ours_in_process(bench) if bench else None}
            for tool in tools:
                inside[tool] = in_process(tool, kind, targets[tool]) if bench else None
            for name in commands:
                rows.append(
                    f"| {task} | {name} | {words(inside[name]) if bench else ''} | {ratio(inside[name], inside['this app'])} "
                    f"| {words(whole[name])} | {ratio(whole[name], whole['this app'])} |"
                )
    print("\n".join(rows))


if __name__ == "__main__":
    main()
