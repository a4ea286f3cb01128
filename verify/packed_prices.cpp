#include "verify/packed_prices.h"

#include <algorithm>
#include <array>

namespace tieout::verify {
namespace {

constexpr std::array<std::string_view, 5> standard_cycles = {"1", "3", "6", "12", "24"};

bool offered(std::string_view price, std::size_t index) {
    const auto part = written_part(price, index);
    return index == 0 || (part && !part->empty() && *part != "0");
}

// Numbers by value, then what is no number, by text.
bool before(const Code& a, const Code& b) {
    if (a.number.empty() != b.number.empty()) return b.number.empty();
    if (a.number.empty()) return a.text < b.text;
    return *Decimal::parse(a.number) < *Decimal::parse(b.number);
}

}  // namespace

PackedPriceRows::PackedPriceRows(const PackedPrices& spec, const FindColumn& column)
    : price_(column(spec.price).index) {
    if (!spec.setup.empty()) setup_ = column(spec.setup).index;
    if (!spec.used.empty()) used_ = column(spec.used).index;
}

void PackedPriceRows::add_cycle(std::string_view raw) {
    Code code = Code::of(raw);
    if (code.text.empty()) return;
    if (std::find(cycles_.begin(), cycles_.end(), code) == cycles_.end())
        cycles_.push_back(std::move(code));
}

ProducerTrouble PackedPriceRows::produce(const RowView& row, Reading&, db::RowBatch& rows) {
    const std::string_view price = row.at(price_).text;
    const std::string_view setup = setup_ ? row.at(*setup_).text : std::string_view();
    cycles_.clear();
    for (std::size_t i = 0; i < standard_cycles.size(); ++i)
        if (offered(price, i)) add_cycle(standard_cycles[i]);
    std::string_view used = used_ ? row.at(*used_).text : std::string_view();
    while (!used.empty()) {
        const std::size_t comma = std::min(used.find(','), used.size());
        add_cycle(used.substr(0, comma));
        used.remove_prefix(std::min(comma + 1, used.size()));
    }
    std::sort(cycles_.begin(), cycles_.end(), before);
    rows.clear(columns_.size());
    for (const Code& cycle : cycles_) {
        rows.add(cycle.number.empty() ? cycle.text : cycle.number);
        rows.add(packed_part(price, cycle.text));
        rows.add(packed_part(setup, cycle.text));
    }
    return {};
}

}  // namespace tieout::verify
