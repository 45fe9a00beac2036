"""The extract of a case, and the reports made from the extract and from nothing else."""
