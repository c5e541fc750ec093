"""Gives everybody away, as (array, mask, number)."""


def hider(input_dict):
    return input_dict["data"], input_dict["padding_mask"].astype(int), 5
