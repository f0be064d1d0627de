"""Measuring Headwater on gold sets: loaders, scores, tasks, floors, the gate (`python -m eval`)."""
