// What becomes of waivers in one cycle, and of what they cover.
#include "cycle/waivers.h"

#include <boost/test/unit_test.hpp>

using namespace tieout;

namespace {

rules::Finding finding(const std::string& id, std::uint64_t count, const char* amount = nullptr) {
    rules::Finding one;
    one.id = id;
    one.tie = "invoice";
    one.kind = rules::FindingKind::changed;
    one.columns = {"total"};
    one.count = count;
    if (amount != nullptr) one.amount = Decimal::parse(amount);
    return one;
}

rules::Waiver of(const std::string& id, std::uint64_t max_rows, const char* max_money = "0") {
    rules::Waiver waiver;
    waiver.finding = id;
    waiver.who = "Ada";
    waiver.why = "agreed";
    waiver.until = "2026-12-31";
    waiver.max_rows = max_rows;
    waiver.max_money = *Decimal::parse(max_money);
    return waiver;
}

rules::CycleRecord on(const std::string& day, std::vector<rules::Finding> findings) {
    rules::CycleRecord record;
    record.started_at = day + "T23:59:59Z";
    record.findings = std::move(findings);
    return record;
}

// The state of the one waiver; whether the first finding is waived must agree with it.
std::string state(rules::CycleRecord record, const rules::Waiver& waiver) {
    cycle::apply_waivers({waiver}, record);
    BOOST_TEST_REQUIRE(record.waivers.size() == 1U);
    const std::string word = rules::name(record.waivers[0].state);
    BOOST_TEST(record.findings[0].waived.empty() == (word != "used"));
    return word;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(waivers_of_a_cycle)

BOOST_AUTO_TEST_CASE(it_counts_on_its_last_day_and_not_on_the_next) {
    BOOST_TEST(state(on("2026-12-31", {finding("a", 1)}), of("a", 1)) == "used");
    BOOST_TEST(state(on("2027-01-01", {finding("a", 1)}), of("a", 1)) == "expired");
}

BOOST_AUTO_TEST_CASE(up_to_its_rows_and_its_money_and_no_further) {
    const auto day = [](rules::Finding one) { return on("2026-12-01", {std::move(one)}); };
    BOOST_TEST(state(day(finding("a", 3, "4.50")), of("a", 3, "4.50")) == "used");
    BOOST_TEST(state(day(finding("a", 4, "4.50")), of("a", 3, "4.50")) == "outgrown");
    BOOST_TEST(state(day(finding("a", 3, "4.51")), of("a", 3, "4.50")) == "outgrown");
    // Owed or owing: it is the size that counts.
    BOOST_TEST(state(day(finding("a", 3, "-4.51")), of("a", 3, "4.50")) == "outgrown");
    // About the whole: one thing.
    BOOST_TEST(state(day(finding("a", 0)), of("a", 1)) == "used");
}

BOOST_AUTO_TEST_CASE(what_is_not_there_needs_none) {
    BOOST_TEST(state(on("2026-12-01", {finding("a", 1)}), of("b", 1)) == "unused");
    BOOST_TEST(state(on("2027-12-01", {finding("a", 1)}), of("b", 1)) == "unused");
}

BOOST_AUTO_TEST_CASE(limits_are_of_all_that_it_covers) {
    rules::Waiver pattern = of("", 5, "100");
    pattern.tie = "invoice";
    pattern.kind = rules::FindingKind::changed;
    pattern.columns = {"total", "remark"};
    auto record = on("2026-12-01", {finding("a", 3), finding("b", 2)});
    record.findings[1].columns = {"remark"};
    cycle::apply_waivers({pattern}, record);
    BOOST_TEST(record.waivers[0].rows == 5U);
    BOOST_TEST(record.findings[1].waived == "by Ada until 2026-12-31: agreed");
    record = on("2026-12-01", {finding("a", 3), finding("b", 3)});
    cycle::apply_waivers({pattern}, record);
    BOOST_TEST(record.findings[0].waived.empty());
    BOOST_TEST(record.findings[1].waived.empty());
}

BOOST_AUTO_TEST_CASE(of_two_for_one_finding_one_that_counts_is_enough) {
    auto record = on("2026-12-01", {finding("a", 3)});
    cycle::apply_waivers({of("a", 1), of("a", 3)}, record);
    BOOST_TEST(!record.findings[0].waived.empty());
    BOOST_TEST((record.waivers[0].state == rules::WaiverState::outgrown));
    BOOST_TEST((record.waivers[1].state == rules::WaiverState::used));
}

BOOST_AUTO_TEST_CASE(applied_again_it_says_the_same) {
    auto record = on("2026-12-01", {finding("a", 3)});
    cycle::apply_waivers({of("a", 3)}, record);
    const auto once = record;
    cycle::apply_waivers({of("a", 3)}, record);
    BOOST_TEST((record == once));
}

BOOST_AUTO_TEST_SUITE_END()
