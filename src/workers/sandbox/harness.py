"""What stands between the page and an answer in Python. It never sees what a case expects, except in scripts."""

import atexit
import builtins
import io
import json
import linecache
import sys
import traceback
import types

# Answers use these; they are part of the snapshot that each interpreter begins with.
import bisect, collections, copy, dataclasses, decimal, fractions, functools, heapq, itertools  # noqa: E401
import math, operator, os, random, re, string, time, typing  # noqa: E401

PRISTINE = dict(builtins.__dict__)
loads, dumps = json.loads, json.dumps
dup, dup2, exit_functions = os.dup, os.dup2, atexit._run_exitfuncs
# Statements of a test must not find what the answer put into a module.
MODULES = [
    (module, dict(module.__dict__))
    for module in (bisect, collections, copy, functools, heapq, itertools, json, math, operator, random, re, string)
]
LISTS = frozenset([list, tuple, range, map, filter, zip, enumerate, reversed, collections.deque,
                   types.GeneratorType, type({}.keys()), type({}.values()), type({}.items())])
SETS = frozenset([set, frozenset])
DICTS = frozenset([dict, collections.OrderedDict, collections.defaultdict, collections.Counter])
SCALARS = frozenset([int, float, bool, str, type(None)])
PLAIN = LISTS | SETS | DICTS | SCALARS | frozenset([bytes, bytearray, complex, decimal.Decimal, fractions.Fraction])
MAX_ITEMS = 200_000
MAX_TRACE = 2_000

program = None
module = None
standard_input = standard_output = -1


class NotPlain(Exception):
    pass


def show(name, text):
    """Tracebacks quote the lines of what is run."""
    linecache.cache[name] = (len(text), None, text.splitlines(True), name)
    return compile(text, name, "exec", dont_inherit=True)


def describe(error):
    """The traceback from the first line of the answer on."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename not in ("<answer>", "<tests>"):
        trace = trace.tb_next
    text = "".join(traceback.format_exception(type(error), error, trace, limit=-4))
    return text.strip()[-MAX_TRACE:]


def guarded(work):
    """'kind\\ntext' of what `work` came to."""
    try:
        return work()
    except MemoryError:
        return "memory\nIt asked for more memory than it may have."
    except NotPlain as error:
        return f"error\n{error}"
    except SystemExit as error:
        return f"error\nIt ended itself: SystemExit({error.code!r})."
    except BaseException as error:
        return f"error\n{describe(error)}"


def fresh_module():
    made = types.ModuleType("__main__")
    made.__dict__["__builtins__"] = builtins
    sys.modules["__main__"] = made
    return made


def answer_text():
    goes_on = program["code"].lstrip("\r\n")[:1] in (" ", "\t")
    return f"{program['preamble'].rstrip()}\n{program['code']}" if goes_on else program["code"]


def run_answer():
    """The answer's module, after its statements ran."""
    made = fresh_module()
    text = answer_text()
    if program["preamble"] and text == program["code"]:
        exec(show("<question>", program["preamble"]), made.__dict__)
    exec(show("<answer>", text), made.__dict__)
    return made


def open_program(text):
    global program, standard_input, standard_output
    program = loads(text)
    # `open(0)` closes it when it is done.
    standard_input, standard_output = dup(0), dup(1)

    def work():
        global module
        if program["kind"] == "stdio":
            show("<answer>", answer_text())
        else:
            module = run_answer()
        return "done\n"

    return guarded(work)


def stdio_case(data):
    """What it writes goes to the page by itself."""
    dup2(standard_input, 0)
    dup2(standard_output, 1)
    sys.stdin = io.TextIOWrapper(io.BytesIO(data.encode("utf-8", "replace")), encoding="utf-8")
    out = io.TextIOWrapper(open(1, "wb", closefd=False), encoding="utf-8", errors="replace")
    sys.stdout = out

    def work():
        try:
            run_answer()
        except SystemExit as error:
            if error.code not in (None, 0):
                raise
        exit_functions()
        out.flush()
        return "done\n"

    said = guarded(work)
    try:
        out.flush()
    except BaseException:
        pass
    return said


def callee():
    name, _, method = program["entryPoint"].partition(".")
    if name not in module.__dict__:
        raise NotPlain(f"It defines no {name}.")
    found = module.__dict__[name]
    if not method:
        return found
    return getattr(found(), method)


def plain(value, budget):
    """As JSON has it. Only values of these very types: no class of the answer's own."""
    budget[0] -= 1
    if budget[0] < 0:
        raise NotPlain("The result has too many parts.")
    kind = type(value)
    if kind in SCALARS:
        return value
    if kind in LISTS:
        return [plain(item, budget) for item in value]
    if kind in DICTS:
        return {key if type(key) is str else str(key): plain(item, budget) for key, item in value.items()}
    if kind in SETS:
        return sorted([plain(item, budget) for item in value], key=lambda item: (str(type(item)), item))
    raise NotPlain(f"It gave a {kind.__name__}, which is compared with nothing.")


def function_case(data):
    def work():
        result = callee()(*loads(data))
        return "output\n" + dumps(plain(result, [MAX_ITEMS]))

    return guarded(work)


def check_plain(value, budget):
    """A class of the answer's own could say that it equals anything."""
    budget[0] -= 1
    kind = type(value)
    if kind not in PLAIN and kind.__flags__ & 512:
        raise NotPlain(f"It gave a {kind.__name__}, a class of its own, which could equal anything.")
    if budget[0] < 0:
        return
    if kind in DICTS:
        for key, item in value.items():
            check_plain(key, budget)
            check_plain(item, budget)
    elif kind in (list, tuple, set, frozenset, collections.deque):
        for item in value:
            check_plain(item, budget)


def checked(function):
    def call(*args, **named):
        result = function(*args, **named)
        check_plain(result, [MAX_ITEMS])
        return result

    return call


def script_case(data):
    def work():
        sys.settrace(None)
        sys.setprofile(None)
        for known, contents in MODULES:
            known.__dict__.update(contents)
        names = {
            name: checked(value) if type(value) is types.FunctionType else value
            for name, value in module.__dict__.items()
        }
        names["__builtins__"] = dict(PRISTINE)
        if program["entryPoint"]:
            found = callee()
            names["candidate"] = checked(found)
        try:
            exec(show("<setup>", program["setup"]), names)
            exec(show("<tests>", data), names)
        except AssertionError as error:
            return f"wrong\n{failed_assertion(error)}"
        return "done\n"

    return guarded(work)


def failed_assertion(error):
    """The line of the test that does not hold."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if frame.filename in ("<tests>", "<setup>")]
    line = (ours[-1].line or "").strip() if ours else ""
    said = str(error)
    return f"{line}  ({said})" if said else line or "An assertion failed."
