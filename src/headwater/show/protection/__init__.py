"""Protection of people: what would give a person away is proposed, and left out of what is published. Records in, records out."""
