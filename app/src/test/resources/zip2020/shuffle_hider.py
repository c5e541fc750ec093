"""Deals the rows of all stays out again and adds a little noise, as a winner of 2020 did; (array, None, None)."""
import numpy as np


def hider(input_dict):
    data, padding_mask = input_dict["data"].copy(), input_dict["padding_mask"]
    within = ~padding_mask[:, :, 0]
    rows = data[within]
    np.random.shuffle(rows)
    rows += np.random.normal(0, 0.01 * np.nanstd(rows, axis=0), rows.shape)
    data[within] = rows
    return data, None, None
