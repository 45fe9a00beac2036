"""The findings table and the assessment."""
