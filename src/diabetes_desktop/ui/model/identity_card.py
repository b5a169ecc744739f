"""What the model in use is, where it comes from, and how it proved itself."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.application.inspect_model import ModelFacts, ModelFormat
from diabetes_desktop.application.model_card import ModelCard
from diabetes_desktop.application.read_model_card import ModelReport, NoCard
from diabetes_desktop.domain.model_source import SignaturePolicy
from diabetes_desktop.ui.model.reading_card import ReadingCard
from diabetes_desktop.ui.model.table import Fact, FactTable
from diabetes_desktop.ui.wording.figures import count_text, moment_text, words_of
from diabetes_desktop.ui.wording.models import model_text, source_text
from diabetes_desktop.ui.wording.signatures import signature_said

translate = QCoreApplication.translate


def identity_card(report: ModelReport, policy: SignaturePolicy) -> ReadingCard:
    """A table of facts."""
    card = ReadingCard("Model in use", words_of(model_text(report.identity)))
    facts = [
        Fact(translate("ModelIdentity", "Source"), _source(report)),
        *_published_as(report),
        *(_of_card(report.card) if isinstance(report.card, ModelCard) else ()),
        Fact(translate("ModelIdentity", "In use since"), moment_text(report.since)),
        _manifest(report.facts),
        _signature(report, policy),
        Fact("SHA-256", _in_groups(report.facts.digest), selectable=True),
        _golden_cases(report),
        Fact(translate("ModelIdentity", "Answers from"), _format(report.facts.format)),
        Fact(translate("ModelIdentity", "Made with"), _libraries(report)),
    ]
    table = FactTable(facts)
    card.add(table, table.said)
    card.finish()
    return card


def _source(report: ModelReport) -> str:
    return words_of(source_text(report.identity))


def _published_as(report: ModelReport) -> list[Fact]:
    """A registry counts its versions itself; what was signed is the manifest's."""
    facts, identity = report.facts, report.identity
    if not facts.has_manifest or (facts.name, facts.version) == (identity.name, identity.version):
        return []
    name = translate("ModelIdentity", "Published as")
    return [Fact(name, words_of(f"{facts.name} {facts.version}".strip()))]


def _of_card(card: ModelCard) -> list[Fact]:
    facts = []
    if algorithm := words_of(card.recipe.description):
        facts.append(Fact(translate("ModelIdentity", "Algorithm"), algorithm))
    trained = [words_of(card.trained)]
    if card.data.train_rows_used:
        patients = translate("ModelIdentity", "{0} patients")
        trained.append(patients.format(count_text(card.data.train_rows_used)))
    if any(trained):
        facts.append(
            Fact(
                translate("ModelIdentity", "Trained"), " · ".join(part for part in trained if part)
            )
        )
    return facts


def _manifest(facts: ModelFacts) -> Fact:
    name = translate("ModelIdentity", "Files")
    if facts.has_manifest:
        complete = translate("ModelIdentity", "complete and unchanged, as in the manifest")
        return Fact(name, f"✔ {complete}", "positive")
    trusted = translate(
        "ModelIdentity", "no manifest; an administrator trusted exactly these files"
    )
    return Fact(name, f"⚠ {trusted}", "caution")


def _signature(report: ModelReport, policy: SignaturePolicy) -> Fact:
    said, tone = signature_said(report.facts.signature, report.identity.source, policy)
    return Fact(translate("ModelIdentity", "Signature"), said, tone)


def _golden_cases(report: ModelReport) -> Fact:
    name = translate("ModelIdentity", "Test cases")
    count = report.facts.golden_cases
    if count == 0:
        none = translate(
            "ModelIdentity", "none came with it: nothing proves that it answers as it should"
        )
        return Fact(name, f"⚠ {none}", "caution")
    met = translate("ModelIdentity", "{0} of {0} answered alike on {1}")
    return Fact(name, "✔ " + met.format(count_text(count), moment_text(report.since)), "positive")


def _format(chosen: ModelFormat) -> str:
    return {
        ModelFormat.ONNX: translate("ModelIdentity", "ONNX graph: data, runs no code of its own"),
        ModelFormat.SKOPS: translate(
            "ModelIdentity", "scikit-learn (skops): only the types that the program allows"
        ),
        ModelFormat.CODE: translate(
            "ModelIdentity", "MLflow (pyfunc): runs the model's own code, as the site policy allows"
        ),
    }[chosen]


def _libraries(report: ModelReport) -> str:
    named = {library.name: library.trained for library in report.facts.libraries}
    if not isinstance(report.card, NoCard):
        named |= report.card.libraries
    return ", ".join(words_of(f"{name} {version}") for name, version in named.items()) or "–"


def _in_groups(digest: str) -> str:
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
