#include "verify/row_producer.h"

#include "verify/first_of.h"
#include "verify/packed_prices.h"

namespace tieout::verify {

std::unique_ptr<RowProducer> make_producer(const Explode& explode, const FindColumn& column,
                                           const FindExpression& expression,
                                           const FindCharset& charset) {
    if (const auto* packed = std::get_if<PackedPrices>(&explode))
        return std::make_unique<PackedPriceRows>(*packed, column);
    if (const auto* chain = std::get_if<FirstOf>(&explode))
        return std::make_unique<FirstOfRows>(*chain, column, expression, charset);
    return nullptr;
}

}  // namespace tieout::verify
