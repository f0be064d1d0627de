"""How the shipped English model is trained: data folder in, weights out."""
