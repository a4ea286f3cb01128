// Which texts go into a column as they are.
#include "migrate/target_column.h"

#include <boost/test/unit_test.hpp>
#include <string>

namespace tieout::migrate {
namespace {

TargetColumn column(db::Engine engine, std::optional<int> length = std::nullopt) {
    db::TableColumn declared;
    declared.name = "note";
    declared.type = db::ValueType::text;
    declared.length = length;
    return {declared, engine};
}

bool goes(const TargetColumn& into, const std::string& text) {
    std::string out = "before ";
    const bool went = into.append_plain(text, out);
    BOOST_TEST(out == (went ? "before " + text : "before "));
    return went;
}

// Longer than two of the words that texts are looked at in.
constexpr std::size_t longest = 20;

BOOST_AUTO_TEST_SUITE(target_column)

BOOST_AUTO_TEST_CASE(a_nul_or_a_byte_that_is_no_utf8_is_seen_wherever_it_stands) {
    const TargetColumn postgresql = column(db::Engine::postgresql);
    const TargetColumn mysql = column(db::Engine::mysql);
    for (std::size_t size = 0; size <= longest; ++size) {
        const std::string text(size, 'a');
        BOOST_TEST(goes(postgresql, text));
        for (std::size_t at = 0; at < size; ++at) {
            std::string odd = text;
            odd[at] = '\0';
            BOOST_TEST(!goes(postgresql, odd), size << " at " << at);
            BOOST_TEST(goes(mysql, odd), size << " at " << at);
            odd[at] = '\x80';
            BOOST_TEST(!goes(postgresql, odd), size << " at " << at);
            odd[at] = '\x01';
            BOOST_TEST(goes(postgresql, odd), size << " at " << at);
            odd[at] = '\x7f';
            BOOST_TEST(goes(postgresql, odd), size << " at " << at);
            odd.replace(at, 1, "ü");
            BOOST_TEST(goes(postgresql, odd), size << " at " << at);
            odd += '\0';
            BOOST_TEST(!goes(postgresql, odd), size << " at " << at);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_text_that_may_be_too_long_is_counted) {
    const TargetColumn ten = column(db::Engine::postgresql, 10);
    BOOST_TEST(goes(ten, "0123456789"));
    BOOST_TEST(!goes(ten, "0123456789a"));
    BOOST_TEST(!goes(ten, "012345678ü"));  // ten characters, eleven bytes: append() counts them
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace tieout::migrate
