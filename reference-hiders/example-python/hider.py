"""A hider in Python: every cell by itself, from nothing but means, spreads and shares.

It forgets how values hang together, so its utility is poor. That is yours to improve.
"""
import json
import os

import numpy as np

task = json.load(open("/in/task.json"))
schema = json.load(open("/in/schema.json"))
members = {k: np.load(f"/in/members/{k}.npy") for k in ("values", "times", "lengths", "statics")}
rng = np.random.default_rng(task["seed"])
records, steps = task["records"], schema["steps"]


def draw(variable, known, size):
    """Draws values like the known ones: a Gaussian within the bounds, or codes by their shares."""
    known = known[~np.isnan(known)]
    if known.size == 0:
        return np.full(size, np.nan)
    if variable["kind"] != "numeric":
        codes, counts = np.unique(known, return_counts=True)
        return rng.choice(codes, size, p=counts / counts.sum())
    drawn = rng.normal(known.mean(), known.std(), size).astype(np.float32)
    return np.clip(drawn, np.float32(variable["min"]), np.float32(variable["max"]))


# Lengths are drawn from how often each occurs, time gaps from their quantiles.
lengths = rng.choice(members["lengths"], records).astype(np.int32)
within = np.arange(steps)[None, :] < lengths[:, None]
gaps = np.diff(members["times"], axis=1)
gaps = gaps[~np.isnan(gaps)]
gaps = np.quantile(gaps if gaps.size else [0.0], rng.random((records, steps - 1)))
times = np.concatenate([np.zeros((records, 1)), np.cumsum(gaps, axis=1)], axis=1)
times = np.where(within, np.minimum(times, schema["horizon"]), np.nan)

# Whether a value is there is a coin; NaN means not measured, and all is NaN past the end.
real = np.arange(steps)[None, :] < members["lengths"][:, None]
values = np.full((records, steps, len(schema["features"])), np.nan)
for f, feature in enumerate(schema["features"]):
    known = members["values"][:, :, f][real]
    measured = within & (rng.random((records, steps)) < np.mean(~np.isnan(known)))
    values[:, :, f] = np.where(measured, draw(feature, known, (records, steps)), np.nan)

statics = np.full((records, len(schema["statics"])), np.nan)
for s, static in enumerate(schema["statics"]):
    known = members["statics"][:, s]
    there = rng.random(records) < np.mean(~np.isnan(known))
    statics[:, s] = np.where(there, draw(static, known, records), np.nan)

os.makedirs("/out/release", exist_ok=True)
np.save("/out/release/values.npy", values.astype(np.float32))
np.save("/out/release/times.npy", times.astype(np.float32))
np.save("/out/release/lengths.npy", lengths)
np.save("/out/release/statics.npy", statics.astype(np.float32))
