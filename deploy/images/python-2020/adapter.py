"""Plays a ZIP in the format of the NeurIPS 2020 challenge by the files of the contract, version 1.

The ZIP's code is at /in/code, read-only. One process makes one call: hider(input_dict) or seeker(input_dict), with arrays
in the convention of 2020. What breaks a rule ends the process with that rule's exit code, which the platform puts into
a sentence; the log says more. docs/zip-2020.md says what is promised. Whoever changes what a ZIP is given, or what
becomes of what it returns, raises Zip2020.ADAPTER_VERSION of the platform.
"""

import errno
import importlib
import json
import numbers
import os
import random
import sys
import traceback

import numpy as np

IN = "/in"
CODE = "/in/code"
OUT = "/out"
RETURNED = "returned"

# As the organisers of 2020 did before every call.
SEED = 12345
PADDING = -1.0
MOST_EVALUATIONS = 5


class Rule(Exception):
    """A rule that the ZIP breaks."""

    def __init__(self, code, detail):
        super().__init__(detail)
        self.code = code


# The platform knows these codes: platform/zip/AdapterExit.
NO_FUNCTION = 100
RAISED_ON_IMPORT = 101
RAISED_IN_CALL = 102
MISSING_MODULE = 103
READ_ONLY = 104
RESCORE = 105
NO_ARRAY = 106
WRONG_SHAPE = 107
WRONG_MASK = 108
WRONG_EVALUATIONS = 109
NO_NUMBERS = 110
NAN_LABEL = 111


# ---- The arrays of 2020 -------------------------------------------------------------------------------------------


def load(folder):
    """The four arrays of a cohort, as in the contract."""
    return {name: np.load(f"{folder}/{name}.npy") for name in ("values", "times", "lengths", "statics")}


def arrays_of_2020(cohort):
    """A cohort as (data, padding_mask).

    data is float64 [N, T, 1 + F + S]: time, the features, and the statics repeated at every step. A patient's steps
    stand at the end, what is before them is -1.0 and True in the mask, and what was not measured is NaN.
    """
    steps = cohort["values"].shape[1]
    statics = np.repeat(cohort["statics"][:, None, :], steps, axis=1)
    front = np.concatenate([cohort["times"][:, :, None], cohort["values"], statics], axis=2).astype(np.float64)
    source = np.arange(steps)[None, :] - (steps - cohort["lengths"][:, None])
    padded = source < 0
    data = np.take_along_axis(front, np.where(padded, 0, source)[:, :, None], axis=1)
    mask = np.repeat(padded[:, :, None], data.shape[2], axis=2)
    data[mask] = PADDING
    return data, mask


# ---- The call -----------------------------------------------------------------------------------------------------


def call(role, given):
    """Calls the ZIP's function in the surroundings of 2020."""
    os.chdir(CODE)
    sys.path.insert(0, CODE)
    sys.argv = [f"{role}.py"]
    random.seed(SEED)
    np.random.seed(SEED)
    module = attempt(RAISED_ON_IMPORT, lambda: importlib.import_module(role))
    function = getattr(module, role, None)
    if not callable(function):
        raise Rule(NO_FUNCTION, f"{role}.py defines no function {role}")
    return attempt(RAISED_IN_CALL, lambda: function(given))


def attempt(code, action):
    try:
        return action()
    except BaseException as e:
        traceback.print_exc()
        raise blame(code, e) from None


def blame(code, exception):
    """The rule that an exception of the ZIP's code breaks."""
    if isinstance(exception, ModuleNotFoundError) and exception.name and not is_own(exception.name):
        return Rule(MISSING_MODULE, f"no module {exception.name}")
    if isinstance(exception, OSError) and is_read_only(exception):
        return Rule(READ_ONLY, f"can't write to {exception.filename}")
    return Rule(code, f"{type(exception).__name__}: {exception}")


def is_own(module):
    top = os.path.join(CODE, module.split(".")[0])
    return os.path.isdir(top) or os.path.isfile(top + ".py")


def is_read_only(exception):
    if exception.errno == errno.EROFS:
        return True
    names = [name for name in (exception.filename, exception.filename2) if isinstance(name, str)]
    inside = any(os.path.abspath(name).startswith(CODE + "/") for name in names)
    return inside and exception.errno in (errno.EACCES, errno.EPERM)


# ---- A hider ------------------------------------------------------------------------------------------------------


def hide(task, schema):
    members = load(f"{IN}/members")
    data, mask = arrays_of_2020(members)
    shape = data.shape
    ranges = [finite_range(data[:, :, column][~mask[:, :, column]]) for column in range(shape[2])]
    output = call("hider", {"seed": task["seed"], "data": data, "padding_mask": mask})
    returned, returned_mask = understood(output, shape)
    # Whatever the ZIP has set: a missing value is no error here.
    with np.errstate(all="ignore"):
        release = release_of(returned, returned_mask, ranges, schema, task)
    os.makedirs(f"{OUT}/release/{RETURNED}")
    for name, array in release.items():
        np.save(f"{OUT}/release/{name}.npy", array)
    np.save(f"{OUT}/release/{RETURNED}/data.npy", returned)
    np.save(
        f"{OUT}/release/{RETURNED}/padding_mask.npy",
        np.zeros(0, bool) if returned_mask is None else returned_mask,
    )


def understood(output, shape):
    """What a hider returned as (data, mask or None)."""
    # An array compared with a string would be compared element by element.
    if isinstance(output, str):
        if output in ("rescore", "reevaluate"):
            raise Rule(RESCORE, f"hider() returned {output!r}")
        raise Rule(NO_ARRAY, "hider() returned another string than 'rescore'")
    parts = output if isinstance(output, tuple) else (output,)
    if not 1 <= len(parts) <= 3 or not isinstance(parts[0], np.ndarray):
        raise Rule(NO_ARRAY, f"hider() returned {described(output)}")
    rest = list(parts[1:])
    if len(rest) == 1 and isinstance(rest[0], numbers.Integral):
        rest.insert(0, None)
    data, mask, evaluations = (parts[0], *rest, None, None)[:3]
    if data.dtype.kind not in "fiub":
        raise Rule(NO_NUMBERS, f"hider() returned an array of dtype {data.dtype}")
    if data.shape != shape:
        raise Rule(WRONG_SHAPE, f"hider() returned shape {data.shape} for data of shape {shape}")
    if evaluations is not None and not (
        isinstance(evaluations, numbers.Integral) and 0 <= evaluations <= MOST_EVALUATIONS
    ):
        raise Rule(WRONG_EVALUATIONS, f"hider() returned {described(evaluations)} for the number of evaluations")
    kept = data.dtype in (np.float64, np.float32)
    return plain(data, data.dtype.type if kept else np.float64), None if mask is None else checked_mask(mask, shape)


def checked_mask(mask, shape):
    if not isinstance(mask, np.ndarray) or mask.shape != shape:
        raise Rule(WRONG_MASK, f"hider() returned {described(mask)} as mask of data of shape {shape}")
    if mask.dtype.kind not in "fiub" or not np.isin(mask, (0, 1)).all():
        raise Rule(WRONG_MASK, f"hider() returned a mask of dtype {mask.dtype} with values other than True and False")
    return plain(mask, np.bool_)


def plain(array, dtype):
    """The same numbers as the contract wants arrays: little-endian, in C order, and no subclass."""
    return np.ascontiguousarray(np.asarray(array), dtype=np.dtype(dtype).newbyteorder("<"))


def described(thing):
    if isinstance(thing, np.ndarray):
        return f"an array of shape {thing.shape} and dtype {thing.dtype}"
    if isinstance(thing, tuple):
        return "(" + ", ".join(described(part) for part in thing[:4]) + ")"
    if isinstance(thing, numbers.Integral):
        return f"the number {thing}"
    return f"a {type(thing).__name__}"


def finite_range(cells):
    """(smallest, largest) of what is measured, or None."""
    cells = cells[np.isfinite(cells)]
    return (cells.min(), cells.max()) if cells.size else None


def release_of(returned, mask, ranges, schema, task):
    """The contract's release of what a 2020 hider returned; docs/zip-2020.md gives the rules in words."""
    cells = returned.astype(np.float64)
    if mask is None:
        padded = np.logical_and.accumulate((cells == PADDING).all(axis=2), axis=1)
    else:
        padded = mask.all(axis=2)
        cells[mask] = np.nan
    cells[~np.isfinite(cells)] = np.nan
    cells[padded] = np.nan
    # A stay always has a step, be it an empty one.
    padded[padded.all(axis=1), -1] = False
    for column, members in enumerate(ranges):
        cells[:, :, column] = onto(cells[:, :, column], members)

    chosen = chosen_stays(len(cells), task)
    cells, padded = cells[chosen], padded[chosen]
    to_front = np.argsort(padded, axis=1, kind="stable")
    cells = np.take_along_axis(cells, to_front[:, :, None], axis=1)
    lengths = (~padded).sum(axis=1).astype(np.int32)
    within = np.arange(cells.shape[1])[None, :] < lengths[:, None]

    features, statics = schema["features"], schema.get("statics", [])
    values = np.empty(cells.shape[:2] + (len(features),), np.float32)
    for f, feature in enumerate(features):
        values[:, :, f] = allowed(cells[:, :, 1 + f], feature)
    constants = np.empty((len(cells), len(statics)), np.float32)
    for s, static in enumerate(statics):
        constants[:, s] = allowed(row_medians(cells[:, :, 1 + len(features) + s]), static)
    return {
        "values": values,
        "times": monotone(cells[:, :, 0], within, schema["horizon"]),
        "lengths": lengths,
        "statics": constants,
    }


def onto(cells, members):
    """A column moved from its own range onto the members'; one without a width of its own stays, within theirs."""
    own = finite_range(cells)
    if own is None or members is None or own == members:
        return cells
    if own[0] == own[1]:
        return np.clip(cells, *members)
    share = (cells - own[0]) / (own[1] - own[0])
    return np.clip(members[0] + share * (members[1] - members[0]), *members)


def chosen_stays(returned, task):
    """A seeded order of the stays, from the beginning again where they are too few."""
    order = np.random.default_rng(task["seed"]).permutation(returned)
    return np.resize(order, task["records"])


def monotone(times, within, horizon):
    """float32 [N, T] from 0 upwards; a missing time is that of the step before it."""
    times = np.where(within, times, np.nan)
    times[:, 0] = np.where(np.isnan(times[:, 0]), np.fmin.reduce(times, axis=1), times[:, 0])
    times[:, 0] = np.nan_to_num(times[:, 0])
    times = np.fmax.accumulate(times, axis=1)
    times = np.clip((times - times[:, :1]).astype(np.float32), 0, np.float32(horizon))
    return np.where(within, times, np.float32(np.nan))


def row_medians(cells):
    """Of what is measured in every row; NaN where nothing is."""
    medians = np.full(len(cells), np.nan)
    some = ~np.isnan(cells).all(axis=1)
    medians[some] = np.nanmedian(cells[some], axis=1)
    return medians


def allowed(cells, variable):
    """float32 values that the schema allows for a variable; NaN stays."""
    if variable["kind"] == "numeric":
        return np.clip(cells.astype(np.float32), np.float32(variable["min"]), np.float32(variable["max"]))
    codes = 2 if variable["kind"] == "binary" else len(variable["categories"])
    return np.clip(np.rint(cells), 0, codes - 1).astype(np.float32)


# ---- A seeker -----------------------------------------------------------------------------------------------------


def seek(task):
    generated, generated_mask = generated_of(f"{IN}/release")
    enlarged, enlarged_mask = arrays_of_2020(load(f"{IN}/candidates"))
    output = call(
        "seeker",
        {
            "seed": task["seed"],
            "generated_data": generated,
            "enlarged_data": enlarged,
            "generated_data_padding_mask": generated_mask,
            "enlarged_data_padding_mask": enlarged_mask,
        },
    )
    np.save(f"{OUT}/scores.npy", scores_of(output, task["records"]))


def generated_of(release):
    """What a 2020 hider returned, untouched; of another hider its release in the arrays of 2020."""
    returned = f"{release}/{RETURNED}"
    if not os.path.isdir(returned):
        return arrays_of_2020(load(release))
    mask = np.load(f"{returned}/padding_mask.npy")
    return np.load(f"{returned}/data.npy"), mask if mask.ndim == 3 else None


def scores_of(output, candidates):
    """float32 [candidates], above 0.5 where the seeker's number is."""
    if isinstance(output, str):
        raise Rule(NO_NUMBERS, "seeker() returned a string")
    try:
        labels = np.asarray(output)
    except ValueError as e:
        raise Rule(NO_NUMBERS, f"seeker() returned {described(output)}: {e}") from None
    if labels.dtype.kind not in "fiub":
        raise Rule(NO_NUMBERS, f"seeker() returned an array of dtype {labels.dtype}")
    if labels.shape not in ((candidates,), (candidates, 1), (1, candidates)):
        raise Rule(WRONG_SHAPE, f"seeker() returned shape {labels.shape} for {candidates} stays")
    labels = labels.reshape(candidates).astype(np.float64)
    if np.isnan(labels).any():
        raise Rule(NAN_LABEL, f"seeker() returned NaN for stay {int(np.isnan(labels).argmax())}")
    with np.errstate(all="ignore"):
        scores = labels.astype(np.float32)
    # What is above 0.5 by less than float32 can tell stays above.
    scores[(labels > 0.5) & (scores <= 0.5)] = np.nextafter(np.float32(0.5), np.float32(1))
    return scores


# ---- The process --------------------------------------------------------------------------------------------------


def main():
    with open(f"{IN}/task.json", encoding="utf-8") as file:
        task = json.load(file)
    with open(f"{IN}/schema.json", encoding="utf-8") as file:
        schema = json.load(file)
    try:
        if task["role"] == "hider":
            hide(task, schema)
        else:
            seek(task)
        code = 0
    except Rule as broken:
        print(f"\nhide-and-seek-2020: {broken}", file=sys.stderr)
        code = broken.code
    except BaseException:
        traceback.print_exc()
        code = 1
    flush()
    # Threads and exit handlers of the ZIP do not outlive its call.
    os._exit(code)


def flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            pass


if __name__ == "__main__":
    main()
