#!/usr/bin/env bash
# Makes or refreshes .venv, the one Python environment that tests and notebooks share.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

wanted=tests/python/requirements.txt
cmp -s "$wanted" .venv/installed.txt && exit 0
python3 -m venv .venv
.venv/bin/pip install --quiet --disable-pip-version-check -r "$wanted"
cp "$wanted" .venv/installed.txt
