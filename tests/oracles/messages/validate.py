"""Holds recorded messages of the language server and its client to the protocol's own meta model.

    validate.py FOLDER

Each file of FOLDER is one session: a message a line, as [from, message], where `from` is "client" or
"server". The types are lsprotocol's, which are made from the meta model. It is stricter than lsprotocol's
own reading: a property that the meta model does not know, a null that it does not allow and a number out
of its range are errors. Prints one line an error, then one line a method: how many messages of it there
were, each way, and how many requests had a result that is not null. It never talks to the server.
"""

import collections
import enum
import json
import pathlib
import sys
import typing

import attrs
from lsprotocol import types

# Text that a test sends on purpose; the server must not mind it, and it need not be valid.
MEANT_TO_BE_WRONG = ("bad_input", "session", "life")
OUR_OWN = "traceLint/"
# What real clients send all the same: Helix has the singular.
OF_CLIENTS = {"initialize.capabilities.workspace: WorkspaceClientCapabilities has no `diagnostic`"}


def camel(name):
    head, *rest = name.rstrip("_").split("_")
    return head + "".join(word.capitalize() for word in rest)


def errors(value, kind, path):
    """What is wrong with a value, as the meta model has its type."""
    if kind is typing.Any or kind is object or kind is types.LSPObject:
        return []
    origin, members = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Union:
        found = [errors(value, member, path) for member in members]
        # The member that comes nearest tells what is wrong.
        return min(found, key=len)
    if origin is typing.Literal:
        return [] if value in members else [f"{path}: {value!r} is none of {members}"]
    if origin is tuple:
        if not isinstance(value, list) or len(value) != len(members):
            return [f"{path}: {value!r} is no list of {len(members)}"]
        return [error for at, it in enumerate(value) for error in errors(it, members[at], f"{path}[{at}]")]
    if origin is not None and issubclass(origin, collections.abc.Mapping):
        if not isinstance(value, dict):
            return [f"{path}: {value!r} is no object"]
        return [error for key, it in value.items() for error in errors(it, members[1], f"{path}.{key}")]
    if origin is not None and issubclass(origin, collections.abc.Sequence):
        if not isinstance(value, list):
            return [f"{path}: {value!r} is no list"]
        return [error for at, it in enumerate(value) for error in errors(it, members[0], f"{path}[{at}]")]
    if kind is type(None):
        return [] if value is None else [f"{path}: {value!r} is not null"]
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        is_one = any(value == it.value and type(value) is type(it.value) for it in kind)
        return [] if is_one else [f"{path}: {value!r} is no {kind.__name__}"]
    if attrs.has(kind):
        return object_errors(value, kind, path)
    if kind is float:
        is_one = isinstance(value, (int, float)) and not isinstance(value, bool)
    elif kind is int:
        is_one = isinstance(value, int) and not isinstance(value, bool)
    else:
        is_one = isinstance(value, kind)
    return [] if is_one else [f"{path}: {value!r} is no {kind.__name__}"]


def object_errors(value, kind, path):
    if not isinstance(value, dict):
        return [f"{path}: {value!r} is no {kind.__name__}"]
    attrs.resolve_types(kind, vars(types), {})
    known, found = {}, []
    for field in attrs.fields(kind):
        known[camel(field.name)] = field
    for key in value:
        if key not in known:
            found.append(f"{path}: {kind.__name__} has no `{key}`")
    for key, field in known.items():
        at = f"{path}.{key}"
        is_constant = typing.get_origin(field.type) is typing.Literal
        may_be_null = types.is_special_property(kind, field.name)
        if key not in value:
            if field.default is attrs.NOTHING or is_constant:
                found.append(f"{path}: {kind.__name__} lacks `{key}`")
        elif value[key] is None and field.default is None and not may_be_null:
            if not is_any(field.type):
                found.append(f"{at}: null")
        else:
            wrong = errors(value[key], field.type, at)
            found.extend(wrong)
            if not wrong and field.validator is not None:
                try:
                    field.validator(None, field, value[key])
                except ValueError as error:
                    found.append(f"{at}: {error}")
                except TypeError:
                    pass
    return found


def is_any(kind):
    return kind is typing.Any or typing.Any in typing.get_args(kind)


def params_errors(message, method):
    """What is wrong with a request or notification."""
    request, _, params, _ = types.METHOD_TO_TYPES[method]
    if params is None:
        is_empty = message.get("params") in (None, {}, [])
        return [] if is_empty else [f"{method}: there are no parameters"]
    attrs.resolve_types(request, vars(types), {})
    kind = next(field.type for field in attrs.fields(request) if field.name == "params")
    is_optional = type(None) in typing.get_args(kind)
    if "params" not in message:
        return [] if is_optional else [f"{method}: no params"]
    return errors(message["params"], kind, method)


def result_errors(message, method):
    """What is wrong with an answer."""
    if "error" in message:
        found = errors(message["error"], types.ResponseError, f"{method} error")
        return found + ([f"{method}: result and error"] if "result" in message else [])
    if "result" not in message:
        return [f"{method}: neither result nor error"]
    response = types.METHOD_TO_TYPES[method][1]
    attrs.resolve_types(response, vars(types), {})
    kinds = [field.type for field in attrs.fields(response) if field.name == "result"]
    return errors(message["result"], kinds[0] if kinds else type(None), f"{method} result")


class Counts:
    def __init__(self):
        self.messages = collections.Counter()
        self.results = collections.Counter()
        self.errors = 0

    def tell(self, session, message, found):
        for error in found:
            self.errors += 1
            print(f"error: {session}: {error[:300]} in {json.dumps(message)[:400]}")


def validate(path, counts):
    is_meant = path.name.startswith(MEANT_TO_BE_WRONG)
    asked = {"client": {}, "server": {}}
    invalid = {}
    for line in path.open(encoding="utf-8"):
        sender, message = json.loads(line)
        other = "server" if sender == "client" else "client"
        if message.get("jsonrpc") != "2.0":
            counts.tell(path.name, message, ["no JSON-RPC 2.0"] if not is_meant else [])
        method = message.get("method")
        if method is None:
            if message.get("id") is None:
                is_error = "error" in message and "result" not in message
                counts.tell(path.name, message, [] if is_error else ["an answer to nothing"])
                continue
            method = asked[other].pop(message["id"], None)
            if method is None or method.startswith(OUR_OWN):
                is_strange = method is None and not is_meant
                counts.tell(path.name, message, ["an answer to nothing"] if is_strange else [])
                continue
            wrong = invalid.pop(message["id"], None) if sender == "server" else None
            if wrong and "error" not in message and not is_meant:
                counts.tell(path.name, message, [f"an answer to what is wrong: {wrong}"])
            if method in types.METHOD_TO_TYPES:
                counts.tell(path.name, message, result_errors(message, method))
                counts.results[sender, method] += message.get("result") not in (None, [], {})
            continue
        if "id" in message:
            asked[sender][message["id"]] = method
        if method not in types.METHOD_TO_TYPES:
            if sender == "server" and not method.startswith(OUR_OWN):
                counts.tell(path.name, message, [f"{method} is no method"])
            continue
        counts.messages[sender, method] += 1
        found = params_errors(message, method)
        if sender == "client":
            found = [error for error in found if error not in OF_CLIENTS]
        if sender == "server":
            counts.tell(path.name, message, found)
        elif found and "id" in message:
            invalid[message["id"]] = found
        elif not is_meant:
            counts.tell(path.name, message, found)


def main():
    counts = Counts()
    paths = sorted(pathlib.Path(sys.argv[1]).iterdir())
    for path in paths:
        validate(path, counts)
    for (sender, method), count in sorted(counts.messages.items()):
        other = "server" if sender == "client" else "client"
        print(f"{sender} {method} {count} {counts.results[other, method]}")
    print(f"{len(paths)} sessions, {sum(counts.messages.values())} messages, {counts.errors} errors")
    sys.exit(counts.errors > 0)


main()
