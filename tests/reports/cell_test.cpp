#include "reports/cell.h"

#include <boost/test/unit_test.hpp>

#include "reports/utf8.h"

using namespace tieout::reports;
using Mark = Piece::Mark;

namespace {

// Marks as brackets: [differs] {invisible} <invisible and differs> (left out).
std::string drawn(const std::vector<Piece>& pieces) {
    std::string result;
    for (const Piece& piece : pieces) {
        switch (piece.mark) {
            case Mark::none:
                result += piece.text;
                break;
            case Mark::differs:
                result += "[" + piece.text + "]";
                break;
            case Mark::invisible:
                result += "{" + piece.text + "}";
                break;
            case Mark::invisible_differs:
                result += "<" + piece.text + ">";
                break;
            case Mark::left_out:
                result += "(" + piece.text + ")";
        }
    }
    return result;
}

std::string both(const std::string& a, const std::string& b, Personal personal = Personal::shown) {
    const CellPair pair = compare(a, b, personal);
    return drawn(pair.source) + " | " + drawn(pair.target) +
           (pair.how.empty() ? "" : " | " + pair.how);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cell)

BOOST_AUTO_TEST_CASE(what_differs_is_marked_and_nothing_else) {
    BOOST_TEST(both("Miller", "Müller") == "M[i]ller | M[ü]ller");
    BOOST_TEST(both("same", "same") == "same | same");
    BOOST_TEST(both("250000.01", "250000.02") == "250000.0[1] | 250000.0[2] | by -0.01");
    BOOST_TEST(both("29.85", "9.95") == "[29.85] | [9.95] | by 19.90");
    BOOST_TEST(both("5", "-5") == "[5] | [-5] | the sign");
}

BOOST_AUTO_TEST_CASE(two_slips_in_one_text_are_two_marks) {
    BOOST_TEST(both("12 Main Street, Springfeld", "12 Mian Street, Springfield") ==
               "12 M[ai]n Street, Springfeld | 12 M[ia]n Street, Springf[i]eld");
    BOOST_TEST(both("Réf. 12 ",
                    "Re\xcc\x81"
                    "f. 12") == "R[é]f. 12<·> | R[e]<U+0301>f. 12");
    // What both have by chance is no piece.
    BOOST_TEST(both("abcd", "xbcy") == "[abcd] | [xbcy]");
    BOOST_TEST(both("abcde", "xbcdy") == "[a]bcd[e] | [x]bcd[y]");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_seen_is_shown) {
    BOOST_TEST(both("Anna", "Anna ") == "Anna | Anna<·> | blanks at the end");
    BOOST_TEST(both("a\xc2\xa0"
                    "b",
                    "a b") == "a<U+00A0>b | a<·>b");
    BOOST_TEST(both("a\nb", "ab") == "a<⏎>b | ab");
    BOOST_TEST(both(std::string("a\0b", 3), "ab") == "a<U+0000>b | ab");
    BOOST_TEST(both("\xe2\x80\xae"
                    "x",
                    "x") == "<U+202E>x | x");
    BOOST_TEST(both("caf\xc3\xa9", "cafe\xcc\x81") ==
               "caf[é] | caf[e]<U+0301> | the same letters in another Unicode form");
    BOOST_TEST(drawn(pieces("a  b c", Personal::shown)) == "a{·}{·}b c");
    BOOST_TEST(drawn(pieces("\xe2\x80\xae"
                            "x",
                            Personal::shown)) == "{U+202E}x");
    BOOST_TEST(drawn(pieces("caf\xe9", Personal::shown)) == "caf\xef\xbf\xbd");
}

BOOST_AUTO_TEST_CASE(it_is_said_how_texts_differ) {
    BOOST_TEST(compare("Anna", "ANNA", Personal::shown).how == "letter case");
    BOOST_TEST(compare("Annabelle", "Anna", Personal::shown).how == "cut at 4 characters");
    BOOST_TEST(compare("", std::nullopt, Personal::shown).how == "NULL is not ''");
    BOOST_TEST(compare("a", std::nullopt, Personal::shown).how == "NULL on one side");
    BOOST_TEST(compare("01234", "1234", Personal::shown).how == "");
    BOOST_TEST(compare("Anna", "Bert", Personal::shown).how == "");
}

BOOST_AUTO_TEST_CASE(a_long_text_is_cut_around_what_differs) {
    const std::string w(10000, 'w');
    const CellPair pair = compare(w + "a", w + "b", Personal::shown);
    BOOST_TEST(drawn(pair.source) == "(… 9,960 characters …)" + std::string(40, 'w') + "[a]");
    const std::string half(300, 'x');
    BOOST_TEST(drawn(compare("a" + half, "b" + half, Personal::shown).source) ==
               "[a]" + std::string(159, 'x') + "(… 141 characters …)");
    BOOST_TEST(drawn(pieces(half, Personal::shown)) ==
               std::string(160, 'x') + "(… 140 characters …)");
}

BOOST_AUTO_TEST_CASE(a_masked_text_keeps_its_first_letter_its_length_and_where_it_differs) {
    BOOST_TEST(both("Anna Bell", "Anna Ball", Personal::masked) == "A••• •[•]•• | A••• •[•]••");
    BOOST_TEST(both("Anna", "Anna ", Personal::masked) == "A••• | A•••<·> | blanks at the end");
    BOOST_TEST(masked("anna@example.be") == "a•••@•••••••.••");
    BOOST_TEST(masked("Ünal") == "Ü•••");
    BOOST_TEST(masked("") == "");
}

BOOST_AUTO_TEST_CASE(a_servers_reason_does_not_give_a_masked_value_away) {
    BOOST_TEST(masked_reason("x: Key (email)=(anna@b.be) already exists") ==
               "x: Key (email)=(a•••@•.••) already exists");
    BOOST_TEST(masked_reason("Duplicate entry 'anna' for key 'email'") ==
               "Duplicate entry 'a•••' for key 'email'");
    BOOST_TEST(masked_reason("no word for 9") == "no word for 9");
}

BOOST_AUTO_TEST_CASE(amounts_dates_and_labels_are_never_personal) {
    using tieout::rules::ColumnPair;
    BOOST_TEST(is_personal(ColumnPair{"x", "Anna", {}, "text"}));
    BOOST_TEST(is_personal(ColumnPair{"x", "12345", {}, "text"}));
    BOOST_TEST(is_personal(ColumnPair{"x", "Anna", {}, ""}));
    BOOST_TEST(!is_personal(ColumnPair{"x", "active", {}, "label"}));
    BOOST_TEST(!is_personal(ColumnPair{"x", "12.50", "2004-01-01", ""}));
}

BOOST_AUTO_TEST_SUITE_END()
