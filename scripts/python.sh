#!/usr/bin/env bash
# Makes or refreshes .venv, the one Python environment that tests and notebooks share.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

package=notebooks/python
inputs=(tests/python/requirements.txt "$package/pyproject.toml")
cat "${inputs[@]}" | cmp -s - .venv/installed.txt && exit 0
python3 -m venv .venv
# What is not compiled now is compiled at its first import; most never is.
install=(.venv/bin/pip install --quiet --disable-pip-version-check --no-compile)
"${install[@]}" -r "${inputs[0]}"
"${install[@]}" --no-deps --no-build-isolation --editable "$package"
cat "${inputs[@]}" > .venv/installed.txt
