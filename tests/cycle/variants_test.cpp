// One shop in the shapes in which a v4 database comes: each gives the same v5.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sstream>

#include "db/session.h"
#include "tests/support/rehearsal.h"

namespace tieout::tests {
namespace {

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
        text.replace(at, what.size(), with);
    return text;
}

std::string sql_of(const std::string& file, const std::string& prefix,
                   const std::string& storage = "") {
    std::ifstream in(std::string(TIEOUT_SOURCE_DIR "/tests/cycle/variants/") + file);
    std::ostringstream text;
    text << in.rdbuf();
    BOOST_REQUIRE(!text.str().empty());
    return replaced(replaced(text.str(), "{p}", prefix), "{storage}", storage);
}

void make_v3(const Scratch& source, const std::string& prefix) {
    const bool mysql = source.parsed().engine == db::Engine::mysql;
    const std::string schema =
        sql_of("v3.sql", prefix, mysql ? " engine = MyISAM default charset = latin1" : "");
    source.run_client(replaced(schema, "{q}", mysql ? "`" : "\""));
    source.run_client(sql_of("rows.sql", prefix));
}

// The same rows in v4's own tables, the address in two columns.
void make_v4(const Scratch& source) {
    source.run_client_file(std::string(TIEOUT_SOURCE_DIR "/rules/modernbill/v4/") +
                           std::string(db::name(source.parsed().engine)) + ".sql");
    source.run_client(sql_of("rows.sql", ""));
    source.run_client(
        "update client_info set client_address = '12 Analytical Row', "
        "client_address_2 = 'Second floor' where client_id = 1;");
}

std::string errors_of(const rules::CycleRecord& record) {
    std::string text;
    for (const std::string& reason : record.verdict_reasons)
        text += reason + "\n";
    for (const rules::Finding& finding : record.findings)
        if (finding.severity == rules::Severity::error)
            text += std::string(rules::name(finding.kind)) + " " + finding.tie + " " +
                    finding.rule + ": " + finding.title + "\n";
    return text;
}

// Digests of all that v5 holds.
std::string v5_of(const rules::CycleRecord& record) {
    std::string text;
    for (const rules::TieResult& tie : record.ties)
        text += tie.tie + " " + std::to_string(tie.target_rows) + " " + tie.target_digest + "\n";
    return text;
}

std::string variant_of(const rules::CycleRecord& record) {
    for (const auto& [name, value] : record.source.facts)
        if (name == "variant") return value;
    return "";
}

std::string moved(const Scratch& source, const Scratch& target, std::string& variant) {
    const rules::CycleRecord record = rehearse(source, target).record;
    variant = variant_of(record);
    BOOST_TEST(rules::name(record.verdict) == "holds");
    BOOST_TEST(errors_of(record) == "");
    BOOST_TEST(record.quarantined == 0U);
    return v5_of(record);
}

std::string addresses(const Scratch& target) {
    std::string text;
    const auto session = db::Session::open(target.parsed());
    for (const auto& row : session
                               ->query("select address1, address2 from account_contact order by "
                                       "account_id")
                               .rows)
        text += row[0].value_or("NULL") + " / " + row[1].value_or("NULL") + "\n";
    return text;
}

constexpr db::Engine engines[] = {db::Engine::mysql, db::Engine::postgresql, db::Engine::sqlite};

}  // namespace

BOOST_AUTO_TEST_SUITE(variants)

BOOST_AUTO_TEST_CASE(v3_and_v4_with_the_same_rows_give_the_same_v5_on_every_engine) {
    std::string first, variant;
    for (const db::Engine engine : engines)
        BOOST_TEST_CONTEXT(db::name(engine)) {
            const Scratch v3(engine), prefixed(engine), v4(engine);
            const Scratch from_v3(db::Engine::postgresql), from_prefixed(db::Engine::postgresql),
                from_v4(db::Engine::postgresql);
            make_v4(v4);
            const std::string v5 = moved(v4, from_v4, variant);
            BOOST_TEST(variant ==
                       (engine == db::Engine::mysql ? "ModernBill v4: InnoDB" : "ModernBill v4"));
            if (first.empty()) first = v5;
            BOOST_TEST(v5 == first);
            make_v3(v3, "");
            BOOST_TEST(moved(v3, from_v3, variant) == first);
            BOOST_TEST(variant.find("ModernBill v3: no client_info.client_address_2, ") == 0U);
            BOOST_TEST(variant.find("prefixed") == std::string::npos);
            make_v3(prefixed, "mb_");
            BOOST_TEST(moved(prefixed, from_prefixed, variant) == first);
            BOOST_TEST(variant.find("; tables prefixed mb_") != std::string::npos);
            if (engine == db::Engine::mysql) BOOST_TEST(variant.ends_with("; MyISAM"));
            const std::string as_written =
                "12 Analytical Row / Second floor\n1 Rue du Pari / NULL\n";
            for (const Scratch* target : {&from_v3, &from_prefixed, &from_v4})
                BOOST_TEST(addresses(*target) == as_written);
        }
}

BOOST_AUTO_TEST_CASE(a_required_column_that_v3_has_and_this_database_has_not_is_named) {
    const Scratch source(db::Engine::sqlite), target(db::Engine::sqlite);
    make_v3(source, "mb_");
    source.run_client("alter table mb_client_info rename column client_fname to first_name;");
    const rules::CycleRecord record = rehearse(source, target).record;
    BOOST_TEST(rules::name(record.verdict) == "incomplete");
    BOOST_TEST(errors_of(record).find("client_fname") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::tests
