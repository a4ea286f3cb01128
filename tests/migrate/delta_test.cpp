// A delta leaves the target exactly as a full migration of the same source would: its rows are held
// against those of a second target that is written anew.
#include "migrate/delta.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "base/error.h"
#include "sample/sample.h"
#include "tests/migrate/disorder.h"
#include "tests/migrate/forwarding_writer.h"
#include "tests/migrate/two_targets.h"

using namespace tieout;
using namespace tieout::tests;
namespace data = boost::unit_test::data;

namespace {

struct Way {
    db::Engine source, target;
    friend std::ostream& operator<<(std::ostream& out, const Way& way) {
        return out << db::name(way.source) << " to " << db::name(way.target);
    }
};
// Into MySQL everything is written every time.
const std::vector<Way> ways = {{db::Engine::sqlite, db::Engine::sqlite},
                               {db::Engine::mysql, db::Engine::postgresql}};

constexpr const char* shop_rows =
    "insert into customer values (1, 'Ada', 'a@x.de', '2', 'DE', '', null, 0),"
    " (2, 'Bob', 'b@x.de', '2', '', '', null, 0), (3, 'Cy', 'c@x.de', '1', 'US', '', null, 0);"
    "insert into plan_type values (1, '1|2', ''), (2, '3', '');"
    "insert into service values (1, 1, 2, '1', 1, '0', 'on'), (2, 1, 0, '12', 1, '0', 'on'),"
    " (3, 2, 0, '1', 1, '0', 'on');"
    "insert into bill values (1, 1, '12.00', ''), (2, 2, '7.00', ''), (3, 3, '5.00', '');";

std::string counts(const migrate::MigrationResult& result) {
    if (!result.delta) return "all written: " + (result.remarks.empty() ? "" : result.remarks[0]);
    return std::to_string(result.delta->inserted) + " in, " +
           std::to_string(result.delta->updated) + " up, " + std::to_string(result.delta->deleted) +
           " out, " + std::to_string(result.delta->unchanged) + " same";
}

std::string loads(const migrate::MigrationResult& result) {
    std::string text;
    for (const rules::LoadResult& load : result.loads)
        text += load.table + " read " + std::to_string(load.read) + ", left out " +
                std::to_string(load.left_out) + ", produced " + std::to_string(load.produced) +
                ", written " + std::to_string(load.written) + ", quarantined " +
                std::to_string(load.quarantined) + "\n";
    return text;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// Rows, what is in quarantine, and what is counted.
void hold_against_anew(TwoTargets& both, const migrate::MigrationResult& result) {
    const std::string quarantined = both.anew();
    BOOST_TEST(both.unlike() == "");
    BOOST_TEST(both.shop.quarantine.text() == quarantined);
    BOOST_TEST(loads(result) == loads(both.anew_result));
}

void take_out_what_the_target_refused(const Shop& shop) {
    std::string sql = "set sql_mode = '';";
    for (const rules::QuarantinedRow& row : shop.quarantine.rows) {
        if (!has(row.reason, "violates")) continue;
        const std::string alias = row.from.substr(row.from.rfind(' ') + 1);
        sql += "delete " + alias + " from " + row.from + " where " + row.key.front().column +
               " = '" + row.key.front().value + "';";
    }
    shop.source().run_client(sql);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(delta)

BOOST_DATA_TEST_CASE(only_what_changed_is_written, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    BOOST_TEST(!both.first().delta);
    // currency 1, country 2, period 3, account 3, price 3, service 3, bill 3, bill_line 3
    auto result = both.delta();
    BOOST_TEST(counts(result) == "0 in, 0 up, 0 out, 21 same");
    hold_against_anew(both, result);
    both.shop.source().run_client(
        "update customer set name = 'Eve' where id = 2;"
        "delete from bill where bill_id = 3;"
        "insert into bill values (4, 3, '1.00', '');");
    result = both.delta();
    // Bill 3 and its line go; 4 and its line come.
    BOOST_TEST(counts(result) == "2 in, 1 up, 2 out, 18 same");
    hold_against_anew(both, result);
}

BOOST_DATA_TEST_CASE(rows_may_swap_what_must_be_unique, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    both.first();
    both.shop.source().run_client(
        "update customer set email = 'x' where id = 1; update customer set email = 'a@x.de' "
        "where id = 2; update customer set email = 'b@x.de' where id = 1;");
    const auto result = both.delta();
    BOOST_TEST(counts(result) == "0 in, 2 up, 0 out, 19 same");
    BOOST_TEST(both.shop.rows("select id, email from account order by id") ==
               "1|b@x.de\n2|a@x.de\n3|c@x.de\n");
    hold_against_anew(both, result);
}

BOOST_DATA_TEST_CASE(a_key_may_be_anothers_and_children_move_with_it, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    both.first();
    // Customer 2 is Cy now, whose address it has; service 3 belongs to 1, and services turn round.
    both.shop.source().run_client(
        "delete from customer where id = 2; update customer set id = 2 where id = 3;"
        "update bill set customer_id = 2 where customer_id = 3;"
        "update service set customer_id = 1 where service_id = 3;"
        "update service set parent_id = 3 where service_id = 2;"
        "update service set parent_id = 0 where service_id = 1;");
    const auto result = both.delta();
    BOOST_TEST(counts(result) == "0 in, 5 up, 1 out, 15 same");
    hold_against_anew(both, result);
}

BOOST_DATA_TEST_CASE(what_goes_to_quarantine_goes_with_all_that_hangs_on_it, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    both.first();
    both.shop.source().run_client("update customer set status = '9' where id = 1;");
    auto result = both.delta();
    // The account, its services 1 and 2, its bill and the line of it.
    BOOST_TEST(counts(result) == "0 in, 0 up, 5 out, 16 same");
    BOOST_TEST(result.quarantined == 5U);
    hold_against_anew(both, result);
    both.shop.source().run_client("update customer set status = '2' where id = 1;");
    result = both.delta();
    BOOST_TEST(counts(result) == "5 in, 0 up, 0 out, 16 same");
    hold_against_anew(both, result);
}

BOOST_DATA_TEST_CASE(a_twin_that_came_first_and_goes_lets_the_other_in, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    both.shop.source().run_client(
        "insert into customer values (4, 'Twin', 'A@X.de', '2', '', '', null, 0);");
    both.first();
    BOOST_TEST(both.shop.quarantine.text() ==
               "account 4 email: another row before it has the same value [a@x.de]\n");
    both.shop.source().run_client("update customer set email = '' where id = 1;");
    const auto result = both.delta();
    BOOST_TEST(counts(result) == "1 in, 1 up, 0 out, 20 same");
    hold_against_anew(both, result);
}

BOOST_DATA_TEST_CASE(rows_that_are_numbered_as_they_come_are_numbered_anew, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    both.first();
    both.shop.source().run_client("delete from plan_type where plan_id = 1;");
    const auto result = both.delta();
    // Number 1 is plan 2's; 2 and 3 are nobody's.
    BOOST_TEST(counts(result) == "0 in, 1 up, 2 out, 18 same");
    hold_against_anew(both, result);
    both.shop.source().run_client("delete from plan_type;");
    hold_against_anew(both, both.delta());  // the numbers begin with 1 again
}

BOOST_AUTO_TEST_CASE(a_shop_in_disorder_is_as_if_written_anew) {
    std::string rows = shop_rows;
    for (int i = 10; i < 60; ++i) {
        const std::string id = std::to_string(i), other = std::to_string(10 + i % 37);
        rows += "insert into customer values (" + id + ", 'C" + id + "', 'c" + id +
                "@x.de', '2', '', '', null, 0);";
        rows += "insert into service values (" + id + ", " + other + ", " + other +
                ", '12', 1, '0', 'on');";
        rows += "insert into bill values (" + id + ", " + other + ", '" + id + ".00', '');";
    }
    for (unsigned seed = 1; seed <= 4; ++seed) {
        TwoTargets both(db::Engine::mysql, db::Engine::postgresql);
        both.shop.source().run_client(rows);
        both.first();
        Disorder disorder(both.shop.source(), seed);
        for (int round = 0; round < 4; ++round) {
            BOOST_TEST_INFO_SCOPE("seed " << seed << ", round " << round);
            disorder.make(12);
            const auto result = both.delta();
            BOOST_TEST(result.delta.has_value(), counts(result));
            hold_against_anew(both, result);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_billing_system_in_disorder_is_as_if_written_anew) {
    const std::string modernbill = std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill";
    TwoTargets both(db::Engine::mysql, db::Engine::postgresql, modernbill);
    {
        sample::Options options;
        options.clients = 120;
        options.defects = "none";
        options.pack = modernbill;
        sample::make(options, *db::Writer::open(both.shop.source().parsed()));
    }
    both.first();
    Disorder disorder(both.shop.source(), 7);
    int deltas = 0;
    for (int round = 0; round < 6; ++round) {
        BOOST_TEST_INFO_SCOPE("round " << round);
        disorder.make(25);
        const auto result = both.delta();
        hold_against_anew(both, result);
        if (result.delta) {
            ++deltas;
            continue;
        }
        // What the target alone knows to be wrong: such rows stand in the way of a delta.
        BOOST_TEST(has(counts(result), "violates"), counts(result));
        take_out_what_the_target_refused(both.shop);
        both.delta();
    }
    BOOST_TEST(deltas >= 3);
}

BOOST_AUTO_TEST_CASE(into_mysql_everything_is_written_and_the_log_says_why) {
    TwoTargets both(db::Engine::mysql, db::Engine::mysql);
    both.shop.source().run_client(shop_rows);
    both.first();
    BOOST_TEST(both.noted().empty());
    both.shop.source().run_client("update customer set name = 'Eve' where id = 2;");
    const auto result = both.delta();
    BOOST_TEST(has(counts(result),
                   "all written: everything was written, and not only what has "
                   "changed: MySQL and MariaDB hold a foreign key after every row"));
    hold_against_anew(both, result);
}

// Each of these must be seen before anything is believed of the notes.
BOOST_DATA_TEST_CASE(where_the_notes_are_not_of_what_stands_there_everything_is_written,
                     data::make(ways)) {
    struct Trouble {
        const char* name;
        std::function<void(TwoTargets&)> make;
        const char* why;
    };
    const auto notes_of = [](TwoTargets& both) { return both.notes() / *both.noted().begin(); };
    const std::vector<Trouble> troubles = {
        {"the notes are gone", [&](TwoTargets& both) { std::filesystem::remove(notes_of(both)); },
         "its notes are not in "},
        {"the notes are cut",
         [&](TwoTargets& both) { std::filesystem::resize_file(notes_of(both), 100); },
         "its notes are damaged"},
        {"a row came",
         [](TwoTargets& both) {
             both.shop.target().run_client("insert into period values (77, 'by hand');");
             both.shop.options.replace_foreign_rows = true;
         },
         "the target holds other rows than the last run left there"},
        {"a row was exchanged",
         [](TwoTargets& both) {
             both.shop.target().run_client(
                 "delete from period where code = 1; "
                 "insert into period values (77, 'by hand');");
             both.shop.source().run_client("update service set cycle = '3' where cycle = '1';");
         },
         "of period that have changed or gone"},
        {"another zone", [](TwoTargets& both) { both.shop.options.zone = "Europe/Berlin"; },
         "the configuration has changed since"},
        {"another tieout", [](TwoTargets& both) { both.shop.options.tool_version = "later"; },
         "the version of tieout has changed since"},
        {"another schema",
         [](TwoTargets& both) {
             both.shop.target().run_client("create unique index one_name on account (name);");
         },
         "the target's schema has changed since"},
        {"a run that kept no notes",
         [](TwoTargets& both) {
             const auto notes = both.shop.options.notes;
             both.shop.options.notes.clear();
             both.shop.run();
             both.shop.options.notes = notes;
         },
         "the last run kept no notes"},
        {"nowhere to keep them", [](TwoTargets& both) { both.shop.options.notes.clear(); },
         "there is no folder for its notes"},
        {"a trigger",
         [](TwoTargets& both) {
             both.shop.target().run_client(
                 both.shop.target().parsed().engine == db::Engine::sqlite
                     ? "create trigger t after update on bill begin select 1; end;"
                     : "create function f() returns trigger language plpgsql as 'begin return new; "
                       "end'; create trigger t before update on bill execute function f();");
         },
         "the table bill of the target has a trigger of its own (t)"},
    };
    for (const Trouble& trouble : troubles) {
        BOOST_TEST_INFO_SCOPE(trouble.name);
        TwoTargets both(sample.source, sample.target);
        both.shop.source().run_client(shop_rows);
        both.first();
        trouble.make(both);
        both.shop.source().run_client("update customer set name = 'Eve' where id = 2;");
        const auto result = both.delta();
        BOOST_TEST(!result.delta);
        BOOST_TEST(has(counts(result), trouble.why), counts(result));
        BOOST_TEST(both.shop.rows("select name from account where id = 2") == "Eve\n");
        if (result.delta) continue;
        both.anew();
        BOOST_TEST(both.unlike() == "");
    }
}

BOOST_DATA_TEST_CASE(after_everything_was_written_the_next_one_is_a_delta_again, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    both.first();
    both.shop.options.zone = "Europe/Berlin";
    BOOST_TEST(!both.delta().delta);
    BOOST_TEST(counts(both.delta()) == "0 in, 0 up, 0 out, 21 same");
    BOOST_TEST(both.noted().size() == 1U);
}

BOOST_DATA_TEST_CASE(what_the_target_refuses_is_refused_as_ever, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    both.first();
    // A check of the target's own, of which migrate.yaml knows nothing.
    both.shop.source().run_client("update bill set amount = '5000' where bill_id = 2;");
    auto result = both.delta();
    BOOST_TEST(has(counts(result), "the target refuses a row of bill"), counts(result));
    BOOST_TEST(has(both.shop.quarantine.text(), "bill 2 "));
    hold_against_anew(both, result);
    both.shop.source().run_client("update bill set amount = '8' where bill_id = 1;");
    result = both.delta();
    BOOST_TEST(has(counts(result), "the target refused rows of the last run"), counts(result));
    hold_against_anew(both, result);
    both.shop.source().run_client("update bill set amount = '7' where bill_id = 2;");
    both.delta();
    result = both.delta();
    BOOST_TEST(counts(result) == "0 in, 0 up, 0 out, 21 same");
}

BOOST_DATA_TEST_CASE(two_rows_of_one_key_are_for_the_target_to_refuse, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    both.shop.source().run_client("insert into service values (9, 2, 0, '0', 1, '0', 'on');");
    both.first();  // the pack has a period 0 of its own
    BOOST_TEST(has(both.shop.quarantine.text(), "period 0 "));
    both.shop.source().run_client("delete from service where service_id = 9;");
    both.delta();
    both.shop.source().run_client("insert into service values (9, 2, 0, '0', 1, '0', 'on');");
    const auto result = both.delta();
    BOOST_TEST(has(counts(result), "two rows come with one key"), counts(result));
    hold_against_anew(both, result);
}

// Dies as by kill -9 when it is about to commit.
class DyingWriter : public ForwardingWriter {
public:
    using ForwardingWriter::ForwardingWriter;
    void commit() override { ::kill(::getpid(), SIGKILL); }
};

int killed_at_commit(TwoTargets& both) {
    const pid_t child = ::fork();
    if (child == 0) {
        const auto source = db::Session::open(both.shop.source().parsed());
        DyingWriter target(db::Writer::open(both.shop.target().parsed()));
        Collected quarantine;
        migrate::migrate(rules::Pack::load(both.shop.pack), *source, target, both.shop.options,
                         quarantine);
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

BOOST_DATA_TEST_CASE(killed_between_notes_and_commit_the_next_delta_goes_by_what_stands_there,
                     data::make(ways)) {
    for (const bool in_a_delta : {true, false}) {
        BOOST_TEST_INFO_SCOPE((in_a_delta ? "in a delta" : "in a full migration"));
        TwoTargets both(sample.source, sample.target);
        both.shop.source().run_client(shop_rows);
        both.first();
        const auto noted = both.noted();
        both.shop.source().run_client("update customer set name = 'Eve' where id = 2;");
        both.shop.options.delta = in_a_delta;
        BOOST_TEST(killed_at_commit(both) == SIGKILL);
        both.shop.options.delta = true;
        BOOST_TEST(both.noted().size() == 2U);  // of what stands there, and of what never was
        BOOST_TEST(both.noted().count(*noted.begin()) == 1U);
        BOOST_TEST(both.shop.rows("select name from account where id = 2") == "Bob\n");
        both.shop.source().run_client("update customer set name = 'Zoe' where id = 3;");
        const auto result = both.delta();
        BOOST_TEST(counts(result) == "0 in, 2 up, 0 out, 19 same");
        hold_against_anew(both, result);
        BOOST_TEST(both.noted().size() == 1U);
    }
}

BOOST_DATA_TEST_CASE(stopped_on_its_way_a_delta_leaves_everything_as_it_was, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    both.first();
    const auto noted = both.noted();
    const std::string before = all_rows(both.shop.target());
    both.shop.source().run_client("update customer set name = 'Eve' where id = 2;");
    std::atomic<bool> stop = false;
    both.shop.options.stop = &stop;
    both.shop.options.progress = [&](const migrate::Progress& at) { stop = at.table == "bill"; };
    BOOST_CHECK_EXCEPTION(both.delta(), Error,
                          [](const Error& error) { return error.fault() == Fault::interrupted; });
    BOOST_TEST(all_rows(both.shop.target()) == before);
    BOOST_TEST(both.noted() == noted);
    both.shop.options.stop = nullptr;
    both.shop.options.progress = {};
    BOOST_TEST(counts(both.delta()) == "0 in, 1 up, 0 out, 20 same");
}

BOOST_DATA_TEST_CASE(where_nothing_can_be_noted_rows_are_written_all_the_same, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    const auto folder = both.shop.options.notes;
    std::ofstream(folder / "file") << "no folder";
    both.shop.options.notes = folder / "file" / "below";
    const auto result = both.first();
    BOOST_REQUIRE(result.remarks.size() == 1U);
    BOOST_TEST(has(result.remarks[0], "nothing was noted of this run"));
    BOOST_TEST(both.shop.rows("select count(*) from account") == "3\n");
    both.shop.options.notes = folder;
    BOOST_TEST(has(counts(both.delta()), "the last run kept no notes"));
}

BOOST_DATA_TEST_CASE(too_much_has_changed_for_a_delta, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    const std::string many =
        "insert into bill with recursive n(i) as (select 1 union all select i + 1 from n where i < "
        "200) select 200 * (a.i - 1) + b.i, 1, '1', '' from n a cross join n b where 200 * (a.i - "
        "1) + b.i <= 15000;";
    both.shop.source().run_client(
        "insert into customer values (1, 'Ada', '', '2', '', '', null, 0);" + many);
    both.first();  // 15,000 bills, as many lines, and 5 more
    both.shop.source().run_client("update bill set amount = '2' where bill_id <= 4000;");
    auto result = both.delta();  // 8,000 rows are few, whatever their share
    BOOST_TEST(counts(result) == "0 in, 8000 up, 0 out, 22005 same");
    both.shop.source().run_client("delete from bill where bill_id <= 4400;");
    result = both.delta();  // 8,800 again
    BOOST_TEST(counts(result) == "0 in, 0 up, 8800 out, 21205 same");
    both.shop.source().run_client("update bill set amount = '3' where bill_id <= 10000;");
    result = both.delta();  // 11,200 of 21,205
    BOOST_TEST(has(counts(result), "more than 30 % of all rows have changed"), counts(result));
    hold_against_anew(both, result);
}

BOOST_AUTO_TEST_SUITE_END()
