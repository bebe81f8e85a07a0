"""The training recipe of the architecture frame model."""
