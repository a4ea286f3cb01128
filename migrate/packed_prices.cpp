// modernbill.md 2.5: a price is up to five parts joined by bars, one for each of the cycles 1, 3,
// 6, 12 and 24. A product gets a price for each cycle that it prices itself, and for each cycle
// that a customer is on.
#include <algorithm>
#include <array>

#include "migrate/explode.h"

namespace tieout::migrate {
namespace {

constexpr std::array<std::string_view, 5> standard_cycles = {"1", "3", "6", "12", "24"};

// Numbers by value, then what is no number, by text.
bool cycle_before(const Code& a, const Code& b) {
    if (a.number && b.number) return *a.number < *b.number;
    if (a.number || b.number) return a.number.has_value();
    return a.text < b.text;
}

bool same_cycle(const Code& a, const Code& b) {
    return !cycle_before(a, b) && !cycle_before(b, a);
}

void add_used(std::string_view list, std::vector<Code>& cycles) {
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        Code code = Code::of(list.substr(0, comma));
        if (code.number) code.text = code.number->normalized().text();
        if (!code.text.empty()) cycles.push_back(std::move(code));
        if (comma == std::string_view::npos) return;
        list.remove_prefix(comma + 1);
    }
}

void add_written(std::string_view price, std::vector<Code>& cycles) {
    for (std::size_t i = 0; i < standard_cycles.size(); ++i) {
        const auto part = written_part(price, i);
        const bool priced = part && !part->empty() && *part != "0";
        if (priced || i == 0) cycles.push_back(Code::of(standard_cycles[i]));
    }
}

}  // namespace

PackedPricesProducer::PackedPricesProducer(const PackedPrices& plan, SourceQuery& source)
    : price_(bind(plan.price, source)), setup_(bind(plan.setup, source)) {
    if (plan.used) used_ = bind(*plan.used, source);
}

bool PackedPricesProducer::produce(const Row& row, Evaluator& evaluator, db::RowBatch& out) {
    std::vector<Code> cycles;
    if (!evaluator.evaluate(price_, row, slot_)) return false;
    const std::string price(slot_.is_null() ? "" : slot_.text());
    if (!evaluator.evaluate(setup_, row, slot_)) return false;
    const std::string setup(slot_.is_null() ? "" : slot_.text());
    add_written(price, cycles);
    if (used_) {
        if (!evaluator.evaluate(*used_, row, slot_)) return false;
        if (!slot_.is_null()) add_used(slot_.text(), cycles);
    }
    std::sort(cycles.begin(), cycles.end(), cycle_before);
    cycles.erase(std::unique(cycles.begin(), cycles.end(), same_cycle), cycles.end());
    for (const Code& cycle : cycles) {
        out.add(cycle.text);
        out.add(packed_part(price, cycle.text));
        out.add(packed_part(setup, cycle.text));
    }
    return true;
}

}  // namespace tieout::migrate
