#include "migrate/explode.h"

namespace tieout::migrate {
namespace {

std::variant<std::monostate, PackedPricesProducer, FirstOfProducer> producer_of(
    const Explode& plan, SourceQuery& source) {
    if (const auto* prices = std::get_if<PackedPrices>(&plan)) {
        return PackedPricesProducer(*prices, source);
    }
    if (const auto* chain = std::get_if<FirstOf>(&plan)) {
        return FirstOfProducer(*chain, source);
    }
    return std::monostate();
}

}  // namespace

RowProducer::RowProducer(const Explode& plan, SourceQuery& source)
    : producer_(producer_of(plan, source)), columns_(produced_columns(plan)) {}

bool RowProducer::produce(const Row& row, Evaluator& evaluator, db::RowBatch& out) {
    out.clear(columns_.size());
    if (auto* prices = std::get_if<PackedPricesProducer>(&producer_)) {
        if (prices->produce(row, evaluator, out)) return true;
        reason_ = evaluator.reason();
        return false;
    }
    auto& chain = std::get<FirstOfProducer>(producer_);
    if (chain.produce(row, evaluator, out)) return true;
    reason_ = chain.reason();
    return false;
}

}  // namespace tieout::migrate
