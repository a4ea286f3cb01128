// Each type of PostgreSQL that we write in binary, against the server's own reading of the text.
#include <boost/test/unit_test.hpp>

#include "db/write/writer.h"
#include "tests/support/scratch.h"

namespace tieout::db {
namespace {

using tests::Scratch;
using Strings = std::vector<std::string>;

enum class Form { binary, text };

struct Column {
    std::string type, show;  // `show`: SQL over v that tells all of it
    Strings binary;          // values that we know a binary form of
    Strings text;            // values of which the server alone knows what they are
};

// The server's text of a value does not tell a numeric's declared digits from its own, or -0 from 0
// in every version: what the server would send is compared too.
const std::vector<Column> columns{
    {"smallint",
     "int2send(v)",
     {"0", "-32768", "32767", "-1", "9999", "-9999", "09999"},
     {" 5", "+5"}},
    {"integer",
     "int4send(v)",
     {"0", "-2147483648", "2147483647", "007", "999999999", "-999999999", "1000000000"},
     {"5 "}},
    {"bigint",
     "int8send(v)",
     {"0", "-9223372036854775808", "9223372036854775807", "-0", "999999999999999999",
      "-999999999999999999"},
     {"+1", " 1"}},
    {"boolean", "boolsend(v)", {"0", "1"}, {"t", "false", "on", "yes"}},
    {"real",
     "float4send(v)",
     {"0", "-0", "1.5", "1e-45", "3.4028235e+38", "NaN", "Infinity", "-Infinity", "16777216"},
     {"inf", "+1", " 1"}},
    {"double precision",
     "float8send(v)",
     {"0", "-0", "0.1", "5e-324", "1.7976931348623157e+308", "NaN", "Infinity", "-Infinity",
      "9007199254740993", "1e23"},
     {"inf", "+1"}},
    {"numeric",
     "numeric_send(v)",
     {"0", "-0", "0.0", "0.00", "-0.00", "1", "10000", "99999999", "100000000", "-1.5", "0.0001",
      "0.00001", "0.00000000000000000000000000000000000001",
      "12345678901234567890123456789012345678", "-99999999999999999999999999999999999999",
      "123456789012345678.90123456789012345678",
      "1000000000000000000000000000000000000000000000000000000000000000000000000000000000001.10",
      "00012.50", "10.0010", "1234.5678", "12345.678901",
      // As many digits as are read at once, with a point and without; one more.
      "1234567890123456", "-9999999999999999", "12345678901234567", "99999999999999.9",
      "-9.99999999999999", "9999999999999.99", "999999999999.999", "99999999999.9999",
      "9999999999.99999", "1.000000000000001", "0.00000000000001", "10000000000000.0", "NaN",
      // Groups of which each is zero or not; up to eight digits and four behind the point are read
      // at once, and one more of either is not.
      "0.01", "0.10", "1.00", "20.50", "10000.00", "10000.01", "99990000.00", "99990000.99",
      "99999999.99", "-99999999.99", "99999999.9999", "100000000.99", "00000001.00", "000000001.00",
      "1.2", "1.23", "1.234", "1.2345", "1.23456", "0.0000", "0.0010", "-0.0001", "Infinity",
      "-Infinity"},
     {"1e5", ".5", "5.", "+5", " 5", "nan", "-infinity", ".50", "-.5"}},
    {"numeric(12,2)",
     "numeric_send(v)",
     {"0", "0.1", "1.005", "-1.005", "9999999999.99", "-9999999999.994", "12", "0.001", "NaN"},
     {"1e9"}},
    {"numeric(38,10)", "numeric_send(v)", {"9999999999999999999999999999.9999999999", "0.5"}, {}},
    {"numeric(5,-2)", "numeric_send(v)", {"12345", "149", "-150", "9999900"}, {}},
    {"text",
     "textsend(v)",
     {"", " ", "\\N", "\\.", "a\tb\nc\rd\\", "é😀", "'quoted'", std::string(300'000, 'x')},
     {}},
    {"varchar(3)", "textsend(v)", {"", "abc", "éöü", "ab ", "abc   "}, {}},
    {"char(4)", "textsend(v::text)", {"", "a", "abcd", "é", "abcd  "}, {}},
    {"bytea", "v", {"", "a", "\\x00", "\xff\xfe\x80", "\t\n\\"}, {}},
    {"date",
     "date_send(v)",
     {"2000-01-01", "1970-01-01", "1999-12-31", "2004-02-29", "1900-02-28", "0001-01-01",
      "9999-12-31", "10000-01-01", "5874897-12-31", "0001-12-31 BC", "0005-02-29 BC",
      "4713-01-01 BC", "4714-11-24 BC", "infinity", "-infinity"},
     {"today", "20040131", "2004-1-2", "Infinity", "epoch", "January 8, 1999"}},
    {"timestamp",
     "timestamp_send(v)",
     {"2000-01-01 00:00:00", "2004-01-31 10:00:00", "2004-01-31 10:00:00+00",
      "1999-12-31 23:59:59.999999", "2004-02-29 12:34:56.7", "0001-01-01 00:00:00",
      "9999-12-31 23:59:59.999999", "10000-01-01 00:00:00", "294276-12-31 23:59:59.999999",
      "0001-12-31 23:59:59 BC", "4713-01-01 00:00:00 BC", "4714-11-24 00:00:00 BC", "infinity",
      "-infinity"},
     {"2004-01-31", "2004-01-31T10:00:00", "2004-01-31 10:00:00+01", "2004-01-31 24:00:00",
      "2004-01-31 23:59:60", "2004-01-31 10:00", "2004-01-31 10:00:00.1234567", "epoch"}},
    {"timestamp(0)",
     "timestamp_send(v)",
     {"2004-01-31 10:00:00.5", "2004-01-31 10:00:01.5", "1999-12-31 23:59:59.6"},
     {}},
    {"timestamptz",
     "timestamptz_send(v)",
     {"2004-01-31 10:00:00+00", "2004-01-31 10:00:00", "1970-01-01 00:00:00+00",
      "1969-12-31 23:59:59.000001+00", "9999-12-31 23:59:59.999999+00", "0044-03-15 12:00:00+00 BC",
      "294276-12-31 23:59:59.999999+00", "4714-11-24 00:00:00+00 BC", "infinity", "-infinity"},
     {"2004-01-31 10:00:00-05", "2004-01-31 10:00:00Z", "2004-01-31 10:00:00+0000",
      "2004-07-01 10:00:00 America/New_York"}},
    {"time",
     "time_send(v)",
     {"00:00:00", "23:59:59.999999", "12:34:56.7"},
     {"24:00:00", "12:34", "04:05 PM"}},
    {"time(0)", "time_send(v)", {"12:34:56.5", "23:59:59.9"}, {}},
    {"bit(12)", "bit_send(v)", {"000000000000", "111111111111", "100000000001"}, {"x3F0"}},
    {"bit varying(20)", "varbit_send(v)", {"", "1", "10101010", "101010101"}, {"xF"}},
    {"uuid",
     "uuid_send(v)",
     {"00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
      "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"},
     {"a0eebc999c0b4ef8bb6d6bb9bd380a11", "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}"}},
    {"json", "json_send(v)", {"{}", "{\"b\": 1,  \"a\": 2}", "null", "\"é\""}, {}},
    {"jsonb", "jsonb_send(v)", {"{}", "{\"b\": 1,  \"a\": 2, \"b\": 3}", "[1.10, 1e2]"}, {}},
    {"mood", "enum_send(v)", {"sad", "it's\tso"}, {}},
    {"positive", "int4send(v)", {"1", "2147483647"}, {" 1"}},
    {"named", "textsend(v)", {"abc", "d\te"}, {}},
    {"positive_of_positive", "int4send(v)", {}, {"1"}},
    {"inet", "inet_send(v)", {}, {"10.0.0.1", "::1/64"}},
    {"interval", "interval_send(v)", {}, {"1 day", "P1Y2M"}},
    {"integer[]", "array_send(v)", {}, {"{}", "{1,NULL,3}"}},
    {"money", "cash_send(v)", {}, {"12.50"}},
    {"\"char\"", "charsend(v)", {}, {"a", ""}},
    {"name", "namesend(v)", {}, {"abc", std::string(80, 'n')}},
};

constexpr const char* types = R"(
create type mood as enum ('sad', E'it''s\tso');
create domain positive as integer check (value > 0);
create domain positive_of_positive as positive;
create domain named as varchar(10) not null;
)";

// Tells of each statement that filled the table in what form the rows came.
constexpr const char* watch = R"(
create table told (sql text);
create or replace function tell() returns trigger language plpgsql as
    'begin insert into told values (current_query()); return null; end';
create trigger tell before insert on ours for each statement execute function tell();
)";

// As COPY's text format wants it.
std::string escaped(const std::string& value, bool hexadecimal) {
    constexpr char digits[] = "0123456789abcdef";
    std::string out = hexadecimal ? "\\\\x" : "";
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (hexadecimal) {
            out += digits[byte >> 4];
            out += digits[byte & 15];
            continue;
        }
        if (c == '\\' || c == '\t' || c == '\n' || c == '\r') out += '\\';
        out += c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c;
    }
    return out;
}

RowBatch batch_of(const Strings& values, std::size_t first) {
    RowBatch batch;
    batch.clear(2);
    for (const std::string& value : values) {
        batch.add(std::to_string(first++));
        batch.add(value);
    }
    return batch;
}

// One value more, so that none goes as a single row, which is text always.
Strings with_first_again(Strings values) {
    values.push_back(values.front());
    return values;
}

// Writes `values` by ours into one table, by the server's own client as text into another; says of
// each that is not the same in both what it became.
struct Pair {
    Pair(const Scratch& database, const Column& tested) : scratch(database), column(tested) {
        std::string sql = "drop table if exists ours, theirs, told;";
        for (const char* table : {"ours", "theirs"})
            sql += std::string("create table ") + table + " (id int, v " + column.type + ");";
        scratch.run_client(sql + watch);
    }

    // Each batch alone, its values numbered from 1 on through all of them.
    Strings forms_of(const std::vector<Strings>& batches) {
        const auto writer = Writer::open(scratch.parsed());
        const auto load = writer->load("ours", {"id", "v"});
        std::size_t first = 1;
        for (const Strings& values : batches) {
            for (const Refusal& each : load->write(batch_of(values, first)))
                BOOST_ERROR(column.type << " " << values[each.row] << ": " << each.reason);
            first += values.size();
        }
        Strings forms;
        for (const auto& row : writer->query("select sql from told").rows)
            forms.push_back(row[0]->find("FORMAT binary") == std::string::npos ? "text" : "binary");
        writer->commit();
        return forms;
    }

    Strings differing(const Strings& values) const {
        std::string sql =
            "set time zone 'UTC'; set datestyle = 'ISO, YMD';\n"
            "copy theirs (id, v) from stdin;\n";
        for (std::size_t i = 0; i < values.size(); ++i)
            sql += std::to_string(i + 1) + "\t" + escaped(values[i], column.type == "bytea") + "\n";
        scratch.run_client(sql + "\\.\n");
        const std::string shown = "(select id, v::text, " + column.show + " as sent from ";
        Strings out;
        for (const auto& row :
             Session::open(scratch.parsed())
                 ->query("select id, o.v, t.v from " + shown + "ours) o full join " + shown +
                         "theirs) t using (id) where o.v is distinct from t.v "
                         "or o.sent is distinct from t.sent")
                 .rows)
            out.push_back(row[0].value_or("?") + ": " + row[1].value_or("NULL") + " is not " +
                          row[2].value_or("NULL"));
        return out;
    }

    const Scratch& scratch;
    const Column& column;
};

struct Database {
    Database() { scratch.run_client(types); }
    void compare(const Column& column, const std::vector<Strings>& batches,
                 const std::string& form) const {
        if (batches.empty()) return;
        BOOST_TEST_CONTEXT(column.type) {
            Pair pair(scratch, column);
            BOOST_TEST(pair.forms_of(batches) == Strings(batches.size(), form),
                       boost::test_tools::per_element());
            Strings all;
            for (const Strings& values : batches)
                all.insert(all.end(), values.begin(), values.end());
            BOOST_TEST(pair.differing(all) == Strings{}, boost::test_tools::per_element());
        }
    }
    Scratch scratch{Engine::postgresql};
};

BOOST_FIXTURE_TEST_SUITE(postgresql_binary_writing, Database)

BOOST_AUTO_TEST_CASE(what_is_written_in_binary_reads_back_as_what_the_server_makes_of_the_text) {
    for (const Column& column : columns)
        if (!column.binary.empty()) compare(column, {with_first_again(column.binary)}, "binary");
}

// What the server alone knows how to read goes as text, and arrives.
BOOST_AUTO_TEST_CASE(a_value_that_is_written_otherwise_takes_its_batch_to_the_server_as_text) {
    for (const Column& column : columns) {
        std::vector<Strings> batches;
        for (const std::string& value : column.text)
            batches.push_back(with_first_again({value}));
        compare(column, batches, "text");
    }
}

// The planted fault: a pair that differs is told.
BOOST_AUTO_TEST_CASE(a_value_that_arrived_as_another_is_told) {
    const Column numeric{"numeric", "numeric_send(v)", {}, {}};
    Pair pair(scratch, numeric);
    pair.forms_of({{"1.50", "2"}});
    BOOST_TEST(pair.differing({"1.5", "2"}) == Strings{"1: 1.50 is not 1.5"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace tieout::db
