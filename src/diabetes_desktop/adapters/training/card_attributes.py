"""What a freshly trained model can answer to the source attributes (`domain.source_attributes`).

What nobody knows is left out, and is shown as "not available". That nothing was done is known.
"""

from __future__ import annotations

from diabetes_desktop.adapters.training.card_text import INTENDED_USE, Words, words
from diabetes_desktop.adapters.training.dataset import Dataset
from diabetes_desktop.adapters.training.fitting import FittedForest
from diabetes_desktop.adapters.training.recipes import ARTEFACT_GLUCOSE
from diabetes_desktop.application.evaluation import Evaluation, Subgroup
from diabetes_desktop.domain.patient import Gender

KNOWN_OF_EVERY_MODEL = {
    "intended_use": INTENDED_USE,
    "decision_role": words(
        "Informs. It replaces neither the doctor's judgement nor a laboratory result.",
        "Informa. No sustituye ni el juicio del médico ni un resultado de laboratorio.",
    ),
    "intended_users": words("Doctors who treat adults.", "Médicos que atienden adultos."),
    "intended_patients": words(
        "Adults whose eight facts are known.", "Adultos de quienes se conocen los ocho datos."
    ),
    "cautioned_uses": words(
        "Diagnosis. Patients under 18. Pregnancy, anaemia, haemoglobin variants and whatever else "
        "alters HbA1c. As a reason not to repeat or not to believe a laboratory test.",
        "Diagnóstico. Menores de 18 años. Embarazo, anemia, hemoglobinopatías y todo lo que altere "
        "la HbA1c. Como razón para no repetir o no creer una prueba de laboratorio.",
    ),
    "output_value": words(
        "The class, 0 or 1, as the model itself answers it, and the probability of class 1.",
        "La clase, 0 o 1, tal como la responde el propio modelo, y la probabilidad de clase 1.",
    ),
    "output_type": words(
        "Classification and prediction. “Refer” is not the model's word: it comes from the "
        "hospital's threshold.",
        "Clasificación y predicción. «Remitir» no lo dice el modelo: viene del umbral del "
        "hospital.",
    ),
    "demographic_inputs": words(
        "Sex (as gender: Female, Male, Other) and age in years. Not used: race, ethnicity, "
        "language, sexual orientation, gender identity, social determinants of health, health "
        "status assessments.",
        "Sexo (como género: femenino, masculino, otro) y edad en años. No se usan: raza, etnia, "
        "idioma, orientación sexual, identidad de género, determinantes sociales de la salud, "
        "evaluaciones del estado de salud.",
    ),
    "fairness_approach": words("None was taken.", "No se siguió ninguno."),
    "bias_management": words(
        "None was applied: no weights, no thresholds by group. The figures by sex and age are "
        "published so that differences can be seen.",
        "No se aplicó ninguna: ni pesos ni umbrales por grupo. Las cifras por sexo y edad se "
        "publican para que se vean las diferencias.",
    ),
    "local_validity": words(
        "Not measured. `diabetes-admin model evaluate` measures it on labelled patients of the "
        "hospital.",
        "No medida. `diabetes-admin model evaluate` la mide con pacientes del hospital de "
        "desenlace conocido.",
    ),
    "local_fairness": words(
        "Not measured. `diabetes-admin model evaluate` prints the figures by sex and age.",
        "No medida. `diabetes-admin model evaluate` imprime las cifras por sexo y edad.",
    ),
}
KNOWN_OF_THE_ORIGINAL_DATA = {
    "developer": words(
        "The Diabetes Desktop project. Contact: not available; ask the hospital's IT.",
        "El proyecto Diabetes Desktop. Contacto: no disponible; pregunte a TI del hospital.",
    ),
    "training_relevance": words(
        "Low. Public data of unknown origin, whose laboratory values look generated; no patient of "
        "this hospital is in it.",
        "Baja. Datos públicos de origen desconocido, cuyos valores de laboratorio parecen "
        "generados; no incluyen pacientes de este hospital.",
    ),
    "known_risks": words(
        "It answers class 0 to most patients who meet a diagnostic criterion, and jumps near HbA1c "
        "6.7 % and glucose 210 mg/dL. The limits of this card say it in full.",
        "Responde clase 0 a la mayoría de los pacientes que cumplen un criterio diagnóstico, y "
        "salta cerca de HbA1c 6,7 % y de glucosa 210 mg/dL. Los límites de esta ficha lo dicen "
        "completo.",
    ),
    "validity_monitoring": words("Not monitored by its makers.", "Sus autores no la vigilan."),
    "fairness_monitoring": words("Not monitored by its makers.", "Sus autores no la vigilan."),
    "update_process": words(
        "No schedule. An update comes as a new model with a version of its own.",
        "Sin calendario. Una actualización llega como un modelo nuevo con su propia versión.",
    ),
    "correction_frequency": words("No schedule.", "Sin calendario."),
    "outcome_evaluations": words(
        "None: no study of what its use does to patients is known.",
        "Ninguna: no se conoce ningún estudio de lo que su uso produce en los pacientes.",
    ),
}
KNOWN_OF_THE_EXTERNAL_CHECK = {
    "external_data": words(
        "US survey NHANES 2017–2018: 4\u202f712 adults.",
        "Encuesta NHANES de EE. UU., 2017–2018: 4\u202f712 adultos.",
    ),
    "external_party": words(
        "The makers of the model; nobody independent.",
        "Los autores del modelo; nadie independiente.",
    ),
    "external_representativeness": words(
        "A sample of the country's adults; no breakdown by group was made.",
        "Una muestra de los adultos del país; no se desglosó por grupos.",
    ),
    "external_process": words(
        "The probability of a forest of the same recipe and data against doctor-diagnosed "
        "diabetes; glucose was derived from HbA1c.",
        "La probabilidad de un bosque de la misma receta y los mismos datos frente a diabetes "
        "diagnosticada por un médico; la glucosa se derivó de la HbA1c.",
    ),
    "external_validity": words(
        "AUC 0.902, below HbA1c alone (0.923); 0.660 within HbA1c 5.7–6.6 %.",
        "AUC 0,902, por debajo de la HbA1c sola (0,923); 0,660 con HbA1c de 5,7 a 6,6 %.",
    ),
    "external_fairness": words("Not measured.", "No medida."),
}


def attributes(
    fitted: FittedForest,
    dataset: Dataset,
    evaluation: Evaluation,
    *,
    original: bool,
    checked_outside: bool,
) -> dict[str, Words]:
    """The known answers, by the name of the attribute."""
    return {
        **KNOWN_OF_EVERY_MODEL,
        "training_criteria": _criteria(fitted, dataset),
        "training_representativeness": _representativeness(dataset),
        "internal_validity": _validity(evaluation),
        "internal_fairness": _fairness(evaluation),
        **(KNOWN_OF_THE_ORIGINAL_DATA if original else {}),
        **(KNOWN_OF_THE_EXTERNAL_CHECK if checked_outside else {}),
    }


def _criteria(fitted: FittedForest, dataset: Dataset) -> Words:
    english = "How the patients were chosen: not available. Repeated rows count once."
    spanish = "Cómo se eligió a los pacientes: no disponible. Las filas repetidas cuentan una vez."
    if fitted.recipe.drops_artefact:
        left_out = len(dataset.train) - fitted.rows_learnt
        english += (
            f" {_count(left_out)} training rows with glucose {ARTEFACT_GLUCOSE:g} mg/dL left out."
        )
        spanish += (
            f" Se excluyeron {_count(left_out)} filas de entrenamiento con glucosa de "
            f"{ARTEFACT_GLUCOSE:g} mg/dL."
        )
    return words(english, spanish)


def _representativeness(dataset: Dataset) -> Words:
    sexes = dataset.all.inputs["gender"]
    women, men = (float((sexes == gender).mean()) for gender in (Gender.FEMALE, Gender.MALE))
    minors = float((dataset.all.inputs["age"] < 18).mean())
    return words(
        f"Women {women:.0%}, men {men:.0%}; under 18 years {minors:.0%}. Of race, ethnicity, "
        "language, sexual orientation, gender identity, social determinants and health status "
        "assessments nothing is known.",
        f"Mujeres {_percent(women)}, hombres {_percent(men)}; menores de 18 años "
        f"{_percent(minors)}. De raza, etnia, idioma, orientación sexual, identidad de género, "
        "determinantes sociales y evaluaciones del estado de salud no se sabe nada.",
    )


def _validity(evaluation: Evaluation) -> Words:
    scores, rows = evaluation.scores, _count(evaluation.rows)
    figures = (scores.auc, scores.average_precision, scores.brier, scores.recall)
    auc, precision, brier, recall = map(_figure, figures)
    return words(
        f"On {rows} held-out patients: AUC {auc}, average precision {precision}, Brier "
        f"{brier}; the class finds {recall} of those with diabetes.",
        f"En {rows} pacientes reservados: AUC {_comma(auc)}, precisión media "
        f"{_comma(precision)}, Brier {_comma(brier)}; la clase encuentra {_comma(recall)} de los "
        "que tienen diabetes.",
    )


def _fairness(evaluation: Evaluation) -> Words:
    women, men = (
        next(each for each in evaluation.subgroups if (each.group, each.name) == ("sex", gender))
        for gender in (Gender.FEMALE, Gender.MALE)
    )
    of_women, of_men = _of_group(women), _of_group(men)
    return words(
        "No measure of fairness was chosen. Sensitivity of the referral band at 10 %, and AUC: "
        f"women {of_women}, men {of_men}.",
        "No se eligió ninguna medida de equidad. Sensibilidad de la banda de remisión a partir "
        f"del 10 %, y AUC: mujeres {_comma(of_women)}, hombres {_comma(of_men)}.",
    )


def _of_group(group: Subgroup) -> str:
    return f"{_figure(group.referral_sensitivity)} ({_figure(group.auc)})"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _comma(figure: str) -> str:
    return figure.replace(".", ",")


def _count(rows: int) -> str:
    return f"{rows:,}".replace(",", "\u202f")


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"
