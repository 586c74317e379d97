"""Queries of strangers: judged before they are asked, answered whole or with an honest error. Needs little else."""
