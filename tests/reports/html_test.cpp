#include "reports/html.h"

#include <boost/test/unit_test.hpp>
#include <clocale>

#include "reports/index.h"
#include "reports/json.h"
#include "reports/markdown.h"
#include "reports/templates.h"
#include "reports/terminal.h"
#include "tests/reports/big_records.h"
#include "tests/reports/records.h"

using namespace tieout::reports;

namespace {

bool has(const std::string& text, const std::string& word) {
    return text.find(word) != std::string::npos;
}

// The page without what stands in its own three scripts; any other stays.
std::string without_scripts(std::string page) {
    for (const char* name : {"page.js", "chart.min.js", "charts.js"}) {
        const std::string script = "<script>" + std::string(template_text(name)) + "</script>";
        if (const auto at = page.find(script); at != std::string::npos)
            page.erase(at, script.size());
    }
    return page;
}

std::size_t how_often(const std::string& text, const std::string& word) {
    std::size_t count = 0;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
        ++count;
    return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(html_page)

BOOST_AUTO_TEST_CASE(a_broken_cycle_says_so_and_where_to_fix_it) {
    const std::string page = html(tests::broken_record(), Personal::shown);
    BOOST_TEST(has(page, "It does not tie out."));
    BOOST_TEST(has(page,
                   "3 errors must be fixed before anything is switched over: 1 to fix in "
                   "ModernBill v4 (2 rows) and 2 in v5 (1,205 rows)."));
    BOOST_TEST(has(page, ">4,821,903.55</td>"));
    BOOST_TEST(has(page, ">3,911.80</td>"));
    BOOST_TEST(has(page, "differs; no row explains it"));
    BOOST_TEST(has(page, "250000.0<mark class=\"\">1</mark>"));
    BOOST_TEST(has(page, "not enforced: NOT VALID"));
    BOOST_TEST(has(page, "the role may not read table account_credit"));
    BOOST_TEST(has(page, "3A/91F0C8D8"));
    BOOST_TEST(has(page, "What was read and written"));
    BOOST_TEST(has(page, "402,911"));
    BOOST_TEST(has(page, "tieout explain 9a1ce0000002"));
}

BOOST_AUTO_TEST_CASE(every_column_of_both_sides_has_its_place_in_a_strip_and_in_words) {
    const std::string page = html(tests::broken_record(), Personal::shown);
    BOOST_TEST(has(page, "What becomes of every column of ModernBill v4"));
    BOOST_TEST(has(page,
                   "<span class=\"strip\" aria-hidden=\"true\"><i class=\"good\"></i><i "
                   "class=\"soft\"></i><i class=\"good\"></i><i class=\"bad\"></i><i "
                   "class=\"note\"></i><i class=\"none\"></i></span>"));
    BOOST_TEST(has(page, "1 unknown, 2 moved, 1 derived, 1 not moved, 1 not there"));
    BOOST_TEST(has(page, "Where every column of v5 comes from"));
    BOOST_TEST(
        has(page, "1 unknown, 1 filled, 1 numbers of its own, 1 left to the default, 1 empty"));
}

BOOST_AUTO_TEST_CASE(integrations_are_listed_by_what_was_seen_of_them) {
    const std::string page = html(tests::broken_record(), Personal::shown);
    BOOST_TEST(has(page, "<a href=\"#integrations\">Integrations</a>"));
    BOOST_TEST(has(page,
                   "Checked at 2026-01-02T03:00:00Z: 1 works, 1 fails, 2 have no probe, 1 was not "
                   "asked."));
    BOOST_TEST(has(page, "answered 500, expected 200 (1,204 ms)"));
    BOOST_TEST(has(page, "<td>Bo, billing</td>"));
    BOOST_TEST(has(page, "<td>nobody yet</td>"));
    BOOST_TEST(has(page, "class=\"state wrap bad\">fails"));
    BOOST_TEST(has(page, "class=\"state wrap warn\">not asked"));
    BOOST_TEST(has(page, "class=\"state wrap warn\">no probe"));
    BOOST_TEST(has(page, "class=\"state wrap good\">no probe"));
    const std::string text = markdown(tests::broken_record());
    BOOST_TEST(has(text, "- **fails** PayPal: answered 500, expected 200"));
    BOOST_TEST(has(text, "(owner: Bo, billing)"));
    BOOST_TEST(!has(text, "Fax"));
    const std::string never = html(tests::clean_record());
    BOOST_TEST(has(never, "Never checked: `tieout check --integrations`"));
    tieout::rules::CycleRecord alone = tests::clean_record();
    alone.command = "verify";
    BOOST_TEST(!has(html(alone), "integrations-title"));
}

BOOST_AUTO_TEST_CASE(a_clean_cycle_says_that_it_ties_out) {
    const std::string page = html(tests::clean_record());
    BOOST_TEST(has(page, "It ties out, to the cent."));
    BOOST_TEST(has(page, "375,253 rows in 4 ties"));
    BOOST_TEST(!has(page, "class=\"state bad\""));
}

BOOST_AUTO_TEST_CASE(the_months_to_come_are_drawn_with_their_figures_and_the_stale_amount_is_said) {
    const std::string page = html(tests::broken_record(), Personal::shown);
    BOOST_TEST(has(page,
                   "v5 would bill 18,930.00 USD at once to 73 clients, because renewal dates "
                   "are past."));
    BOOST_TEST(
        has(page, "<dt>Billed at once, of stale dates</dt><dd class=\"bad\">18,930.00</dd>"));
    BOOST_TEST(has(page, "73 of 86,400 months of clients: 18,930.00 USD in all."));
    BOOST_TEST(has(page, ">Apr 2026</th>"));
    // The largest bar is 251,902.75 wide; that of July is 190,871.20 / 251,902.75.
    BOOST_TEST(has(page, "<rect class=\"bar-target\" y=\"21\" height=\"8\" width=\"1000\"/>"));
    BOOST_TEST(has(page, "<rect class=\"bar-target\" y=\"21\" height=\"8\" width=\"757\"/>"));
    BOOST_TEST(has(page, "no invoice"));
    BOOST_TEST(has(page, "+400.00"));
    BOOST_TEST(has(page, "-9.50"));
    BOOST_TEST(has(page, "20 charges are billed at once"));
    const std::string clean = html(tests::clean_record());
    BOOST_TEST(has(clean,
                   "v5 bills what ModernBill v4 means to bill: 86,400 months of clients, "
                   "equal to the cent."));
    BOOST_TEST(has(clean, "The next invoice of every client is the same."));
    auto without = tests::clean_record();
    without.forecast.reset();
    BOOST_TEST(!has(html(without), "id=\"forecast\""));
}

BOOST_AUTO_TEST_CASE(nothing_of_a_customer_becomes_markup) {
    const std::string page = html(tests::hostile_record(), Personal::shown);
    BOOST_TEST(without_scripts(page).size() < page.size());
    BOOST_TEST(!has(without_scripts(page), "<script"));
    BOOST_TEST(!has(page, "<img"));
    BOOST_TEST(has(page, "&lt;script&gt;document.title="));
    BOOST_TEST(!has(page, "\xe2\x80\xae"));  // the right-to-left override itself
    BOOST_TEST(has(page, "U+202E"));
    BOOST_TEST(page.find('\0') == std::string::npos);
    BOOST_TEST(has(page, "{{mustache}}"));
    BOOST_TEST(without_scripts(page).size() < 100000U);
}

BOOST_AUTO_TEST_CASE(masked_it_shows_no_name) {
    for (const std::string& report :
         {html(tests::broken_record()), json(tests::broken_record()),
          markdown(tests::broken_record()), terminal(tests::broken_record())}) {
        BOOST_TEST(!has(report, "anna@example.be"));
        BOOST_TEST(!has(report, "Brien"));
    }
    BOOST_TEST(has(html(tests::broken_record(), Personal::shown), "anna@example.be"));
    BOOST_TEST(has(json(tests::broken_record(), Personal::shown), "anna@example.be"));
    BOOST_TEST(has(json(tests::broken_record()), "250000.01"));
}

BOOST_AUTO_TEST_CASE(the_same_record_gives_the_same_bytes_in_any_locale) {
    const std::string before = html(tests::broken_record());
    std::setlocale(LC_ALL, "");
    BOOST_TEST(html(tests::broken_record()) == before);
    BOOST_TEST(markdown(tests::broken_record()) == markdown(tests::broken_record()));
    std::setlocale(LC_ALL, "C");
}

BOOST_AUTO_TEST_CASE(a_page_asks_for_nothing_from_outside) {
    for (const std::string& page : {html(tests::hostile_record()), index_html({})}) {
        BOOST_TEST(has(page, "default-src 'none'"));
        for (const char* word : {"src=", "@import", "url(", "<link", "http://", "https://"}) {
            const std::string text = without_scripts(page);
            // As text of a customer it may stand there; as markup of ours it may not.
            BOOST_TEST((!has(text, word) || std::string(word) == "src="), word);
        }
    }
}

BOOST_AUTO_TEST_CASE(only_its_own_scripts_may_run) {
    const std::string page = html(tests::broken_record());
    const auto begin = page.find("script-src"), end = page.find(';', begin);
    const std::string policy = page.substr(begin, end - begin);
    for (const char* name : {"page.js", "chart.min.js", "charts.js"})
        BOOST_TEST(has(policy, std::string(script_hash(name))), name);
    BOOST_TEST(how_often(policy, "'sha256-") == 3U);
    BOOST_TEST(!has(policy, "unsafe"));
    BOOST_TEST(how_often(html(tieout::rules::CycleRecord()), "<script") == 1U);  // nothing to draw
}

BOOST_AUTO_TEST_CASE(a_page_of_100000_findings_or_1000000_rows_stays_below_5_MB) {
    constexpr std::size_t most = 5'000'000;
    const std::string findings = html(tests::many_findings(100'000).record);
    BOOST_TEST(findings.size() < most);
    BOOST_TEST(has(findings,
                   "The first 300 of 10,000; all are in findings.csv, beside this page, and their "
                   "rows in differences/."));
    BOOST_TEST(how_often(findings, "<details class=\"finding") == 600U);
    const std::string rows = html(tests::many_rows(1'000'000).record);
    BOOST_TEST(rows.size() < most);
    BOOST_TEST(has(rows,
                   "The first 20 of 25,000; all are in "
                   "differences/invoice-changed-000000000000.csv."));
}

BOOST_AUTO_TEST_CASE(a_page_of_long_and_invisible_texts_stays_below_5_MB) {
    auto record = tests::many_findings(1000).record;
    std::string unseen;
    for (int i = 0; i < 5000; ++i)
        unseen += "\xe2\x80\xae";
    for (auto& finding : record.findings) {
        for (auto& member : finding.samples)
            member.key[0].value = member.note = unseen;
        for (auto& member : finding.samples)
            for (auto& cell : member.columns)
                cell.source = unseen, cell.target = std::string(5000, '\t'), cell.as = "text";
    }
    BOOST_TEST(html(record).size() < 5'000'000U);
}

BOOST_AUTO_TEST_CASE(a_link_leads_only_to_a_finding_that_the_page_shows) {
    auto record = tests::broken_record();
    BOOST_TEST(has(html(record), "href=\"#finding-d0b1e0000001\">2 rows break it</a>"));
    auto many = tests::many_findings(4000).record.findings;
    many.push_back(record.findings[0]);
    record.findings = many;
    BOOST_TEST(!has(html(record), "#finding-d0b1e0000001"));
}

BOOST_AUTO_TEST_CASE(a_finding_gives_its_sql_and_its_waiver_to_copy) {
    const std::string page = html(tests::broken_record());
    BOOST_TEST(has(page,
                   "SELECT *\nFROM `client_invoice`\nWHERE `invoice_id` IN (&apos;17&apos;, "
                   "&apos;1003&apos;, &apos;1044&apos;);"));
    BOOST_TEST(
        has(page,
            "SELECT *\nFROM invoice i join account a on a.id = i.account_id\nWHERE "
            "i.number IN (&apos;17&apos;, &apos;1003&apos;, &apos;1044&apos;)\n  AND (i.status "
            "&lt;&gt; &apos;void&apos;);"));
    BOOST_TEST(has(page,
                   "  - finding: &quot;9a1ce0000002&quot;\n    who: &quot;&quot;\n    why: "
                   "&quot;&quot;\n    until: \n    max_rows: 1204\n    max_money: "
                   "&quot;3911.80&quot;\n"));
}

BOOST_AUTO_TEST_CASE(what_is_drawn_stands_in_a_table_beside_it) {
    const std::string page = html(tests::broken_record());
    BOOST_TEST(has(page, "3 errors in this cycle, as many as in the one before."));
    BOOST_TEST(has(page,
                   "<tr><th scope=\"row\">1: broken</th><td class=\"num\">7</td><td "
                   "class=\"num\">12</td></tr>"));
    BOOST_TEST(has(page, "<tr><th scope=\"row\">2: broken</th><td class=\"num\">912.40</td></tr>"));
    BOOST_TEST(has(page,
                   "<h3>Invoices by month (issued at)</h3><p>12 months, 2025-01 to 2025-12; "
                   "equal on both sides in each.</p>"));
    BOOST_TEST(has(page, "<h3>Open invoices by month (due on)</h3>"));
    BOOST_TEST(has(page,
                   "<tr><th scope=\"row\">2025-10</th><td class=\"num\">0.95</td><td "
                   "class=\"num\">0.95</td></tr>"));
    BOOST_TEST(has(page, "ModernBill v4: 2 of 6 columns compared; v5: 2 of 5 columns compared."));
}

BOOST_AUTO_TEST_CASE(months_are_drawn_only_where_all_of_them_are_listed) {
    auto record = tests::clean_record();
    for (auto& set : record.total_sets)
        if (set.name == "sum total by month(issued_at)") set.groups = 13;
    BOOST_TEST(!has(html(record), "Invoices by month (issued at)"));
}

BOOST_AUTO_TEST_CASE(a_page_that_reveals_says_so_at_its_top) {
    const std::string shown = html(tests::broken_record(), Personal::shown);
    BOOST_TEST(has(shown, "Personal data are shown."));
    BOOST_TEST(shown.find("Personal data are shown.") < shown.find("<main>"));
    BOOST_TEST(!has(html(tests::broken_record()), "Personal data are shown."));
}

BOOST_AUTO_TEST_CASE(an_empty_record_is_a_page_and_not_a_proof) {
    const std::string page = html(tieout::rules::CycleRecord());
    BOOST_TEST(has(page, "Not everything could be looked at."));
    BOOST_TEST(has(page, "Nothing was compared."));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(short_reports)

BOOST_AUTO_TEST_CASE(markdown_holds_the_sheet_and_the_findings) {
    const std::string text = markdown(tests::broken_record());
    BOOST_TEST(has(text, "# Broken: It does not tie out.\n"));
    BOOST_TEST(has(text, "| Invoices | 184,233 | 184,233 | 183,029 | 0 | 0 | 1,204 |\n"));
    BOOST_TEST(has(text,
                   "## To fix in ModernBill v4\n\n- **error** Two clients share one log\\-in: "
                   "2 rows (`d0b1e0000001`)\n"));
    BOOST_TEST(has(text,
                   "| Client balances | not looked at: the role may not read table "
                   "account\\_credit |"));
    BOOST_TEST(has(text, "The gate for rehearsal is **shut**."));
    BOOST_TEST(has(text,
                   "## Columns of ModernBill v4 that nobody accounts for\n\n- "
                   "client\\_info.x\\_custom\n"));
    BOOST_TEST(has(text, "## Columns of v5 that nobody accounts for\n\n- account.x\\_other\n"));
}

BOOST_AUTO_TEST_CASE(markdown_takes_no_markup_from_customers) {
    const std::string text = markdown(tests::hostile_record());
    BOOST_TEST(!has(text, "<script"));
    BOOST_TEST(has(text, "&lt;script&gt;"));
}

BOOST_AUTO_TEST_CASE(the_terminal_ends_with_the_verdict) {
    const std::string text = terminal(tests::broken_record());
    BOOST_TEST(has(text,
                   "  invoice                  184,233       184,233  0 missing, 0 extra, 1,204 "
                   "changed, 0 duplicate\n"));
    BOOST_TEST(has(text, "Broken: It does not tie out.\n"));
    BOOST_TEST(!has(text, "\x1b"));
    BOOST_TEST(has(terminal(tests::broken_record(), Colour::ansi), "\x1b[31;1mBroken"));
    BOOST_TEST(!has(terminal(tests::hostile_record()), "\xe2\x80\xae"));
}

BOOST_AUTO_TEST_CASE(rows_that_changed_while_they_were_read_are_told_where_there_are_some) {
    auto record = tests::clean_record();
    for (const std::string& text : {html(record), markdown(record), terminal(record)})
        BOOST_TEST(!has(text, "hanged while read"));
    record.ties[1].changed_while_read = 1234;
    BOOST_TEST(has(html(record), "Changed while read"));
    BOOST_TEST(has(html(record), "1,234 rows, no difference when read again"));
    BOOST_TEST(has(markdown(record), "| Invoices (1,234 changed while read) |"));
    BOOST_TEST(has(terminal(record), "equal (1,234 changed while read)\n"));
}

BOOST_AUTO_TEST_CASE(the_index_lists_the_newest_cycle_first_and_where_it_goes) {
    const std::string page = index_html(
        {{1, "2026-01-01T00:00:00Z", "rehearsal", "broken", 7, 9, 2, "cycles/0001/report.html"},
         {2, "2026-01-02T00:00:00Z", "rehearsal", "broken", 3, 5, 0, "cycles/0002/report.html", 11,
          12, 13, 14, tieout::Decimal::parse("1234.50")}});
    BOOST_TEST(has(page, "Cycle 2: 3 errors"));
    BOOST_TEST(has(page, "4 errors fewer than in the cycle before."));
    BOOST_TEST(has(page,
                   "<td class=\"num\">11</td><td class=\"num state bad\">13</td><td "
                   "class=\"num\">14</td><td class=\"num\">1,234.50</td>"));
    BOOST_TEST(page.find("cycles/0002/report.html") < page.find("cycles/0001/report.html"));
}

BOOST_AUTO_TEST_SUITE_END()
