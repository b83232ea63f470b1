"""Entities with thousands of facts, and searches among thousands of names: drawn in portions, found at once."""

from kg.model import Entity, Evidence, Fact, KnowledgeGraph, Status

HUB = Entity("c/枢纽", "Company", "枢纽公司", tuple(f"别名{n}" for n in range(50)))
OTHERS = tuple(Entity(f"p/{n}", "Product", f"第{n}号产品") for n in range(40))


def busy_graph(count=2_000) -> KnowledgeGraph:
    many = tuple(Evidence("d", n, n + 1, "甲", f"规则{n}") for n in range(50))
    facts = tuple(
        Fact(
            HUB,
            ("supports", "builds")[n % 2],
            OTHERS[n % 40],
            tuple(Status)[n % 4],
            (("title", f"第{n}件"),),
            evidences=many[n % 50 :],
        )
        for n in range(count)
    )
    return KnowledgeGraph((), (HUB, *OTHERS), facts)


def fastest(page, code, times=5):
    return min(
        page.evaluate(f"(() => {{ const from = performance.now(); {code}; return performance.now() - from; }})()")
        for _ in range(times)
    )


def test_the_panel_of_a_busy_entity_opens_at_once_and_in_portions(open_page):
    page = open_page(busy_graph())
    assert fastest(page, "STATE.node = 0; renderPanel(); byId('panel').offsetHeight") < 100
    page.evaluate("select(0, null)")
    facts, more = page.locator("#panel .fact"), page.locator("#panel .list > .more")
    assert "2000 条事实" in page.text_content("#panel .kind")
    assert page.locator("#panel h3").first.text_content() == "supports → (1000)"
    assert 50 <= facts.count() <= 60
    assert more.text_content() == f"显示更多 ({2002 - 60})"
    more.click()
    assert 250 <= facts.count() <= 260
    assert page.evaluate("document.activeElement.classList.contains('more')")
    while more.count():
        more.click()
    assert facts.count() == 2_000
    assert (
        page.evaluate("new Set([...document.querySelectorAll('#panel .fact')].map(({ dataset }) => dataset.fact)).size")
        == 2_000
    )
    assert facts.first.locator("blockquote").count() == 20
    assert page.locator("#panel .aliases .chip").count() == 20
    page.locator("#panel .aliases .more").click()
    assert page.locator("#panel .aliases .chip").count() == 50


def test_a_fact_far_down_is_drawn_when_it_is_sought(open_page):
    page = open_page(busy_graph())
    page.evaluate("select(0, null); EDGE_OF_FACT.delete(1999); openFact(1999)")
    assert page.locator("#panel .sought .chip").first.text_content() == "职务：第1999件"
    assert page.locator("#panel .list > .more").count() == 0


def test_a_keystroke_among_twenty_thousand_names_takes_less_than_a_frame(open_page):
    name = "青岛重庆长沙人工智能计算中心科技有限公司"
    page = open_page(KnowledgeGraph((), (Entity("c/甲", "Company", name),), ()))
    page.evaluate(
        """(name) => { for (let place = 1; place < 20000; place += 1) {
            const from = place % 12;
            NAMES.push([nameEntry(`${name.slice(from, from + 4)}${place}${name.slice(from / 2, from + 8)}`)]);
            DATA.nodes.push({ degree: 0 });
        } }""",
        name,
    )
    for text in ("青", "没有这个", "q", "qdcq", "zhongqing", "jszx", "zzzzzzzz"):
        assert fastest(page, f"searchEntities({text!r})") < 16
    assert page.evaluate("searchEntities('qingdaozq')[0].place") == 0


def test_a_name_made_to_lead_the_search_astray_takes_no_longer(open_page):
    """厂 is read chang and han: ch may stand for one of them or for two, over and over."""
    name = "厂" * 10_000
    page = open_page(KnowledgeGraph((), (Entity("c/甲", "Company", name),), ()))
    assert fastest(page, "searchEntities('ch'.repeat(90) + 'x')", times=1) < 200


def test_the_table_is_sorted_and_narrowed_without_comparing_all_words_again(open_page):
    page = open_page(busy_graph())
    page.click("#tab-table")
    assert page.locator("#view-table tbody tr").count() == 200
    page.click("#view-table .body > .action")
    assert page.locator("#view-table tbody tr").count() == 700
    page.click('#view-table [data-sort="object"]')
    objects = page.locator("#view-table tbody td:nth-child(3) .link").all_text_contents()[:120]
    assert objects == [f"第{n // 50}号产品" for n in range(120)]
    assert fastest(page, "TABLE.down = !TABLE.down; tablePlaces()") < 20
    page.fill("#view-table .narrow", "第7号产品 据称")
    assert page.text_content("#view-table .note") == "50 条事实"
    page.click("#language")
    assert page.text_content("#view-table .note") == "0 facts"


def test_a_link_opens_the_table_and_the_timeline_as_they_were(open_page):
    page = open_page(busy_graph(20))
    page.click("#tab-table")
    page.click('#view-table [data-sort="object"]')
    page.keyboard.press("Enter")
    page.fill("#view-table .narrow", "产品, a=b&c")
    page.keyboard.press("Tab")
    again = open_page(busy_graph(20), page.evaluate("location.hash"))
    assert again.input_value("#view-table .narrow") == "产品, a=b&c"
    assert again.get_attribute('#view-table th:has([data-sort="object"])', "aria-sort") == "descending"
    page.click("#tab-timeline")
    page.fill("#as-of", "2022-07-01")
    page.evaluate("TIMES.hidden.add('done'); remember()")
    page.focus("#search")
    again = open_page(busy_graph(20), page.evaluate("location.hash"))
    assert again.input_value("#as-of") == "2022-07-01"
    assert again.evaluate("[...TIMES.hidden]") == ["done"]
    broken = open_page(busy_graph(20), "#tb=__proto__,1,%3Cb%3E&tl=heute,gestern")
    assert broken.evaluate("[TABLE.sort, TABLE.down, TABLE.words, TIMES.asOf, TIMES.hidden.size]") == [
        None,
        False,
        "<b>",
        "",
        0,
    ]
