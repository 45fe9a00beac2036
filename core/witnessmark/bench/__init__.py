"""Measures the program on pictures with ground truth."""
