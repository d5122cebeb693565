"""Names: the gates that no listed name passes, and what people do with the register."""
