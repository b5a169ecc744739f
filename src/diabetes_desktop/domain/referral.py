"""The band beside the class: from which probability on a result says "refer".

Source: the model's contract (site policy 0.05-0.30, default 0.10: sensitivity .908).
"""

from __future__ import annotations

DEFAULT_REFERRAL_THRESHOLD = 0.10
REFERRAL_THRESHOLD_LOWEST = 0.05
REFERRAL_THRESHOLD_HIGHEST = 0.30
