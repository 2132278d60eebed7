"""Packs a program as release/wheels does, but as it is built already: WHEEL-FOLDER PROGRAM."""

import base64
import hashlib
import pathlib
import sys
import sysconfig
import zipfile

folder, program = map(pathlib.Path, sys.argv[1:])
name, version = "trace_lint", "0.1.0"
tag = "py3-none-" + sysconfig.get_platform().replace("-", "_").replace(".", "_")
info = f"{name}-{version}.dist-info"
files = {
    f"{name}-{version}.data/scripts/{program.name}": program.read_bytes(),
    f"{info}/METADATA": f"Metadata-Version: 2.1\nName: trace-lint\nVersion: {version}\n".encode(),
    f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: false\nTag: {tag}\n".encode(),
}
record = ""
for path, data in files.items():
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
    record += f"{path},sha256={digest},{len(data)}\n"
files[f"{info}/RECORD"] = (record + f"{info}/RECORD,,\n").encode()
folder.mkdir(parents=True, exist_ok=True)
with zipfile.ZipFile(folder / f"{name}-{version}-{tag}.whl", "w") as wheel:
    for path, data in files.items():
        entry = zipfile.ZipInfo(path)
        entry.external_attr = 0o100755 << 16
        wheel.writestr(entry, data)
