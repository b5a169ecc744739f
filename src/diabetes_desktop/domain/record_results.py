"""The results of a patient's record as candidates for the inputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from diabetes_desktop.domain import fhir_codes as codes
from diabetes_desktop.domain.case import Quantity
from diabetes_desktop.domain.clinical_context import Sample
from diabetes_desktop.domain.fhir_codes import Measure, ObservationCode
from diabetes_desktop.domain.imported_facts import Gap, Origin
from diabetes_desktop.domain.newest_value import Candidate
from diabetes_desktop.domain.patient import Input, Smoking
from diabetes_desktop.domain.patient_record import Amount, Coding, Moment, Observation
from diabetes_desktop.domain.reading import Band, band_of
from diabetes_desktop.domain.units import to_model_unit

WITHDRAWN: Final = frozenset({"cancelled", "entered-in-error"})
FINAL: Final = frozenset({"final", "amended", "corrected"})
DECIMALS = 4  # finer is noise of binary fractions: 66.89999999999999 was written 66.9
_LENGTHS: Final = {Measure.HEIGHT: codes.CENTIMETRES, Measure.WEIGHT: codes.KILOGRAMS}


def known_codes(observation: Observation) -> list[ObservationCode]:
    """What its codes say that was measured, as far as they are known."""
    return [codes.OBSERVATION_CODES[code] for code in _loinc(observation) if _is_known(code)]


def code_of(observation: Observation) -> ObservationCode | None:
    """What was measured; None where the codes are unknown or contradict each other.

    Of two codes for the same measure the one that says more of the sample holds. A code that is
    not known beside one that is may say more, such as "an hour after a meal".
    """
    found = known_codes(observation)
    others = {code for code in _loinc(observation) if not _is_known(code)}
    if not found or others - codes.SAME_MEASURE or len({each.measure for each in found}) > 1:
        return None
    samples = {each.sample for each in found if each.sample is not Sample.UNKNOWN}
    if len(samples) > 1:
        return None
    return next((each for each in found if each.sample in samples), found[0])


def _loinc(observation: Observation) -> list[str]:
    return [coding.code for coding in observation.codes if coding.system == codes.LOINC]


def _is_known(code: str) -> bool:
    return code in codes.OBSERVATION_CODES


def numbers(
    observations: Iterable[Observation], measure: Measure, spec: Input | None, today: date
) -> list[Candidate]:
    """The values of `measure`: quantities as recorded; height in cm and weight in kg.

    With `spec`, what is outside its hard limits is a gap.
    """
    return [
        _number(observation, code, spec, today)
        for observation, code in _of_measure(observations, measure)
    ]


def smoking(observations: Iterable[Observation], today: date) -> list[Candidate]:
    """What was said about tobacco, as one of the six choices."""
    return [
        _judged(_smoking_value(observation.concepts), observation, code, today)
        for observation, code in _of_measure(observations, Measure.SMOKING)
    ]


def statements(
    observations: Iterable[Observation], disease: codes.Disease, today: date
) -> list[Candidate]:
    """Yes or no to the `disease` as such, said as an observation; "0" or "1"."""
    found = []
    for observation in observations:
        if Coding(codes.SNOMED, disease.snomed[0]) in observation.codes:
            value = None if observation.flag is None else str(int(observation.flag))
            origin = Origin("SNOMED CT", disease.snomed[0], when=observation.when)
            gap = _gap(observation, today) or (Gap.NO_VALUE if value is None else None)
            found.append(Candidate(value, origin, gap))
    return found


def is_future(when: Moment | None, today: date) -> bool:
    """Whether `when` begins after `today`; clocks that go fast by a time zone are forgiven."""
    return when is not None and (when.start.date() - today).days > 1


def _of_measure(
    observations: Iterable[Observation], measure: Measure
) -> Iterator[tuple[Observation, ObservationCode]]:
    """Those of `measure`; a code that is one of several that contradict each other is told too."""
    for observation in observations:
        code = code_of(observation)
        named = [code] if code is not None else known_codes(observation)
        for each in named:
            if each.measure is measure:
                yield observation, each
                break


def _number(
    observation: Observation, code: ObservationCode, spec: Input | None, today: date
) -> Candidate:
    amount = observation.amount
    if amount is None:
        return _judged(Gap.NO_VALUE, observation, code, today)
    if not amount.exact:
        return _judged(Gap.NOT_EXACT, observation, code, today)
    if code.measure in _LENGTHS:
        return _judged(_converted(amount, _LENGTHS[code.measure]), observation, code, today)
    return _judged(_quantity(amount, code, spec), observation, code, today)


def _converted(amount: Amount, factors: Mapping[str, float]) -> float | Gap:
    factor = factors.get(amount.unit)
    return Gap.UNIT if factor is None else amount.value * factor


def _quantity(amount: Amount, code: ObservationCode, spec: Input | None) -> Quantity | Gap:
    unit = codes.UNITS[code.measure].get(amount.unit)
    if unit is None or (code.only_unit and code.only_unit != amount.unit):
        return Gap.UNIT
    value = round(amount.value, DECIMALS)
    if spec is not None and band_of(spec, to_model_unit(value, unit)) is Band.IMPOSSIBLE:
        return Gap.IMPOSSIBLE
    return Quantity(value, unit)


def _smoking_value(concepts: Iterable[Coding]) -> str | Gap:
    said = {codes.SMOKING_CODES[c.code] for c in concepts if _is(c, codes.SNOMED)}
    own = {Smoking(c.code) for c in concepts if c.system == codes.OWN_SMOKING and _is_choice(c)}
    choices = own | said
    unclear = any(c.system == codes.SNOMED and c.code in codes.SMOKING_UNCLEAR for c in concepts)
    if unclear and not own and choices != {Smoking.CURRENT}:
        return Gap.UNCLEAR
    if len(choices) == 1:
        return str(*choices)
    return Gap.AMBIGUOUS if choices else Gap.FORM


def _is(coding: Coding, system: str) -> bool:
    return coding.system == system and coding.code in codes.SMOKING_CODES


def _is_choice(coding: Coding) -> bool:
    return coding.code in {choice.value for choice in Smoking}


def _judged(
    value: object, observation: Observation, code: ObservationCode, today: date
) -> Candidate:
    """`value`, which may be a gap; what is wrong with the whole result comes first."""
    origin = Origin("LOINC", code.code, code.name, observation.when)
    gap = _gap(observation, today)
    if gap is None and code_of(observation) is None:
        gap = Gap.FORM
    if gap is None and isinstance(value, Gap):
        gap = value
    return Candidate(None if gap else value, origin, gap)


def _gap(observation: Observation, today: date) -> Gap | None:
    if observation.status in WITHDRAWN:
        return Gap.WITHDRAWN
    if observation.status not in FINAL:
        return Gap.NOT_FINAL
    if not observation.plain:
        return Gap.FORM
    return Gap.FUTURE if is_future(observation.when, today) else None
