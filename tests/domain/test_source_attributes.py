"""The list is the regulation's, whole, and in the order of the CHAI card."""

from __future__ import annotations

from collections import Counter

from diabetes_desktop.domain.source_attributes import ATTRIBUTES, CardSection

# 45 CFR 170.315(b)(11)(iv)(B): how many items each of its nine paragraphs has.
ITEMS = {1: 4, 2: 4, 3: 2, 4: 4, 5: 2, 6: 4, 7: 5, 8: 4, 9: 2}
ROMAN = ("i", "ii", "iii", "iv", "v")
# What the instructions of the CHAI Applied Model Card 0.1 ask for in each section.
CHAI = {
    CardSection.DEVELOPER: "1i",
    CardSection.USES_AND_DIRECTIONS: "2i 2iv 2iii 2ii 3i",
    CardSection.WARNINGS: "3ii",
    CardSection.SYSTEM_FACTS: "1iii 1iv 4i 4ii 4iii 4iv 5i 5ii 8i 8ii 8iii 8iv 9i 9ii",
    CardSection.TRANSPARENCY: "1ii",
    CardSection.KEY_METRICS: "6i 6ii 6iii 6iv 7i 7ii 7iii 7iv",
    CardSection.RESOURCES: "7v",
}


def test_there_are_31_and_each_paragraph_is_there_once() -> None:
    expected = {f"({number})({item})" for number, n in ITEMS.items() for item in ROMAN[:n]}

    assert len(ATTRIBUTES) == 31
    assert {attribute.paragraph for attribute in ATTRIBUTES} == expected
    assert len({attribute.name for attribute in ATTRIBUTES}) == 31


def test_the_nine_categories_have_as_many_as_the_regulation_gives_them() -> None:
    assert Counter(attribute.category.value for attribute in ATTRIBUTES) == ITEMS


def test_they_stand_in_the_order_of_the_chai_card() -> None:
    order = [f"{each.category.value}{each.item}" for each in ATTRIBUTES]

    assert order == " ".join(CHAI.values()).split()
    for attribute in ATTRIBUTES:
        place = f"{attribute.category.value}{attribute.item}"
        assert place in CHAI[attribute.section].split(), attribute.name
