"""What the model card says in words, in both languages, and what was measured outside of training.

The words of the card travel with the model, so they are not among the program's translations.
"""

from __future__ import annotations

from typing import Any

from diabetes_desktop.application.training_ports import RecipeName

Words = dict[str, str]  # language ("en", "es") to text


def words(english: str, spanish: str) -> Words:
    """One text in both languages."""
    return {"en": english, "es": spanish}


INTENDED_USE = words(
    "Decision support for doctors who treat adults: a second look at eight facts that are known "
    "already. Not for diagnosis, never over a laboratory result, and not for patients under 18. "
    "A probability in the referral band means: confirm in the laboratory.",
    "Apoyo a la decisión para médicos que atienden adultos: una segunda mirada a ocho datos que ya "
    "se conocen. No sirve para diagnosticar, nunca prevalece sobre un resultado de laboratorio y "
    "no es para menores de 18 años. Una probabilidad en la banda de remisión significa: confirme "
    "en el laboratorio.",
)
LIMITS = (
    words(
        "Class 0 means that the model does not flag diabetes; it does not mean that there is none.",
        "Clase 0 significa que el modelo no señala diabetes; no significa que no la haya.",
    ),
    words(
        "The guideline criteria are computed beside the model and go before it.",
        "Los criterios de las guías se calculan aparte del modelo y van antes que él.",
    ),
    words(
        "Validate and recalibrate on the hospital's own patients before clinical use: figures on "
        "held-out rows of the training data do not transfer.",
        "Valide y recalibre con los pacientes del hospital antes del uso clínico: las cifras "
        "obtenidas con filas reservadas de los datos de entrenamiento no se trasladan.",
    ),
    words(
        "Patients outside the range of the training data are answered all the same; the "
        "application marks them.",
        "El modelo responde igualmente sobre pacientes fuera del intervalo de los datos de "
        "entrenamiento; la aplicación los marca.",
    ),
)
RECIPES = {
    RecipeName.SHIPPED: words(
        "Random forest on four numbers, two flags and two ordinal-encoded categories, without a "
        "scaler; the rows with a glucose of 158 mg/dL are left out of training.",
        "Bosque aleatorio sobre cuatro números, dos indicadores y dos categorías con código "
        "ordinal, sin escalado; las filas con glucosa de 158 mg/dL se excluyen del entrenamiento.",
    ),
    RecipeName.REFERENCE: words(
        "Random forest on min-max scaled numbers, two flags and one-hot categories.",
        "Bosque aleatorio sobre números escalados entre mínimo y máximo, dos indicadores y "
        "categorías «one-hot».",
    ),
}

# The figures and limits below hold for this file alone.
ORIGINAL_DATA_SHA256 = "f233fc470e904201f35310d061cb46ca0a6bc7ca5c3e428b769fb4f87f69929b"
ORIGINAL_DATA_LIMITS = (
    words(
        "The laboratory values of the training data look generated, not measured: HbA1c and "
        "glucose take 18 distinct values each.",
        "Los valores de laboratorio de los datos de entrenamiento parecen generados, no medidos: "
        "la HbA1c y la glucosa toman 18 valores distintos cada una.",
    ),
    words(
        "Every training row with HbA1c above 6.6 % or glucose above 200 mg/dL is labelled 1, and "
        "no row with HbA1c below 5.7 % or glucose below 126 mg/dL is; in between about 7 in 100 "
        "are.",
        "Toda fila de entrenamiento con HbA1c mayor de 6,6 % o glucosa mayor de 200 mg/dL está "
        "marcada con 1, y ninguna con HbA1c menor de 5,7 % o glucosa menor de 126 mg/dL lo está; "
        "entre esos valores lo están unas 7 de cada 100.",
    ),
    words(
        "Near HbA1c 6.7 % and glucose 210 mg/dL the probability jumps from about .09 to .99: "
        "a knife edge, not a gradual risk.",
        "Cerca de HbA1c 6,7 % y de glucosa 210 mg/dL la probabilidad salta de 0,09 a 0,99 "
        "aproximadamente: un filo, no un riesgo gradual.",
    ),
    words(
        "The model answers class 0 for 78 in 100 held-out patients with HbA1c of 6.5 % or more, "
        "which is already a diagnostic criterion, and for a third of those who also have glucose "
        "of 200 mg/dL or more.",
        "El modelo responde clase 0 en 78 de cada 100 pacientes reservados con HbA1c de 6,5 % o "
        "más, que ya es un criterio diagnóstico, y en un tercio de los que además tienen glucosa "
        "de 200 mg/dL o más.",
    ),
    words(
        "Blind spots: under 30 years, patients with neither HbA1c above 6.6 % nor glucose above "
        "200 mg/dL hardly ever reach a probability of 0.10; among such patients of all ages, women "
        "are found less often than men.",
        "Puntos ciegos: con menos de 30 años, los pacientes sin HbA1c mayor de 6,6 % ni glucosa "
        "mayor de 200 mg/dL casi nunca llegan a una probabilidad de 0,10; entre tales pacientes de "
        "cualquier edad, a las mujeres se las detecta menos que a los hombres.",
    ),
    words(
        "The training data has nobody with HbA1c from 5.1 to 5.6 % or above 9.0 %, glucose above "
        "300 mg/dL, HbA1c below 5.7 % with glucose above 200 mg/dL, or HbA1c above 6.7 % with "
        "glucose below 126 mg/dL; sex Other has 18 rows; age 80 means 80 or more.",
        "En los datos de entrenamiento no hay nadie con HbA1c de 5,1 a 5,6 % o mayor de 9,0 %, "
        "glucosa mayor de 300 mg/dL, HbA1c menor de 5,7 % con glucosa mayor de 200 mg/dL, ni HbA1c "
        "mayor de 6,7 % con glucosa menor de 126 mg/dL; el sexo «Otro» tiene 18 filas; edad 80 "
        "significa 80 o más.",
    ),
)

# Measured on a forest of the shipped recipe that was trained on this file.
EXTERNAL_CHECK: dict[str, Any] = {
    "source": words("US survey NHANES 2017–2018", "Encuesta NHANES de EE. UU., 2017–2018"),
    "patients": 4712,
    "population": words("adults", "adultos"),
    "outcome": words("doctor-diagnosed diabetes", "diabetes diagnosticada por un médico"),
    "note": words("glucose derived from HbA1c", "glucosa derivada de la HbA1c"),
    "auc": 0.902,
    "auc_of_hba1c_alone": 0.923,
    "auc_within_hba1c_5_7_to_6_6": 0.660,
    "conclusion": words(
        "Below HbA1c alone: the AUC on held-out training data does not transfer to measured "
        "patients. Not for diagnosis; never over a laboratory result; validate and recalibrate "
        "locally.",
        "Por debajo de la HbA1c sola: el AUC con datos reservados del entrenamiento no se traslada "
        "a pacientes medidos. No sirve para diagnosticar; nunca prevalece sobre un resultado de "
        "laboratorio; valide y recalibre localmente.",
    ),
}
