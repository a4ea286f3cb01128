// Two readers that share no code see the same in a page, however it is damaged: what one took for a
// line and the other did not would be a false alarm at night, or hide a fault.
#include <boost/test/unit_test.hpp>
#include <sstream>

#include "tests/snapshots/by_migrate.h"
#include "tests/snapshots/by_verify.h"

using namespace tieout::tests;

namespace {

// The lines that both see.
std::size_t must_agree(const InvoicePage& page, const std::string& damage) {
    const auto lines = by_migrate::lines_of(page);
    BOOST_REQUIRE_MESSAGE(lines == by_verify::lines_of(page), page.name << ": " << damage << ":\n"
                                                                        << page.bytes);
    return lines.size();
}

std::vector<std::string> parted(const std::string& text) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, '|');)
        parts.push_back(part);
    return parts;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(handwritten)

BOOST_AUTO_TEST_CASE(both_read_every_damaged_page_alike) {
    // What begins and ends tags, quotes, cells and money.
    const std::string signs = "<>\"'&;/=! 0.,-(%$";
    for (const InvoicePage& page : invoice_pages()) {
        if (page.bytes.size() > 4000) continue;
        for (std::size_t at = 0; at < page.bytes.size(); ++at) {
            InvoicePage damaged = page;
            damaged.bytes.erase(at, 1);
            must_agree(damaged, "without byte " + std::to_string(at));
            damaged = page;
            damaged.bytes[at] = signs[at % signs.size()];
            must_agree(damaged, "byte " + std::to_string(at) + " replaced");
            damaged = page;
            damaged.bytes.erase(at, 7 + at % 23);
            must_agree(damaged, "a hole at byte " + std::to_string(at));
        }
    }
}

BOOST_AUTO_TEST_CASE(both_read_pages_of_random_tags_alike) {
    const std::vector<std::string> pieces = parted(
        "<table>|</table>|<tr>|</tr>|<td>|</td>|<td colspan=2>|<td "
        "rowspan=2>|<th>|<tbody>|<br>|<p>|"
        "Description|Amount|Qty|Gold|Subtotal|Total|Tax|Credit|$12.50|1.00|2| |&nbsp;|Omschrijving|"
        "Bedrag|Korting|<!-- "
        "|-->|<tr><td>Gold<td>2<td>$12.50</tr>|<tr><td>Silver<td>1<td>5,00</tr>|"
        "<tr><td colspan=2>Tax 8%<td>0.50</tr>|<td rowspan=3 colspan=2>|</tr><tr><td>|</td><td>");
    std::uint32_t state = 20051125;  // a fixed sequence: the same pages every time
    const auto next = [&state] {
        state = state * 1664525U + 1013904223U;
        return state >> 8;
    };
    int with_lines = 0;
    for (int i = 0; i < 30'000; ++i) {
        InvoicePage page;
        page.name = "random page " + std::to_string(i);
        if (i % 2 == 0) page.null_columns = {"invoice_subtotal", "invoice_tax"};
        page.bytes = i % 3 == 0 ? "" : "<table><tr><td>Description<td>Qty<td>Amount<tr>";
        for (std::uint32_t length = 5 + next() % 60; length > 0; --length)
            page.bytes += pieces[next() % pieces.size()];
        with_lines += must_agree(page, "as it is") > 0 ? 1 : 0;
    }
    BOOST_TEST(with_lines > 3'000);
}

BOOST_AUTO_TEST_SUITE_END()
