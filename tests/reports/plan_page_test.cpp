// The page of a plan: what people wrote stays text, the figures stand in cells, and the same struct
// is the same page.
#include "reports/plan_page.h"

#include <boost/test/unit_test.hpp>

namespace tieout::reports {
namespace {

PlanPage page_made_by_hand() {
    PlanPage page;
    page.tone = "bad";
    page.badge = "1 blocker stands";
    page.headline = "Thu 2027-01-14 02:00 to 04:00";
    page.has_heat = true;
    page.heat[3][0] = {"1.3", 2, false};
    page.heat[2][3] = {"0", 0, true};
    page.windows.push_back({"Thu 2027-01-14 02:00",
                            "04:00",
                            "2027-01-14T07:00:00Z to 2027-01-14T09:00:00Z",
                            "0",
                            {"a reason"},
                            {"a reservation"}});
    page.blockers.push_back(
        {"it", "blocks", "<script>alert(1)</script> | a_b \xE2\x80\xAE*c*", "mend | it"});
    page.audience.emplace_back("en", "3 contacts");
    page.period = "month 2026-12-01 to 2026-12-31";
    page.source_label = "ModernBill v4";
    page.sheet.push_back({"Invoices: rows", "1,204", "1,203", "1"});
    return page;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size())
        ++found;
    return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plan_page)

BOOST_AUTO_TEST_CASE(what_a_blocker_says_is_text_and_no_script) {
    const std::string html = plan_html(page_made_by_hand());
    BOOST_TEST(!has(html, "<script"));
    BOOST_TEST(has(html, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    BOOST_TEST(has(html, "U+202E"));
    const std::string markdown = plan_markdown(page_made_by_hand());
    BOOST_TEST(has(markdown, "&lt;script&gt;alert\\(1\\)&lt;/script&gt; \\| a\\_b"));
    BOOST_TEST(has(markdown, "| **blocks** | it |"));
    BOOST_TEST(has(markdown, "mend \\| it |"));
}

BOOST_AUTO_TEST_CASE(a_page_asks_nothing_of_a_network_and_runs_nothing) {
    const std::string html = plan_html(page_made_by_hand());
    BOOST_TEST(has(html,
                   "content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri "
                   "'none'; form-action 'none'\""));
    BOOST_TEST(!has(html, "http://"));
    BOOST_TEST(!has(html, "https://"));
}

BOOST_AUTO_TEST_CASE(the_heat_map_is_a_table_of_168_cells_with_figures) {
    const std::string html = plan_html(page_made_by_hand());
    const std::size_t begin = html.find("<table class=\"heat\">");
    const std::string table = html.substr(begin, html.find("</table>", begin) - begin);
    BOOST_TEST(count(table, "<td class=\"h") == 168u);
    BOOST_TEST(count(table, "<tr>") == 25u);
    BOOST_TEST(has(table, "<th scope=\"row\">03:00</th><td class=\"h2\">1.3</td>"));
    BOOST_TEST(has(table, "<td class=\"h0 in\"><strong>0</strong></td>"));
    BOOST_TEST(count(table, ">?<") == 166u);
    BOOST_TEST(has(plan_markdown(page_made_by_hand()), "| 03:00 | 1.3 | ? |"));
    BOOST_TEST(has(plan_markdown(page_made_by_hand()), "| 02:00 | ? | ? | ? | **0** | ?"));
}

BOOST_AUTO_TEST_CASE(reservations_stand_with_their_window) {
    const std::string html = plan_html(page_made_by_hand());
    BOOST_TEST(has(html, "<li class=\"but\">But: a reservation</li>"));
    BOOST_TEST(has(plan_markdown(page_made_by_hand()), "   - **But:** a reservation\n"));
}

BOOST_AUTO_TEST_CASE(without_a_history_there_is_no_map_and_without_a_window_its_reason) {
    PlanPage page = page_made_by_hand();
    page.has_heat = false;
    page.heat_lead = "Nobody knows.";
    page.windows.clear();
    page.no_window = "None is left.";
    page.period.clear();
    const std::string html = plan_html(page);
    BOOST_TEST(!has(html, "<table class=\"heat\">"));
    BOOST_TEST(has(html, "Nobody knows."));
    BOOST_TEST(has(html, "<p class=\"nothing\">None is left.</p>"));
    BOOST_TEST(!has(html, "id=\"period\""));
    BOOST_TEST(!has(plan_markdown(page), "| Hour |"));
}

BOOST_AUTO_TEST_CASE(the_sheet_of_the_period_has_room_for_the_night) {
    const std::string sheet = period_end_markdown(page_made_by_hand());
    BOOST_TEST(sheet.starts_with("# End of the month 2026\\-12\\-01 to 2026\\-12\\-31\n"));
    BOOST_TEST(has(sheet, "| Invoices: rows | 1,204 | 1,203 | 1 | | | | |\n"));
    BOOST_TEST(has(sheet, "| Finance | | | |\n"));
    BOOST_TEST(has(plan_html(page_made_by_hand()), "<td class=\"fill\"></td>"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::reports
