"""Phone numbers are told from dates, sums and versions."""

import pytest

from bot.replies.phones import phones


@pytest.mark.parametrize(
    "text",
    [
        "+49 30 901820",
        "+1 (555) 010-0199",
        "(020) 7946 0123",
        "020 7946 0123",
        "0171.555.0123",
        "tel: 5550123",
        "call me on 555 0123",
        "00441632960123",
        "555-0123-4567",
        "+4915550123456",
    ],
)
def test_a_phone_number_is_found(text):
    assert list(phones(text))


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-25",
        "25.11.2026",
        "25/11/2026",
        "1 250 000 people",
        "1,250,000",
        "12.500.000 euros",
        "$1 250 000",
        "192.0.2.101",
        "version 10.0.19045",
        "story 1234567",
        "1990-1995",
        "2019/2020",
        "3.14159265",
        "123456789012345678",
        "https://example.org/20261125",
    ],
)
def test_another_number_is_left_alone(text):
    assert not list(phones(text))
