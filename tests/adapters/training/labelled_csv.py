"""Makes up labelled patients in the shape of the training data, which the tests do not need."""

from __future__ import annotations

from pathlib import Path

import numpy as np

HEADER = (
    "gender,age,hypertension,heart_disease,smoking_history,bmi,HbA1c_level,"
    "blood_glucose_level,diabetes"
)
ROW = "Female,54.0,0,0,never,27.32,6.6,140,0"
HBA1C = [3.5, 4.0, 4.5, 4.8, 5.0, 5.7, 5.8, 6.0, 6.1, 6.2, 6.5, 6.6, 6.8, 7.0, 7.5, 8.2, 8.8, 9.0]
GLUCOSE = [80, 85, 90, 100, 126, 130, 140, 145, 155, 158, 159, 160, 200, 220, 240, 260, 280, 300]
SMOKING = ["never", "former", "current", "not current", "ever", "No Info"]


def write_csv(path: Path, rows: int = 3_000) -> Path:
    """A file of `rows` made-up patients, always the same ones, a few of them twice."""
    chance = np.random.default_rng(5)
    lines = [HEADER]
    for _ in range(rows):
        sex = chance.choice(["Female", "Male", "Other"], p=[0.58, 0.419, 0.001])
        age = chance.integers(2, 81)
        hba1c, glucose = chance.choice(HBA1C), chance.choice(GLUCOSE)
        certain = hba1c > 6.6 or glucose > 200
        likely = glucose != 158 and chance.random() < age / 400
        lines.append(
            f"{sex},{age}.0,{chance.integers(2)},{chance.integers(2)},{chance.choice(SMOKING)},"
            f"{max(11, chance.normal(27, 6)):.2f},{hba1c},{glucose},{int(certain or likely)}"
        )
    lines += lines[1:11]
    path.write_text("\n".join(lines) + "\n")
    return path


def write_rows(path: Path, *rows: str, header: str = HEADER) -> Path:
    """A file of exactly these rows."""
    path.write_text("\n".join([header, *rows]) + "\n")
    return path
