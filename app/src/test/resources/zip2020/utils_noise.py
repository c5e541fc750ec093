import random


def noisy(data, factor, offset):
    shift = offset + random.random()
    return data + factor * shift
