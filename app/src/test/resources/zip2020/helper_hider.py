"""Leaves its work to packages without __init__.py and to a file in a folder with spaces; returns (array, mask)."""
from utils.noise import noisy
from examples.deep.scale import factor


def hider(input_dict):
    with open("my data files/offset of the noise.txt") as file:
        offset = float(file.read())
    generated = noisy(input_dict["data"], factor(), offset)
    generated[input_dict["padding_mask"]] = -1.0
    return generated, input_dict["padding_mask"]
