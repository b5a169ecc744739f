"""What the model card says in words, and the figures that were measured outside of training."""

from __future__ import annotations

from typing import Any

INTENDED_USE = (
    "Decision support for doctors who treat adults: a second look at eight facts that are known "
    "already. Not for diagnosis, never over a laboratory result, and not for patients under 18. "
    "A probability in the referral band means: confirm in the laboratory."
)
LIMITS = (
    "Class 0 means that the model does not flag diabetes; it does not mean that there is none.",
    "The guideline criteria are computed beside the model and go before it.",
    "Validate and recalibrate on the hospital's own patients before clinical use: figures on "
    "held-out rows of the training data do not transfer.",
    "Patients outside the range of the training data are answered all the same; the application "
    "marks them.",
)

# The figures and limits below hold for this file alone.
ORIGINAL_DATA_SHA256 = "f233fc470e904201f35310d061cb46ca0a6bc7ca5c3e428b769fb4f87f69929b"
ORIGINAL_DATA_LIMITS = (
    "The laboratory values of the training data look generated, not measured: HbA1c and glucose "
    "take 18 distinct values each.",
    "Every training row with HbA1c above 6.6 % or glucose above 200 mg/dL is labelled 1, and no "
    "row with HbA1c below 5.7 % or glucose below 126 mg/dL is; in between about 7 in 100 are.",
    "Near HbA1c 6.7 % and glucose 210 mg/dL the probability jumps from about .09 to .99: "
    "a knife edge, not a gradual risk.",
    "The model answers class 0 for 78 in 100 held-out patients with HbA1c of 6.5 % or more, which "
    "is already a diagnostic criterion, and for a third of those who also have glucose of "
    "200 mg/dL or more.",
    "Blind spots: under 30 years, patients with neither HbA1c above 6.6 % nor glucose above "
    "200 mg/dL hardly ever reach a probability of 0.10; among such patients of all ages, women "
    "are found less often than men.",
    "The training data has nobody with HbA1c from 5.1 to 5.6 % or above 9.0 %, glucose above "
    "300 mg/dL, HbA1c below 5.7 % with glucose above 200 mg/dL, or HbA1c above 6.7 % with "
    "glucose below 126 mg/dL; sex Other has 18 rows; age 80 means 80 or more.",
)

# Measured on a forest of the shipped recipe that was trained on this file.
EXTERNAL_CHECK: dict[str, Any] = {
    "source": "US survey NHANES 2017–2018",
    "patients": 4712,
    "population": "adults",
    "outcome": "doctor-diagnosed diabetes",
    "note": "glucose derived from HbA1c",
    "auc": 0.902,
    "auc_of_hba1c_alone": 0.923,
    "auc_within_hba1c_5_7_to_6_6": 0.660,
    "conclusion": (
        "Below HbA1c alone: the AUC on held-out training data does not transfer to measured "
        "patients. Not for diagnosis; never over a laboratory result; validate and recalibrate "
        "locally."
    ),
}
