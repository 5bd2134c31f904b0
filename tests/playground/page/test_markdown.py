"""Texts as the page draws them, in the browser's own words."""

import pytest
import pytest_asyncio

from bot.playground.play import staged

pytestmark = pytest.mark.asyncio(loop_scope="session")

DRAWS = """async (source) => {
  const { text } = await import("/page/js/text.js");
  const place = document.createElement("div");
  place.append(...text(source));
  return place.innerHTML;
}"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def page(browser):
    """One page for all texts, which are drawn beside its messages."""
    async with staged() as stage:
        opened = await browser.new_page()
        await opened.goto(stage.page.address)
        await opened.locator("#switch").wait_for()
        yield opened
        await opened.close()


@pytest.fixture
def draw(page):
    async def drawn(source):
        return await page.evaluate(DRAWS, source)

    return drawn


INLINE: list[tuple[str, str | None]] = [
    ("**bold** *leaning* _leaning_", "<strong>bold</strong> <em>leaning</em> <em>leaning</em>"),
    ("__under__ ~~struck~~", "<u>under</u> <s>struck</s>"),
    ("**“We won't sail,”**he said", "<strong>“We won't sail,”</strong>he said"),
    ("***both***", "<em><strong>both</strong></em>"),
    (r"\*not\* \_this\_", "*not* _this_"),
    ("2 * 3 * 4, snake_case_name", "2 * 3 * 4, snake_case_name"),
    ("`**code**` ``a`b``", "<code>**code**</code> <code>a`b</code>"),
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("@everyone", '<span class="mention">@everyone</span>'),
    ("[no](javascript:alert(1))", "[no](javascript:alert(1))"),
    ("&amp; stays", "&amp;amp; stays"),
    ("<@1> <@&1> <#1>", None),
]
BLOCKS: list[tuple[str, str | None]] = [
    ("> quoted\n> on\nafter", "<blockquote>quoted\non\n</blockquote>after"),
    (">>> all\nof it", "<blockquote>all\nof it</blockquote>"),
    ("before\n# Head\nafter", 'before\n<div class="heading h1"'),
    ("no # head", "no # head"),
    ("-# small", '<small class="subtext">small</small>'),
    ("- a\n- b\n  - c", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
    ("3. c\n4. d", '<ol start="3"><li>c</li><li>d</li></ol>'),
    ("```py\nx = 1\n```", '<pre tabindex="0"><code>x = 1</code></pre>'),
]


@pytest.mark.parametrize(("source", "shown"), INLINE + BLOCKS, ids=str)
async def test_marks_are_drawn_as_discord_draws_them(draw, source, shown):
    drawn = await draw(source)
    if shown is None:
        assert drawn.count('class="mention"') == 3
    else:
        assert shown in drawn


async def test_links_open_beside_the_page_and_tell_nothing(draw):
    for source in ("[a](https://x.example/1)", "<https://x.example/1>", "https://x.example/1."):
        drawn = await draw(source)
        assert 'href="https://x.example/1"' in drawn
        assert 'rel="noopener noreferrer"' in drawn


async def test_moments_are_shown_in_the_readers_words(draw):
    assert "2023" in await draw("<t:1700000000:D>")
    assert "years ago" in await draw("<t:1500000000:R>")
    assert "(no such time)" in await draw("<t:99999999999999999:R>")


async def test_a_spoiler_is_veiled_until_it_is_pressed(page):
    await page.locator("#typed").fill("It was ||the butler||.")
    await page.keyboard.press("Enter")
    veil = page.locator(".spoiler")
    words = veil.locator("span")
    assert await words.evaluate("(it) => getComputedStyle(it).visibility") == "hidden"
    await veil.click()
    assert await words.evaluate("(it) => getComputedStyle(it).visibility") == "visible"


@pytest.mark.parametrize("piece", ["*", "_", "||", "[", "> ", "`", "~~", "**a", "<", "- a\n"])
async def test_no_text_takes_long(page, piece):
    script = "async (it) => { const { parsed } = await import('/page/js/markdown.js');"
    script += " const begun = performance.now(); parsed(it); return performance.now() - begun; }"
    assert await page.evaluate(script, (piece * 4000)[:4000]) < 1000
