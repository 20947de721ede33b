#!/usr/bin/env python3
"""One table of a million rows, read to typed columns by this app, pandas, polars and DuckDB in one run.

    benches/compare/load.py [--rows 1000000] [--kind adoption] [--runs 5] [--stages PROGRAM]

Each reads the same file in a process of its own, numbers to numbers and dates to dates; the median of
the runs is printed, with the time that its processors worked and the most memory that it took. The app is built by `cargo bench` where
no program is named; the others are installed into target/compare.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys

import made

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = ROOT / "target" / "compare"
WANTED = ["pandas==2.2.3", "pyarrow==18.1.0", "polars==1.17.1", "duckdb==1.1.3"]

DATES = {"adoption": "as_of", "funding": "date", "talent": "date"}

# What the others do; each leaves `rows`.
OTHERS = {
    "pandas (C engine)": """
import pandas
rows = len(pandas.read_csv(path, parse_dates=[date], date_format="%Y-%m-%d"))""",
    "pandas (pyarrow)": """
import pandas
rows = len(pandas.read_csv(path, parse_dates=[date], engine="pyarrow"))""",
    "polars": """
import polars
table = polars.read_csv(path, try_parse_dates=True)
assert table.schema[date] == polars.Date
rows = table.height""",
    "DuckDB": """
import duckdb
duckdb.sql(f"create table read as select * from read_csv('{path}')")
assert duckdb.sql(f"select typeof({date}) from read limit 1").fetchone() == ("DATE",)
rows = duckdb.sql("select count(*) from read").fetchone()[0]""",
}

# The time of the import of a library is not that of the reading.
AROUND = """
import json, resource, sys, time
path, date = sys.argv[1:]
{imports}
usage = resource.getrusage(resource.RUSAGE_SELF)
before = usage.ru_utime + usage.ru_stime
start = time.perf_counter()
{rest}
seconds = time.perf_counter() - start
usage = resource.getrusage(resource.RUSAGE_SELF)
worked = usage.ru_utime + usage.ru_stime - before
print(json.dumps(dict(rows=rows, seconds=[seconds, worked], peak_kb=usage.ru_maxrss)))
"""


def python():
    """A Python with the other programs; None where they cannot be installed."""
    own = TARGET / "python"
    program = own / "bin" / "python"
    try:
        if not program.exists():
            subprocess.run([sys.executable, "-m", "venv", str(own)], check=True)
        subprocess.run([program, "-m", "pip", "install", "--quiet", *WANTED], check=True)
    except (OSError, subprocess.CalledProcessError) as why:
        print(f"the other programs are missing: {why}", file=sys.stderr)
        return None
    return program


def app(named):
    """The command that measures the app."""
    if named:
        return [named]
    return ["cargo", "bench", "--quiet", "--bench", "stages", "--"]


def median(runs, what):
    return statistics.median(run[what] for run in runs)


def medians(runs, what):
    """Of the seconds passed and of those worked."""
    return [statistics.median(run[what][which] for run in runs) for which in (0, 1)]


def measure(command, runs):
    """What the command prints, each time it is run; nothing where it fails."""
    told = []
    for _ in range(runs):
        done = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True)
        if done.returncode != 0:
            print(f"{command[0]} failed: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
            return []
        told.append(json.loads(done.stdout.strip().splitlines()[-1]))
    return told


def main():
    wishes = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wishes.add_argument("--rows", type=int, default=1_000_000)
    wishes.add_argument("--kind", choices=made.KINDS, default="adoption")
    wishes.add_argument("--runs", type=int, default=5)
    wishes.add_argument("--stages", help="the program that measures the app, where it is built already")
    wishes = wishes.parse_args()

    TARGET.mkdir(parents=True, exist_ok=True)
    path = TARGET / f"{wishes.kind}-{wishes.rows}.csv"
    if not path.exists():
        made.write(path, wishes.kind, wishes.rows)
    size = path.stat().st_size
    print(f"{path.name}: {size / 1e6:.1f} MB, {wishes.rows:,} rows, {wishes.runs} runs each, "
          f"{os.cpu_count()} processors")

    lines = []
    runs = measure([*app(wishes.stages), path], wishes.runs)
    if runs:
        peak = median(runs, "peak_kb")
        for words, stage in [("this app, to rows of cells", "grid"), ("this app, columns recognised", "columns"),
                             ("this app, to typed records", "records"), ("this app, to the figures", "figures")]:
            lines.append((words, medians(runs, stage), peak))
    program = python()
    for words, code in OTHERS.items() if program else ():
        code = code.strip().splitlines()
        script = AROUND.format(imports=code[0], rest="\n".join(code[1:]))
        runs = measure([program, "-c", script, path, DATES[wishes.kind]], wishes.runs)
        if runs:
            lines.append((words, medians(runs, "seconds"), median(runs, "peak_kb")))

    base = next((seconds[0] for words, seconds, _ in lines if words.endswith("records")), None)
    print(f"{'':32} {'seconds':>8} {'MB/s':>8} {'of records':>11} {'worked':>8} {'memory':>9} {'× file':>7}")
    for words, (seconds, worked), peak in lines:
        ratio = f"{seconds / base:.2f}" if base else ""
        print(f"{words:32} {seconds:8.3f} {size / 1e6 / seconds:8.1f} {ratio:>11} {worked:8.3f} "
              f"{peak / 1024:6.0f} MB {peak * 1024 / size:7.2f}")


if __name__ == "__main__":
    main()
