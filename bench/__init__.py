"""How fast Headwater is: `python -m bench`."""
