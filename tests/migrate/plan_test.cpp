// Each mistake in migrate.yaml is named with file, line, column and the nearest valid word.
#include "migrate/plan.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/error.h"
#include "migrate/csv.h"

using namespace tieout;
using namespace tieout::migrate;
namespace data = boost::unit_test::data;

namespace {

struct Mistake {
    std::string table;  // YAML of table `t`, from line 4 on
    std::string said;
    friend std::ostream& operator<<(std::ostream& out, const Mistake& one) {
        return out << one.table;
    }
};

const std::vector<Mistake> mistakes = {
    {"{from: a, kee: id, columns: {id: id}}", "migrate.yaml:4:16: found `kee`"},
    {"{from: a, columns: {id: id}}", "expected the key `key` too"},
    {"{key: id, columns: {id: id}}", "expected `from`, `sql` or `rows`, one of them"},
    {"{from: a, key: id, columns: {id: {column: id, convert: [trimm]}}}", "did you mean `trim`?"},
    {"{from: a, key: id, columns: {id: {column: id, convert: [left]}}}",
     "`left` needs an argument"},
    {"{from: a, key: id, columns: {id: {column: id, convert: [{trim: 1}]}}}",
     "`trim` takes no argument"},
    {"{from: a, key: id, columns: {id: {column: id, repair: [integer]}}}",
     "use it under `convert`"},
    {"{from: a, key: id, columns: {id: {column: id, convert: [{map: stat}]}}}",
     "did you mean `state`?"},
    {"{from: a, key: id, columns: {id: {column: id, value: 1}}}", "expected one of column, value"},
    {"{from: a, key: id, columns: {id: {case: id, when: [{in: set, then: id}]}}}",
     "did you mean `sett`?"},
    {"{from: a, key: id, columns: {id: {case: id, when: [{then: id}]}}}", "expected `is` or `in`"},
    {"{from: a, key: id, columns: {id: {column: id, convert: [{times: {column: id, map: "
     "state}}]}}}",
     "expected numbers only"},
    {"{from: a, key: id, columns: {id: id}, references: {ids: t}}", "did you mean `id`?"},
    {"{from: a, key: id, columns: {id: id}, reject: [{column: id, because: x}]}",
     "expected below, above"},
    {"{from: a, key: id, explode: {packed_price: {}}, columns: {id: id}}",
     "did you mean `packed_prices`?"},
    {"{from: a, key: id, columns: {id: {column: id, convert: [before]}}}", "needs an argument"},
    {"{from: a, key: id, columns: {id: {column: id, convert: [{after: \"\"}]}}}", "the mark"},
    {"{from: a, key: id, columns: {id: {column: id, convert: [{local_time: Mars/Base}]}}}",
     "Mars/Base"},
    {"{from: a, key: id, columns: {id: {column: id, convert: [{local_time: {twice: both}}]}}}",
     "earlier"},
    {"{from: a, key: id, columns: {id: {concat: []}}}", "at least one value"},
};

rules::Pack pack_with(const std::string& table) {
    std::string folder = (std::filesystem::temp_directory_path() / "tieout-plan-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no temporary folder");
    std::ofstream(folder + "/migrate.yaml")
        << "maps: {state: {1: on}}\nsets: {sett: [1]}\ntables:\n  t: " << table << "\n";
    rules::Pack pack;
    pack.folder = folder;
    pack.parameters = {{"zone", "UTC"}};
    return pack;
}

}  // namespace

BOOST_DATA_TEST_CASE(a_mistake_is_named_where_it_stands, data::make(mistakes)) {
    const rules::Pack pack = pack_with(sample.table);
    try {
        Plan::load(pack);
        BOOST_ERROR("accepted");
    } catch (const Error& error) {
        const std::string what = error.what();
        BOOST_TEST((error.fault() == Fault::usage));
        BOOST_TEST(what.find(sample.said) != std::string::npos, what);
        BOOST_TEST(what.find("migrate.yaml:4:") != std::string::npos, what);
    }
    std::filesystem::remove_all(pack.folder);
}

BOOST_AUTO_TEST_CASE(a_right_plan_is_read) {
    const rules::Pack pack =
        pack_with("{from: a b, key: [id], columns: {id: {column: id, convert: [{map: state}]}}}");
    const Plan plan = Plan::load(pack);
    BOOST_TEST(plan.tables.at(0).source_name() == "a");
    BOOST_TEST(plan.tables.at(0).columns.at(0).value.steps.size() == 1U);
    std::filesystem::remove_all(pack.folder);
}

BOOST_AUTO_TEST_CASE(csv_tells_null_from_empty) {
    const auto rows = parse_csv("a,b\r\n,\"\"\n\"x \"\"y\"\", z\",2", "f.csv");
    BOOST_TEST(rows.size() == 3U);
    BOOST_TEST(!rows[1][0].has_value());
    BOOST_TEST(rows[1][1].value() == "");
    BOOST_TEST(rows[2][0].value() == "x \"y\", z");
    BOOST_CHECK_THROW(parse_csv("\"open", "f.csv"), Error);
    BOOST_CHECK_THROW(parse_csv("\"a\"b", "f.csv"), Error);
}
