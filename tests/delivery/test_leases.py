"""What is held twice, and who took over when, is read from the journals as it happened."""

from bench.delivery.leases import Line, held_twice, kept, takeovers, told


def test_a_line_that_a_kill_cut_off_is_left_out(tmp_path):
    (tmp_path / "worker.journal").write_text("2.0 7 kept 3\n1.0 7 kept 1\n3.0 7 ke")
    lines = told(tmp_path)
    assert [line.number for line in lines] == [1, 3]
    assert kept(lines) == {1, 3}


def test_a_delivery_is_held_twice_only_while_the_other_lives_and_has_its_lease():
    first = Line(1.0, 7, "claim", 5)
    again = Line(9.0, 8, "claim", 5)
    assert held_twice([first, again], {}) == 1
    assert held_twice([first, Line(2.0, 7, "end", 5), again], {}) == 0
    assert held_twice([first, again], {7: 3.0}) == 0
    assert held_twice([first, again], {7: 9.5}) == 1
    assert held_twice([first, Line(500.0, 8, "claim", 5)], {}) == 0
    assert held_twice([first, Line(9.0, 7, "claim", 5)], {}) == 0


def test_a_takeover_lasts_from_the_kill_of_who_had_the_turn_to_the_next_turn():
    lines = [Line(1.0, 7, "turn"), Line(6.5, 8, "turn"), Line(30.0, 9, "turn")]
    assert takeovers(lines, {7: 5.0, 4: 5.5, 8: 29.0}) == [1.5, 1.0]
