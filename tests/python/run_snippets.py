"""Runs each of a JSON list of programs by itself, and prints a JSON list of the numbers that they print."""

import contextlib
import io
import json
import sys


def run(program: str) -> int:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(program, "snippet", "exec"), {})
    return int(out.getvalue())


print(json.dumps([run(program) for program in json.loads(sys.argv[2])]))
