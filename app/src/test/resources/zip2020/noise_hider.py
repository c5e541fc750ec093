"""Adds noise to every measurement, and returns an array alone."""
import numpy as np


def hider(input_dict):
    print("Competition-provided seed:", input_dict["seed"])
    data, padding_mask = input_dict["data"], input_dict["padding_mask"]
    noisy = data + np.random.normal(0, 0.1 * np.nanstd(data, axis=(0, 1)), data.shape)
    noisy[padding_mask] = -1.0
    return noisy
