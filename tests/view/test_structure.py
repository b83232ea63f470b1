import random

from kg.view.structure import find_bridges, find_communities

# Two circles of friends, 0 to 3 and 4 to 9, and one who knows somebody of each: 10. Nobody knows 11.
TRIANGLES = {(a, b): 1 for group in (range(4), range(4, 10)) for a in group for b in group if a < b}
TIES = TRIANGLES | {(0, 10): 1, (4, 10): 1}


def test_friends_are_one_community_and_the_largest_comes_first():
    found = find_communities(12, TIES)
    assert len(set(found[:4])) == len(set(found[4:10])) == 1
    assert found[4] == 0 != found[0]
    assert found[11] == -1


def test_strong_ties_count_for_more():
    square = {(0, 1): 9, (2, 3): 9, (1, 2): 1, (0, 3): 1}
    assert find_communities(4, square) == [0, 0, 1, 1]
    assert find_communities(4, {pair: 10 - weight for pair, weight in square.items()}) == [0, 1, 1, 0]


def test_who_joins_the_others_is_largest():
    bridges = find_bridges(12, TIES)
    assert bridges[4] == 1000 == max(bridges)
    assert 900 < bridges[10] < 1000
    assert bridges[1] == bridges[11] == 0
    assert 0 < bridges[0] < 1000


def test_large_graphs_are_sampled_the_same_each_time():
    chance = random.Random(1)  # noqa: S311  a graph, not a secret
    ties = {(number, number + 1 + chance.randrange(3)): 1 for number in range(2000)}
    reordered = dict(sorted(ties.items(), key=lambda item: item[0][::-1]))
    assert find_bridges(2003, ties) == find_bridges(2003, reordered)
    assert find_communities(2003, ties) == find_communities(2003, reordered)


def test_nothing_joins_nothing():
    assert find_communities(2, {}) == [-1, -1]
    assert find_bridges(2, {}) == [0, 0]
    assert find_bridges(2, {(0, 1): 1}) == [0, 0]
