"""Calls the same code without any platform, to be compared bit for bit: direct.py FOLDER, which holds code/ and the
four arrays of one or two cohorts. It makes the arrays of 2020 in loops of its own."""
import json
import os
import random
import sys

import numpy as np

folder = os.path.abspath(sys.argv[1])
with open(f"{folder}/game.json") as file:
    game = json.load(file)


def arrays(cohort):
    values, times, lengths, statics = (
        np.load(f"{folder}/{cohort}/{name}.npy") for name in ("values", "times", "lengths", "statics")
    )
    stays, steps, features = values.shape
    data = np.full((stays, steps, 1 + features + statics.shape[1]), -1.0)
    mask = np.ones(data.shape, bool)
    for i in range(stays):
        for step in range(lengths[i]):
            at = steps - lengths[i] + step
            data[i, at] = [times[i, step], *values[i, step], *statics[i]]
            mask[i, at] = False
    return data, mask


def player():
    os.chdir(f"{folder}/code")
    sys.path.insert(0, f"{folder}/code")
    random.seed(12345)
    np.random.seed(12345)
    return getattr(__import__(game["role"]), game["role"])


if game["role"] == "hider":
    data, mask = arrays("members")
    output = player()({"seed": game["seed"], "data": data, "padding_mask": mask})
    parts = output if isinstance(output, tuple) else (output,)
    returned_mask = parts[1] if len(parts) > 1 and isinstance(parts[1], np.ndarray) else None
    np.save(f"{folder}/data.npy", parts[0])
    np.save(f"{folder}/padding_mask.npy", np.zeros(0, bool) if returned_mask is None else returned_mask.astype(bool))
else:
    enlarged, enlarged_mask = arrays("candidates")
    generated_mask = np.load(f"{folder}/padding_mask.npy")
    labels = player()(
        {
            "seed": game["seed"],
            "generated_data": np.load(f"{folder}/data.npy"),
            "enlarged_data": enlarged,
            "generated_data_padding_mask": generated_mask if generated_mask.ndim == 3 else None,
            "enlarged_data_padding_mask": enlarged_mask,
        }
    ).reshape(-1)
    above = np.nextafter(np.float32(0.5), np.float32(1))
    scores = [max(np.float32(label), above) if label > 0.5 else np.float32(label) for label in labels]
    np.save(f"{folder}/scores.npy", np.array(scores, np.float32))
    with open(f"{folder}/accuracy.txt", "w") as file:
        file.write(repr(float(np.mean((labels > 0.5) == np.array(game["member"])))))
