"""What is on screen: a proposal with the edits of the analyst, and where its text lies on the picture."""
