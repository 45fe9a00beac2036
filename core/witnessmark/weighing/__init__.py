"""What the passages are worth and what they are not, in words."""
