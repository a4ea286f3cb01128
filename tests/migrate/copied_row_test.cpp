// Rows most of whose columns stay as they are: what lies between the first and the last of them is
// copied in one go, unless NULL is at an end or the row is long. The target must hold the same
// whichever way a row went, and a refused row must leave nothing in the next one.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <string>

#include "migrate/migration.h"
#include "rules/pack.h"
#include "tests/migrate/shop.h"
#include "tests/support/scratch.h"
#include "tests/support/temporary_folder.h"

namespace tieout::migrate {
namespace {

constexpr const char* pack_yaml =
    "name: one\nversion: 1.0.0\ntitle: one\n"
    "source: {label: old, schema: v4, recognise: [a.id]}\n"
    "target: {label: new, schema: v5, recognise: [b.id]}\n";

// `day` is made anew and stands in the middle, `id` is wanted twice, `state` may be refused.
constexpr const char* migrate_yaml = R"(
maps: {state: {0: open, 1: paid}}
tables:
  b:
    from: a
    key: id
    columns:
      head: head
      id: id
      day: {column: day, convert: [unix_date]}
      state: {column: state, convert: [{map: state}]}
      again: id
      amount: amount
      tail: tail
)";

struct Way {
    db::Engine source, target;
    friend std::ostream& operator<<(std::ostream& out, const Way& way) {
        return out << db::name(way.source) << " to " << db::name(way.target);
    }
};
const std::vector<Way> ways = {{db::Engine::mysql, db::Engine::postgresql},
                               {db::Engine::postgresql, db::Engine::postgresql},
                               {db::Engine::sqlite, db::Engine::sqlite}};

// One row of the source, and what is to become of it.
class Rows {
public:
    void add(const std::string& head, int state, const std::string& tail) {
        const std::string id = std::to_string(++last_);
        source_ += "insert into a values (" + id + ", " + word(head) + ", 1072933200, " +
                   std::to_string(state) + ", " + id + "7, " + word(tail) + ");";
        if (state < 2)
            target_ += id + "|" + id + "|" + shown(head) + "|2004-01-01|" +
                       (state == 0 ? "open" : "paid") + "|" + id + "7|" + shown(tail) + "\n";
    }
    const std::string& source() const { return source_; }
    const std::string& target() const { return target_; }

private:
    // "-" is NULL.
    static std::string word(const std::string& text) {
        return text == "-" ? "null" : "'" + text + "'";
    }
    static std::string shown(const std::string& text) { return text.empty() ? "''" : text; }

    int last_ = 0;
    std::string source_, target_;
};

struct Two {
    explicit Two(const Way& way) : source(way.source), target(way.target) {
        std::ofstream(folder.path() / "pack.yaml") << pack_yaml;
        std::ofstream(folder.path() / "migrate.yaml") << migrate_yaml;
        source.run_client(
            "create table a (id int primary key, head varchar(900), day int not null, state int "
            "not null, amount int not null, tail varchar(900))");
        target.run_client(
            "create table b (id int primary key, again int not null, head varchar(900), day date, "
            "state varchar(9) not null, amount int not null, tail varchar(900))");
    }

    std::string moved(const std::string& rows) {
        source.run_client(rows);
        MigrationOptions options;
        options.zone = "America/New_York";
        migrate(rules::Pack::load(folder.path()), *db::Session::open(source.parsed()),
                target.parsed(), options, quarantine);
        return tests::Shop::text_of(
            target,
            "select id, again, case head when '' then '''''' else head end, day, state, amount, "
            "case tail when '' then '''''' else tail end from b order by id");
    }

    tests::TemporaryFolder folder;
    tests::Scratch source, target;
    tests::Collected quarantine;
};

BOOST_AUTO_TEST_SUITE(copied_row)

BOOST_DATA_TEST_CASE(what_stands_at_the_ends_of_a_row_arrives, boost::unit_test::data::make(ways)) {
    Rows rows;
    for (const char* head : {"a", "", "-", "é😀"})
        for (const char* tail : {"z", "", "-", "ß"})
            rows.add(head, 1, tail);
    Two two(sample);
    BOOST_TEST(two.moved(rows.source()) == rows.target());
    BOOST_TEST(two.quarantine.text() == "");
}

BOOST_DATA_TEST_CASE(a_row_arrives_however_long_it_is, boost::unit_test::data::make(ways)) {
    Rows rows;
    for (std::size_t size = 470; size < 530; ++size)  // 512 bytes are copied in one go
        rows.add(std::string(size, 'x'), 0, "end");
    rows.add(std::string(900, 'x'), 0, std::string(900, 'y'));
    Two two(sample);
    BOOST_TEST(two.moved(rows.source()) == rows.target());
}

BOOST_DATA_TEST_CASE(a_refused_row_leaves_nothing_behind, boost::unit_test::data::make(ways)) {
    Rows rows;
    std::string refused;
    for (int i = 1; i <= 200; ++i) {
        const int state = i % 4;  // 2 and 3 are not in the map
        rows.add(i % 5 == 0 ? "-" : std::string(static_cast<std::size_t>(i % 7), 'h'), state,
                 i % 3 == 0 ? "-" : "tail");
        if (state > 1)
            refused += "b " + std::to_string(i) + " state: `" + std::to_string(state) +
                       "` is not in map `state` [" + std::to_string(state) + "]\n";
    }
    Two two(sample);
    BOOST_TEST(two.moved(rows.source()) == rows.target());
    BOOST_TEST(two.quarantine.text() == refused);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace tieout::migrate
