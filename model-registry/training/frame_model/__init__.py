"""The training recipe of the architecture frame model."""

import os

# Must be set before torch starts its thread pool. On a machine that is shared with other work, threads that spin while
# they wait take three times the processor time of the training itself.
os.environ.setdefault('OMP_WAIT_POLICY', 'PASSIVE')
