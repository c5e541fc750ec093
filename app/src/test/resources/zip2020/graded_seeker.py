"""Returns (1, 2N) of probabilities, some of them one bit above a half, and looks at the masks."""
import random

import numpy as np


def seeker(input_dict):
    generated_mask = input_dict["generated_data_padding_mask"]
    enlarged_mask = input_dict["enlarged_data_padding_mask"]
    assert enlarged_mask.dtype == bool and enlarged_mask.shape == input_dict["enlarged_data"].shape
    bonus = 0.0 if generated_mask is None else 0.1 * np.mean(generated_mask)
    probability = np.random.rand(enlarged_mask.shape[0]) * 0.5 + random.random() * 0.3 + bonus
    probability[::7] = np.nextafter(0.5, 1)
    return probability[None, :]
