#include "tests/reports/big_records.h"

#include <fmt/format.h>

#include "tests/reports/records.h"

namespace tieout::reports::tests {
namespace {

using namespace rules;

constexpr std::size_t most_samples = 20;

Member row(std::size_t number) {
    Member m;
    m.key = {{"invoice_id", std::to_string(number)}};
    const std::string cents = fmt::format("{:02}", number % 100);
    m.columns = {
        {"total", fmt::format("{}.{}", number, cents), fmt::format("{}.00", number), "money"},
        {"due_on", "2004-03-28", "2004-03-27", "date"},
        {"note", fmt::format("Réf. {} ", number), fmt::format("Ref. {}", number), "text"},
        {"status", "open", std::nullopt, "label"}};
    m.amount = Decimal::parse("0." + cents);
    return m;
}

class Made : public ManyMembers {
public:
    Made(std::size_t first, std::size_t count) : first_(first), count_(count) {}
    std::uint64_t count() const override { return count_; }
    std::optional<Decimal> amount() const override { return Decimal::parse("1"); }
    std::vector<Member> first() const override {
        std::vector<Member> members;
        for (std::size_t i = 0; i < std::min(count_, most_samples); ++i)
            members.push_back(row(first_ + i));
        return members;
    }
    void for_each(const VisitMember& visit) const override {
        for (std::size_t i = 0; i < count_; ++i)
            visit(row(first_ + i));
    }

private:
    std::size_t first_, count_;
};

void add(BigRecord& big, std::size_t number, std::size_t rows) {
    const auto members = std::make_shared<Made>(1 + number * rows, rows);
    Finding f;
    f.id = fmt::format("{:012x}", number);
    f.tie = "invoice";
    f.kind = FindingKind::changed;
    f.columns = {"total", "due_on", "note", "status"};
    f.origin = number % 10 == 0 ? Origin::source : Origin::target;
    f.severity = number % 3 == 2 ? Severity::warning : Severity::error;
    f.title = fmt::format("Invoices of book {} whose total differs", number);
    f.advice = "The quarterly price was taken for the monthly one: look at the price's route.";
    f.count = rows;
    f.amount = Decimal::parse(fmt::format("{}.50", number));
    f.samples = members->first();
    FindingLife life;
    life.finding_id = f.id;
    life.title = f.title;
    life.state = number % 7 == 0 ? LifeState::fresh : LifeState::standing;
    life.first_seen = 1;
    life.last_seen = 3;
    life.cycles = 3;
    big.record.lives.push_back(life);
    big.record.findings.push_back(std::move(f));
    big.members.push_back({big.record.findings.back().id, {}, members});
}

BigRecord made(std::size_t findings, std::size_t rows_each) {
    BigRecord big{broken_record(), {}};
    big.record.findings.clear();
    big.record.lives.clear();
    for (std::size_t number = 0; number < findings; ++number)
        add(big, number, rows_each);
    return big;
}

}  // namespace

BigRecord many_findings(std::size_t findings) {
    return made(findings, 3);
}

BigRecord many_rows(std::size_t rows) {
    constexpr std::size_t findings = 40;
    return made(findings, rows / findings);
}

}  // namespace tieout::reports::tests
