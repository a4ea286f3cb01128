#include "rules/finding.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "rules/finding_log.h"

using namespace tieout::rules;
using tieout::Decimal;

namespace {

Finding changed(const std::string& tie, std::vector<std::string> columns) {
    Finding f;
    f.tie = tie;
    f.kind = FindingKind::changed;
    f.columns = std::move(columns);
    return f;
}

Member member(const std::string& key, const char* amount = nullptr) {
    Member m;
    m.key = {{"id", key}};
    if (amount != nullptr) m.amount = Decimal::parse(amount);
    return m;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(finding)

BOOST_AUTO_TEST_CASE(every_word_is_read_back_as_it_is_written) {
    for (int i = 0; i <= static_cast<int>(FindingKind::not_looked); ++i) {
        const auto kind = static_cast<FindingKind>(i);
        BOOST_TEST((kind_of(name(kind)) == kind));
    }
    BOOST_TEST(std::string(name(FindingKind::missing)) == "missing");
    BOOST_TEST(std::string(name(FindingKind::sequence)) == "sequence");
    BOOST_TEST(std::string(name(FindingKind::not_looked)) == "not_looked");
    BOOST_TEST((severity_of("notice") == Severity::notice));
    BOOST_TEST((origin_of("target") == Origin::target));
}

BOOST_AUTO_TEST_CASE(an_unknown_word_is_refused_with_the_nearest) {
    try {
        kind_of("chnaged");
        BOOST_ERROR("nothing was refused");
    } catch (const tieout::Error& e) {
        BOOST_TEST(e.what() == "`chnaged` is no kind of finding; did you mean `changed`?");
    }
}

BOOST_AUTO_TEST_CASE(a_findings_id_ignores_when_and_how_many) {
    Finding a = changed("invoice", {"total", "due_on"});
    Finding b = changed("invoice", {"due_on", "total"});
    b.count = 7;
    b.severity = Severity::warning;
    b.title = "other words";
    BOOST_TEST(finding_id(a) == finding_id(b));
    BOOST_TEST(finding_id(a) != finding_id(changed("invoice", {"total"})));
    BOOST_TEST(finding_id(a) != finding_id(changed("invoice", {"totaldue_on"})));
    BOOST_TEST(finding_id(changed("invoice", {"ab", "c"})) !=
               finding_id(changed("invoice", {"a", "bc"})));
    a.kind = FindingKind::missing;
    BOOST_TEST(finding_id(a) != finding_id(b));
    b.origin = Origin::source;
    BOOST_TEST(finding_id(b) != finding_id(changed("invoice", {"due_on", "total"})));
}

BOOST_AUTO_TEST_CASE(a_members_id_is_of_its_finding_and_key) {
    const Key one{{"a", "1"}, {"b", "23"}}, other{{"a", "12"}, {"b", "3"}};
    BOOST_TEST(member_id("f", one) != member_id("f", other));
    BOOST_TEST(member_id("f", one) != member_id("g", one));
    BOOST_TEST(member_id("f", one) == member_id("f", one));
}

BOOST_AUTO_TEST_CASE(keys_are_ordered_as_people_count) {
    const auto key = [](const char* a) { return Key{{"id", a}}; };
    BOOST_TEST(key_before(key("9"), key("10")));
    BOOST_TEST(!key_before(key("10"), key("9")));
    BOOST_TEST(key_before(key("-2"), key("1")));
    BOOST_TEST(key_before(key("99999999999999999999"), key("a")));
    BOOST_TEST(key_before(key("a"), key("b")));
    BOOST_TEST(!key_before(key("7"), key("7")));
    // 07 and 7 are one number and two keys: one of them comes first, always the same.
    BOOST_TEST(key_before(key("07"), key("7")) != key_before(key("7"), key("07")));
    BOOST_TEST(key_before(Key{{"a", "1"}}, Key{{"a", "1"}, {"b", "0"}}));
}

BOOST_AUTO_TEST_CASE(a_key_is_shown_with_its_parts) {
    BOOST_TEST(text(Key{{"a", "17"}, {"b", "3"}}) == "17/3");
    BOOST_TEST(text(Key{{"a", ""}, {"b", "3"}}) == "/3");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(finding_log)

BOOST_AUTO_TEST_CASE(members_are_counted_summed_and_sampled_by_key) {
    FindingLog log(2);
    for (const char* key : {"10", "9", "100"})
        log.add(changed("invoice", {"total"}), member(key, "-1.10"));
    const auto findings = log.findings();
    BOOST_REQUIRE(findings.size() == 1U);
    BOOST_TEST(findings[0].count == 3U);
    BOOST_TEST(findings[0].amount->text() == "3.30");
    BOOST_REQUIRE(findings[0].samples.size() == 2U);
    BOOST_TEST(text(findings[0].samples[0].key) == "9");
    BOOST_TEST(text(findings[0].samples[1].key) == "10");
    BOOST_TEST(log.members()[0].members.size() == 3U);
}

BOOST_AUTO_TEST_CASE(the_order_of_arrival_does_not_show) {
    FindingLog one, two, rest;
    Member a = member("1"), b = member("1"), c = member("2");
    a.note = "first";
    b.note = "second";
    one.add(changed("t", {"x"}), a);
    one.add(changed("t", {"x"}), b);
    one.add(changed("t", {"y"}), c);
    two.add(changed("t", {"x"}), b);
    rest.add(changed("t", {"y"}), c);
    rest.add(changed("t", {"x"}), a);
    two.merge(std::move(rest));
    BOOST_TEST((one.findings() == two.findings()));
    BOOST_REQUIRE(one.members().size() == two.members().size());
    for (std::size_t i = 0; i < one.members().size(); ++i)
        BOOST_TEST((one.members()[i].all() == two.members()[i].all()));
}

// Rows 1, 3, 5, … up to 2 * count - 1, each worth 1.
struct OddRows : ManyMembers {
    explicit OddRows(std::uint64_t rows) : rows_(rows) {}
    std::uint64_t count() const override { return rows_; }
    std::optional<Decimal> amount() const override {
        return Decimal::of(static_cast<std::int64_t>(rows_));
    }
    std::vector<Member> first() const override { return {member("1", "1"), member("3", "1")}; }
    void for_each(const VisitMember& visit) const override {
        for (std::uint64_t i = 0; i < rows_; ++i)
            visit(member(std::to_string(2 * i + 1).c_str(), "1"));
    }

private:
    std::uint64_t rows_;
};

BOOST_AUTO_TEST_CASE(many_members_and_single_ones_are_one_finding) {
    FindingLog log(3);
    log.add(changed("invoice", {"total"}), member("2", "-0.50"));
    log.add(changed("invoice", {"total"}), std::make_shared<OddRows>(4));
    log.add(changed("invoice", {"total"}), member("100", "2"));
    FindingLog merged(3);
    merged.merge(std::move(log));
    const Finding finding = merged.findings().at(0);
    BOOST_TEST(finding.count == 6U);
    BOOST_TEST(finding.amount->text() == "6.50");
    std::vector<std::string> samples, all;
    for (const Member& sample : finding.samples)
        samples.push_back(text(sample.key));
    for (const Member& each : merged.members().at(0).all())
        all.push_back(text(each.key));
    BOOST_TEST(samples == (std::vector<std::string>{"1", "2", "3"}),
               boost::test_tools::per_element());
    BOOST_TEST(all == (std::vector<std::string>{"1", "2", "3", "5", "7", "100"}),
               boost::test_tools::per_element());
    // A second lot of the same finding is counted too.
    merged.add(changed("invoice", {"total"}), std::make_shared<OddRows>(2));
    BOOST_TEST(merged.findings().at(0).count == 8U);
    BOOST_TEST(merged.members().at(0).all().size() == 8U);
}

BOOST_AUTO_TEST_CASE(errors_come_first_then_source_then_money) {
    FindingLog log;
    Finding notice = changed("a", {}), source = changed("b", {}), dear = changed("c", {}),
            cheap = changed("d", {});
    notice.severity = Severity::notice;
    source.origin = Origin::source;
    log.add(notice, member("1", "1000"));
    log.add(cheap, member("1", "1"));
    log.add(dear, member("1", "-2"));
    log.add(source, member("1"));
    std::string order;
    for (const Finding& f : log.findings())
        order += f.tie;
    BOOST_TEST(order == "bcda");
}

BOOST_AUTO_TEST_CASE(a_finding_without_members_keeps_its_count) {
    FindingLog log;
    Finding f = changed("a", {});
    f.kind = FindingKind::absent;
    log.add(f);
    f.count = 3;
    log.add(f);
    BOOST_TEST(log.findings().at(0).count == 3U);
    log.add(f, member("1"));
    BOOST_TEST(log.findings().at(0).count == 1U);
    BOOST_TEST(!log.empty());
}

BOOST_AUTO_TEST_CASE(a_missing_row_is_not_in_the_target_and_an_extra_one_not_in_the_source) {
    FindingLog log;
    Finding f = changed("a", {});
    f.kind = FindingKind::missing;
    log.add(f, member("1"));
    f.kind = FindingKind::extra;
    log.add(f, member("2"));
    for (const Finding& found : log.findings()) {
        const bool missing = found.kind == FindingKind::missing;
        BOOST_TEST(found.samples.at(0).in_source == missing);
        BOOST_TEST(found.samples.at(0).in_target == !missing);
    }
}

BOOST_AUTO_TEST_SUITE_END()
